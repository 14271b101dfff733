internal import RoutineScript
internal import SourceYAML

/// Writes lists and mappings in brackets: on one line if they fit, otherwise in rows.
enum FormattedFlow {
  /// The columns of a line.
  static let width = 120

  /// A list or mapping.
  ///
  /// - Parameters:
  ///   - collection: the list or mapping.
  ///   - lead: what is before it on its line.
  ///   - indent: where that line starts.
  ///   - trail: what is behind it.
  /// - Returns: its lines.
  static func lines(
    of collection: WrittenCollection, lead: String, indent: Int, trail: String = ""
  ) -> [FormattedLine] {
    let line = inline(collection)
    if collection.comments.isEmpty, indent + lead.count + line.count + trail.count <= width {
      return [FormattedLine(indent, lead + line + trail)]
    }
    var lines = [FormattedLine(indent, lead + (collection.isMapping ? "{" : "["))]
    for row in rows(collection.members, indent: indent + 2) {
      lines += row.first?.above.compactMap(\.comment).map { FormattedLine(indent + 2, $0) } ?? []
      if row.count == 1, let member = row.first {
        lines += self.lines(of: member, indent: indent + 2)
      } else {
        lines.append(
          FormattedLine(
            indent + 2, row.map { inline($0) + "," }.joined(separator: " "),
            comment: row.last?.tail))
      }
    }
    lines += collection.below.compactMap(\.comment).map { FormattedLine(indent + 2, $0) }
    return lines + [FormattedLine(indent, (collection.isMapping ? "}" : "]") + trail)]
  }

  /// A member that has a row of its own.
  private static func lines(of member: WrittenMember, indent: Int) -> [FormattedLine] {
    let key = member.key.map { ScalarSpelling.inline($0, inFlow: true) + ": " } ?? ""
    var lines: [FormattedLine]
    if let collection = member.value.collection {
      lines = self.lines(of: collection, lead: key, indent: indent, trail: ",")
    } else {
      lines = [FormattedLine(indent, inline(member) + ",")]
    }
    if let last = lines.indices.last { lines[last].comment = member.tail }
    return lines
  }

  /// Puts members into rows: as their author did, or as many as fit.
  private static func rows(_ members: [WrittenMember], indent: Int) -> [[WrittenMember]] {
    let isBroken = members.dropFirst().contains(where: \.startsRow)
    var rows: [[WrittenMember]] = []
    var columns = 0
    var isClosed = true
    for member in members {
      let length = inline(member).count + 2
      let isAlone =
        member.value.collection.map { collection in
          !collection.comments.isEmpty || indent + length - 1 > width
        } ?? false
      let isFull = isBroken ? member.startsRow : indent + columns + length - 1 > width
      if isClosed || isAlone || isFull || !member.above.isEmpty {
        rows.append([])
        columns = 0
      }
      rows[rows.count - 1].append(member)
      columns += length
      isClosed = isAlone || member.tail != nil
    }
    return rows
  }

  private static func inline(_ collection: WrittenCollection) -> String {
    let members = collection.members.map(inline).joined(separator: ", ")
    guard collection.isMapping else { return "[\(members)]" }
    // A key without a value would be a value without its braces.
    if collection.isBare, collection.members.first?.value.isEmpty == false { return members }
    return members.isEmpty ? "{}" : "{ \(members) }"
  }

  private static func inline(_ member: WrittenMember) -> String {
    let value =
      switch member.value {
      case .collection(let collection): inline(collection)
      case .scalar(let scalar): ScalarSpelling.inline(scalar, inFlow: true)
      }
    guard let key = member.key.map({ ScalarSpelling.inline($0, inFlow: true) }) else {
      return value
    }
    return value.isEmpty ? key : "\(key): \(value)"
  }
}
