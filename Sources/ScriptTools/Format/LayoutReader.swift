internal import RoutineScript
internal import SourceYAML

/// Reads how a text is laid out: the structure of its blocks, and whose each comment is.
///
/// What it all means is for the YAML reader to say; this only has to agree with it about the shape.
struct LayoutReader {
  var scanner: LayoutScanner

  /// Reads a text that is known to be YAML.
  ///
  /// - Parameter source: the text.
  /// - Returns: all of it.
  /// - Throws: where something stands in a place it is not known to belong to.
  static func read(_ source: SourceText) throws(LayoutRefusal) -> WrittenScript {
    var reader = LayoutReader(scanner: LayoutScanner(try lines(of: source)))
    reader.scanner.skipSpareLines()
    var script = WrittenScript()
    script.root.above = reader.scanner.takePending()
    if !reader.scanner.isAtEnd { try reader.node(parent: -1, into: &script.root) }
    script.below = reader.scanner.takePending()
    guard reader.scanner.isAtEnd else { throw LayoutRefusal(reader.scanner.here) }
    return script
  }

  /// The lines of a text, without the marks a document may start and end with.
  private static func lines(of source: SourceText) throws(LayoutRefusal) -> [[Unicode.Scalar]] {
    var lines = source.lines.map { Array($0.unicodeScalars) }
    // What follows the last line end is no line.
    if lines.last?.isEmpty == true { lines.removeLast() }
    try refuseOddSigns(source)
    for (index, line) in lines.enumerated() {
      let place = SourcePosition(line: index + 1, column: 1)
      if line.first == "%" {
        throw LayoutRefusal(
          place, "a directive is not part of the language", remedy: "remove this line")
      }
      guard line.starts(with: "---".unicodeScalars) || line.starts(with: "...".unicodeScalars),
        line.count == 3 || line[3].isBlank
      else { continue }
      let rest = line.dropFirst(3).drop(while: \.isBlank)
      guard rest.isEmpty || rest.first == "#" else {
        throw LayoutRefusal(
          place, "a document starts behind this mark", remedy: "start it on a line of its own")
      }
      lines[index] = Array(rest)
    }
    return lines
  }

  /// Refuses signs that end a line for some programs only, or that nobody sees.
  ///
  /// What is one line for the author must be one for everybody.
  private static func refuseOddSigns(_ source: SourceText) throws(LayoutRefusal) {
    let odd: Set<Unicode.Scalar> = ["\u{85}", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}", "\u{FEFF}"]
    var line = 1
    for character in source.text {
      if let sign = character.unicodeScalars.first(where: odd.contains) {
        let code = String(sign.value, radix: 16, uppercase: true)
        throw LayoutRefusal(
          SourcePosition(line: line, column: 1),
          "this line has a sign in it (U+\(code)) that not every program reads alike",
          remedy: "remove it, or put a space or a line end in its place")
      }
      if character.isNewline { line += 1 }
    }
  }

  /// Reads the node here, and goes on to the next.
  mutating func node(parent: Int, into member: inout WrittenMember) throws(LayoutRefusal) {
    if isAtDash {
      member.value = .collection(try list(at: scanner.column, inKeyAt: nil))
    } else if keyEnd() != nil {
      member.value = .collection(try mapping(at: scanner.column))
    } else {
      try leaf(parent: parent, into: &member)
    }
  }

  private var isAtDash: Bool { scanner.peek() == "-" && scanner.isBlank(1) }

  private mutating func mapping(at indent: Int) throws(LayoutRefusal) -> WrittenCollection {
    var mapping = WrittenCollection(isMapping: true, isFlow: false)
    var above: [SpareLine] = []
    while let colon = keyEnd() {
      var member = WrittenMember(above: above, key: try key(upTo: colon))
      scanner.column = colon + 1
      try value(parent: indent, of: &member)
      mapping.members.append(member)
      guard !scanner.isAtEnd, scanner.column == indent, !isAtDash else { break }
      above = scanner.takePending()
    }
    try expectEnd(of: indent)
    mapping.below = scanner.takePending(indentedBy: indent)
    return mapping
  }

  /// Reads a list; one that is no deeper than its key leaves comments as deep as it to what follows.
  private mutating func list(
    at indent: Int, inKeyAt key: Int?
  ) throws(LayoutRefusal) -> WrittenCollection {
    var list = WrittenCollection(isMapping: false, isFlow: false)
    var above: [SpareLine] = []
    while isAtDash {
      var member = WrittenMember(above: above)
      scanner.column += 1
      try value(parent: indent, of: &member)
      list.members.append(member)
      guard !scanner.isAtEnd, scanner.column == indent, isAtDash else { break }
      above = scanner.takePending()
    }
    if key == nil { try expectEnd(of: indent) }
    list.below = scanner.takePending(indentedBy: key == indent ? indent + 1 : indent)
    return list
  }

  /// Reads what follows `key:` or `-`.
  private mutating func value(
    parent: Int, of member: inout WrittenMember
  ) throws(LayoutRefusal) {
    scanner.skipBlanks()
    if let first = scanner.peek(), first != "#" {
      guard member.key == nil else { return try leaf(parent: parent, into: &member) }
      return try node(parent: parent, into: &member)
    }
    let comment = try scanner.finishLine()
    scanner.skipSpareLines()
    let isList = member.key != nil && scanner.column == parent && isAtDash
    guard !scanner.isAtEnd, scanner.column > parent || isList else {
      member.tail = comment
      return
    }
    member.head = comment
    member.between = scanner.takePending()
    if isList {
      member.value = .collection(try list(at: parent, inKeyAt: parent))
    } else {
      try node(parent: parent, into: &member)
    }
  }

  private func expectEnd(of indent: Int) throws(LayoutRefusal) {
    guard scanner.isAtEnd || scanner.column < indent else {
      try refuseProperties()
      throw LayoutRefusal(scanner.here)
    }
  }

  /// Reads a value that has no members on lines of their own, and the comment behind it.
  private mutating func leaf(
    parent: Int, into member: inout WrittenMember
  ) throws(LayoutRefusal) {
    switch scanner.peek() {
    case "|", ">":
      member.value = .scalar(try blockText(parent: parent, comment: &member.tail))
    case "[", "{":
      member.value = .collection(try flow())
      member.tail = try scanner.finishLine()
    default:
      let scalar = try scalar(parent: parent, inFlow: false)
      member.value = .scalar(scalar)
      member.tail = try scanner.finishLine(isBehindWords: scalar.style == .plain)
    }
    scanner.skipSpareLines()
  }
}
