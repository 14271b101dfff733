/// A text with a name: what is parsed, and what diagnostics quote.
public struct SourceText: Equatable, Sendable {
  /// The name shown to people: the path as the user gave it, or a built-in name.
  public let name: String
  /// What tells two sources apart: the real path, or `name` if there is no file.
  public let identity: String
  /// The text itself.
  public let text: String
  /// The text's lines without their line ends.
  package let lines: [Substring]

  /// Makes a source of a text.
  public init(name: String, identity: String? = nil, text: String) {
    self.name = name
    self.identity = identity ?? name
    self.text = text
    lines = text.lines
  }

  /// A line's text, empty if there is no such line.
  package func line(_ number: Int) -> String { String(part(ofLine: number)) }

  /// A line as a part of the text, empty if there is no such line: most lines are kept for a finding
  /// that never comes, so no copy is made.
  package func part(ofLine number: Int) -> Substring {
    lines.indices.contains(number - 1) ? lines[number - 1] : ""
  }

  /// A single character's span.
  package func point(_ place: SourcePosition) -> SourceSpan {
    SourceSpan(
      file: name, start: place, end: SourcePosition(line: place.line, column: place.column + 1))
  }

  /// The place after a line's last character that is not a blank.
  package func end(ofLine number: Int) -> SourcePosition {
    let bytes = lines.indices.contains(number - 1) ? lines[number - 1].utf8 : ""[...].utf8
    let blanks = bytes.reversed().prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    return SourcePosition(
      line: number, column: Substring(bytes.dropLast(blanks.count)).unicodeScalars.count + 1)
  }
}

/// A place in a source: line and column from 1, columns in Unicode scalars.
public struct SourcePosition: Hashable, Comparable, Sendable {
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, in Unicode scalars.
  public let column: Int

  /// Where a text begins.
  package static let first = SourcePosition(line: 1, column: 1)

  /// Makes a position.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A part of one source, from its first scalar to the one after its last.
public struct SourceSpan: Hashable, Sendable {
  /// The source's name.
  public let file: String
  /// Its first scalar.
  public let start: SourcePosition
  /// The scalar after its last; the same as `start` for a mere point.
  public let end: SourcePosition

  /// Makes a span.
  public init(file: String, start: SourcePosition, end: SourcePosition) {
    self.file = file
    self.start = start
    self.end = end
  }

  /// Hashes where it begins, in which nearly all spans differ.
  public func hash(into hasher: inout Hasher) { hasher.combine(start) }
}
