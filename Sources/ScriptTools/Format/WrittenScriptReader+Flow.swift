internal import RoutineScript
internal import SourceYAML

extension WrittenScriptReader {
  /// Reads a list or mapping in brackets; stops behind it.
  ///
  /// - Parameter start: its first event, which is taken.
  /// - Returns: all of it.
  /// - Throws: if it cannot be written on other lines.
  mutating func flow(_ start: YAMLEvents.Placed) throws(FormatRefusal) -> WrittenCollection {
    try scanner.expect(start.start)
    var isMapping = false
    if case .mappingStart = start.event { isMapping = true }
    var collection = WrittenCollection(isMapping: isMapping, isFlow: true)
    var row = scanner.row
    scanner.column += 1
    var spare = try flowSpace(after: &collection, row: row)
    while !takeEnd() {
      var member = WrittenMember(above: spare)
      member.startsRow = scanner.row > row
      if isMapping { try entry(of: &member) } else { try item(&member) }
      row = scanner.row
      collection.members.append(member)
      // A comment may be before the comma or behind it.
      spare = try flowSpace(after: &collection, row: row)
      guard scanner.peek() == "," else { continue }
      scanner.column += 1
      row = scanner.row
      guard spare.isEmpty else {
        throw FormatRefusal(
          scanner.here, "this comma has a comment before it, and its value on another line",
          remedy: "put the comma behind the value")
      }
      spare = try flowSpace(after: &collection, row: row)
    }
    try scanner.take(isMapping ? "}" : "]")
    collection.below = spare
    return collection
  }

  /// Skips to the next sign within brackets.
  ///
  /// - Parameters:
  ///   - collection: what is being read; its last member takes a comment behind it.
  ///   - row: the line that member ends on.
  /// - Returns: the comments that belong to what follows.
  /// - Throws: if the text ends.
  private mutating func flowSpace(
    after collection: inout WrittenCollection, row: Int
  ) throws(FormatRefusal) -> [SpareLine] {
    var spare: [SpareLine] = []
    while true {
      scanner.skipBlanks()
      guard scanner.peek() == nil || scanner.peek() == "#" else { return spare }
      guard !scanner.isAtEnd else { throw FormatRefusal(scanner.here) }
      let isBehind = scanner.row == row
      guard let comment = try scanner.finishLine() else { continue }
      let last = collection.members.count - 1
      if isBehind, last >= 0, collection.members[last].tail == nil {
        collection.members[last].tail = comment
      } else {
        spare.append(.comment(comment))
      }
    }
  }

  /// Skips to the next sign between a key and its value: on the lines that are written there is no
  /// room for a comment there, so it goes above both.
  private mutating func flowSpace(into member: inout WrittenMember) throws(FormatRefusal) {
    var nobody = WrittenCollection(isMapping: true, isFlow: true)
    member.above += try flowSpace(after: &nobody, row: -1)
  }

  private mutating func item(_ member: inout WrittenMember) throws(FormatRefusal) {
    let first = try next()
    guard case .mappingStart = first.event, scanner.peek() != "{" else {
      member.value = try flowValue(first)
      return
    }
    // `[a: 1]` is a list of a mapping.
    var pair = WrittenMember(above: member.above)
    try entry(of: &pair)
    guard takeEnd() else { throw FormatRefusal(scanner.here) }
    member.above = pair.above
    pair.above = []
    member.value = .collection(
      WrittenCollection(isMapping: true, isFlow: true, isBare: true, members: [pair]))
  }

  /// Reads a key and its value, if it has one.
  private mutating func entry(of member: inout WrittenMember) throws(FormatRefusal) {
    member.key = try scalar(try next())
    let value = try next()
    let afterKey = (scanner, member)
    try flowSpace(into: &member)
    guard scanner.peek() == ":" else {
      // Whatever was passed belongs behind it.
      (scanner, member) = afterKey
      return
    }
    scanner.column += 1
    guard !value.isNothing else { return }
    try flowSpace(into: &member)
    member.value = try flowValue(value)
  }

  private mutating func flowValue(
    _ first: YAMLEvents.Placed
  ) throws(FormatRefusal) -> WrittenNode {
    if case .scalar = first.event { return .scalar(try scalar(first)) }
    return .collection(try flow(first))
  }
}
