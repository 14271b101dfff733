internal import RoutineScript
internal import SourceYAML

/// Reads a script with its comments: its values are what the YAML parser finds in it, and comments
/// are found in the text between them.
struct WrittenScriptReader {
  /// What the parser found, from the next event on.
  private var events: ArraySlice<YAMLEvents.Placed>
  var scanner: SpareScanner

  /// Reads a text that is known to be YAML.
  ///
  /// - Parameter source: the text.
  /// - Returns: all of it.
  /// - Throws: if something in it is not part of the language.
  static func read(_ source: SourceText) throws(FormatRefusal) -> WrittenScript {
    let scanner = try SpareScanner(source)
    let events = YAMLEvents.all(in: source.text) ?? []
    // The first event is the document's start.
    var reader = WrittenScriptReader(events: events.dropFirst(), scanner: scanner)
    reader.scanner.skipSpareLines()
    var script = WrittenScript()
    script.root.above = reader.scanner.takePending()
    try reader.node(parent: -1, into: &script.root)
    script.below = reader.scanner.takePending()
    guard reader.scanner.isAtEnd else { throw FormatRefusal(reader.scanner.here) }
    return script
  }

  /// The next event, which stays the next.
  func peek() throws(FormatRefusal) -> YAMLEvents.Placed {
    guard let event = events.first else { throw FormatRefusal(scanner.here) }
    return event
  }

  /// The next event.
  mutating func next() throws(FormatRefusal) -> YAMLEvents.Placed {
    let event = try peek()
    events.removeFirst()
    return event
  }

  /// Takes the end of a list or mapping, if it is next.
  mutating func takeEnd() -> Bool {
    guard case .end = events.first?.event else { return false }
    events.removeFirst()
    return true
  }

  /// Reads the value that begins here, and the comment behind it; goes on to what follows.
  private mutating func node(
    parent: Int, into member: inout WrittenMember
  ) throws(FormatRefusal) {
    let start = try next()
    try scanner.expect(start.start)
    switch start.event {
    case .listStart(isFlow: false):
      member.value = .collection(try block(isMapping: false, parent: parent))
    case .mappingStart(isFlow: false):
      member.value = .collection(try block(isMapping: true, parent: parent))
    case .listStart, .mappingStart:
      member.value = .collection(try flow(start))
      member.tail = try scanner.finishLine()
    case .scalar(_, let style) where style.isBlock:
      member.value = .scalar(try blockText(start, parent: parent, comment: &member.tail))
    default:
      member.value = .scalar(try scalar(start))
      member.tail = try scanner.finishLine(isBehindWords: member.value.scalar?.style == .plain)
    }
    scanner.skipSpareLines()
  }

  /// Reads a mapping or list on lines of its own.
  private mutating func block(isMapping: Bool, parent: Int) throws(FormatRefusal)
    -> WrittenCollection
  {
    var block = WrittenCollection(isMapping: isMapping, isFlow: false)
    let indent = scanner.column
    while !takeEnd() {
      var member = WrittenMember(above: scanner.takePending())
      if isMapping {
        member.key = try scalar(try next())
        scanner.skipBlanks()
      }
      try scanner.take(isMapping ? ":" : "-")
      try value(parent: indent, of: &member)
      block.members.append(member)
    }
    // If a list is as deep as its key, comments as deep as it belong to what follows.
    block.below = scanner.takePending(indentedBy: max(indent, parent + 1))
    return block
  }

  /// Reads what follows `key:` or `-`.
  private mutating func value(
    parent: Int, of member: inout WrittenMember
  ) throws(FormatRefusal) {
    scanner.skipBlanks()
    let first = try peek()
    if first.isNothing {
      member.value = .scalar(try scalar(try next()))
      member.tail = try scanner.finishLine()
      scanner.skipSpareLines()
      return
    }
    if first.start.line > scanner.here.line {
      member.head = try scanner.finishLine()
      scanner.skipSpareLines()
      member.between = scanner.takePending()
    }
    try node(parent: parent, into: &member)
  }
}
