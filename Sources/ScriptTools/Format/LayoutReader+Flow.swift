internal import RoutineScript
internal import SourceYAML

extension LayoutReader {
  /// Reads a list or mapping in brackets; stops behind it.
  mutating func flow() throws(LayoutRefusal) -> WrittenCollection {
    let isMapping = scanner.peek() == "{"
    let close: Unicode.Scalar = isMapping ? "}" : "]"
    var collection = WrittenCollection(isMapping: isMapping, isFlow: true)
    var row = scanner.row
    scanner.column += 1
    while true {
      let spare = try flowSpace(after: &collection, row: row)
      if scanner.peek() == close {
        scanner.column += 1
        collection.below = spare
        return collection
      }
      var member = WrittenMember(above: spare)
      member.startsRow = scanner.row > row
      try flowMember(&member, inMapping: isMapping)
      row = scanner.row
      collection.members.append(member)
      // A comment may stand before the comma as well as behind it.
      let before = try flowSpace(after: &collection, row: row)
      if scanner.peek() == "," {
        scanner.column += 1
        row = scanner.row
        guard before.isEmpty else {
          throw LayoutRefusal(
            scanner.here, "this comma has a comment before it, and its value on another line",
            remedy: "put the comma behind the value")
        }
      } else {
        guard scanner.peek() == close else { throw LayoutRefusal(scanner.here) }
        scanner.column += 1
        collection.below = before
        return collection
      }
    }
  }

  /// Skips to the next sign within brackets.
  ///
  /// - Parameters:
  ///   - collection: what is being read; its last member takes a comment that stands behind it.
  ///   - row: the line that member ends on.
  /// - Returns: the comments that belong to what follows.
  /// - Throws: where the text ends.
  private mutating func flowSpace(
    after collection: inout WrittenCollection, row: Int
  ) throws(LayoutRefusal) -> [SpareLine] {
    var spare: [SpareLine] = []
    while true {
      scanner.skipBlanks()
      switch scanner.peek() {
      case nil, "#":
        guard !scanner.isAtEnd else { throw LayoutRefusal(scanner.here) }
        let isBehind = scanner.row == row
        guard let comment = try scanner.finishLine() else { continue }
        let last = collection.members.count - 1
        if isBehind, last >= 0, collection.members[last].tail == nil {
          collection.members[last].tail = comment
        } else {
          spare.append(.comment(comment))
        }
      default: return spare
      }
    }
  }

  private mutating func flowMember(
    _ member: inout WrittenMember, inMapping: Bool
  ) throws(LayoutRefusal) {
    let start = scanner.here
    if scanner.peek() != ":" { member.value = try flowValue() }
    let afterKey = scanner
    var nobody = WrittenCollection(isMapping: true, isFlow: true)
    let beforeColon = try flowSpace(after: &nobody, row: -1)
    guard scanner.peek() == ":" else {
      // Whatever was passed belongs behind it.
      scanner = afterKey
      if inMapping {
        guard case .scalar(let key) = member.value else { throw LayoutRefusal(start) }
        member.key = key
        member.value = .scalar(.nothing)
      }
      return
    }
    guard case .scalar(let key) = member.value else { throw LayoutRefusal(start) }
    scanner.column += 1
    let behindColon = scanner
    let beforeValue = try flowSpace(after: &nobody, row: -1)
    var entry = WrittenMember(key: key)
    // Between a key and its value there is no room for a comment on the lines that are written.
    member.above += beforeColon
    if let next = scanner.peek(), ",]}".unicodeScalars.contains(next) {
      scanner = behindColon
    } else {
      entry.value = try flowValue()
      member.above += beforeValue
    }
    if inMapping {
      member.key = entry.key
      member.value = entry.value
    } else {
      // `[a: 1]` is a list of a mapping.
      member.value = .collection(
        WrittenCollection(isMapping: true, isFlow: true, members: [entry]))
    }
  }

  private mutating func flowValue() throws(LayoutRefusal) -> WrittenNode {
    if let first = scanner.peek(), first == "[" || first == "{" {
      return .collection(try flow())
    }
    return .scalar(try scalar(parent: -1, inFlow: true))
  }
}
