internal import RoutineScript
internal import SourceYAML

/// Writes a script in standard form.
struct FormattedScript {
  private var lines: [FormattedLine] = []

  /// A script as text.
  static func text(of script: WrittenScript) -> String {
    var formatted = FormattedScript()
    formatted.spare(script.root.above.tidied(isFirst: true), indent: 0)
    switch script.root.value {
    case .collection(let collection) where !collection.isFlow:
      formatted.block(collection, indent: 0, role: WrittenRole(of: collection))
    default: formatted.leaf(script.root, prefix: "", indent: 0, textIndent: 2)
    }
    var below = script.below.tidied()
    while below.last == .blank { below.removeLast() }
    formatted.spare(below, indent: 0)
    return FormattedLine.text(of: formatted.lines)
  }

  private mutating func spare(_ spare: [SpareLine], indent: Int) {
    for line in spare {
      switch line {
      case .blank: lines.append(FormattedLine(0, ""))
      case .comment(let text): lines.append(FormattedLine(indent, text))
      case .lineTakenOut(let text): lines.append(FormattedLine(0, text))
      }
    }
  }

  /// A mapping or list on lines of its own.
  private mutating func block(_ block: WrittenCollection, indent: Int, role: WrittenRole) {
    for (index, member) in block.members.enumerated() {
      var above = member.above
      // A blank line behind a text that keeps those it ends with would be one more of them.
      if index > 0, role.startsParagraph(member), above.first != .blank,
        lines.last?.isBlank != true
      {
        above.insert(.blank, at: 0)
      }
      if member.key == nil {
        item(member, above: above, isFirst: index == 0, indent: indent, role: role.ofItem)
      } else {
        spare(above.tidied(isFirst: index == 0), indent: indent)
        entry(member, indent: indent, role: role)
      }
    }
    spare(block.below.tidied(), indent: indent)
  }

  private mutating func entry(_ member: WrittenMember, indent: Int, role: WrittenRole) {
    let key = member.key.map { ScalarSpelling.inline($0, inFlow: false) + ":" } ?? ""
    let between = member.between.tidied(isFirst: true)
    if let block = member.value.collection, !block.isFlow {
      lines.append(FormattedLine(indent, key, comment: member.head))
      spare(between, indent: indent + 2)
      self.block(block, indent: indent + 2, role: role.ofValue(of: member.key?.value, block))
      return
    }
    if between.isEmpty, member.head == nil || member.canTakeHead {
      leaf(member, prefix: key, indent: indent, textIndent: indent + 2)
    } else {
      lines.append(FormattedLine(indent, key, comment: member.head))
      spare(between, indent: indent + 2)
      leaf(member.headless, prefix: "", indent: indent + 2, textIndent: indent + 2)
    }
  }

  /// An item of a list, whose value starts behind its `-`.
  private mutating func item(
    _ member: WrittenMember, above: [SpareLine], isFirst: Bool, indent: Int, role: WrittenRole
  ) {
    spare(above.tidied(isFirst: isFirst), indent: indent)
    let start = lines.count
    if member.head != nil, !member.canTakeHead {
      lines.append(FormattedLine(indent, "-", comment: member.head))
      spare(member.between.tidied(isFirst: true), indent: indent + 2)
    }
    let isBehind = lines.count == start
    if let block = member.value.collection, !block.isFlow {
      self.block(block, indent: indent + 2, role: role)
    } else {
      leaf(
        isBehind ? member : member.headless, prefix: "", indent: indent + 2,
        textIndent: indent + 2)
    }
    if isBehind { lines[start].startItem(at: indent) }
  }

  /// A value without members on lines of their own.
  ///
  /// - Parameters:
  ///   - member: the value, and the comments behind it.
  ///   - prefix: `key:`, or nothing.
  ///   - indent: where the line starts.
  ///   - textIndent: where the lines of a block of text start.
  private mutating func leaf(
    _ member: WrittenMember, prefix: String, indent: Int, textIndent: Int
  ) {
    let comment = member.tail ?? member.head
    let lead = prefix.isEmpty ? "" : prefix + " "
    switch member.value {
    case .collection(let collection):
      let rows = FormattedFlow.lines(of: collection, lead: lead, indent: indent)
      lines += rows.dropLast()
      if var last = rows.last {
        last.comment = comment
        last.isWhole = rows.count == 1
        lines.append(last)
      }
    case .scalar(let scalar):
      let room = TextFolding.width - indent - lead.count
      // Words that are probably cut off by a `#` stay next to it, to be found.
      let mayBeCutOff = scalar.style == .plain && comment.map { $0 != $0.tidyComment } == true
      let shape =
        mayBeCutOff
        ? .line(ScalarSpelling.inline(scalar, inFlow: false))
        : TextShape(scalar, room: room, textIndent: textIndent)
      switch shape {
      case .line(let text):
        let isQuoted = text.hasPrefix("\"") || text.hasPrefix("'")
        lines.append(
          FormattedLine(
            indent, text.isEmpty ? prefix : lead + text,
            comment: isQuoted ? comment?.tidyComment : comment, isWhole: true))
      case .block(let header, let text):
        lines.append(FormattedLine(indent, lead + header, comment: comment?.tidyComment))
        lines += text.map { FormattedLine($0.isEmpty ? 0 : textIndent, $0) }
      }
    }
  }
}

extension WrittenMember {
  /// Whether the comment behind `key:` or `-` can go behind the value.
  fileprivate var canTakeHead: Bool {
    guard tail == nil, between.allSatisfy({ $0 == .blank }) else { return false }
    guard let collection = value.collection else { return true }
    return collection.isFlow && collection.comments.isEmpty
  }

  /// The value alone, if the comment before it is written already.
  fileprivate var headless: WrittenMember {
    var member = self
    member.head = nil
    return member
  }
}

extension [SpareLine] {
  /// With at most one blank line in a row, and none where a block starts.
  func tidied(isFirst: Bool = false) -> [SpareLine] {
    var tidied: [SpareLine] = []
    for line in self where line != .blank || (tidied.isEmpty ? !isFirst : tidied.last != .blank) {
      tidied.append(line)
    }
    return tidied.allSatisfy { $0 == .blank } && isFirst ? [] : tidied
  }
}
