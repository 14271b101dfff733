/// A text with a name: what is parsed, and what diagnostics quote.
public struct SourceText: Equatable, Sendable {
  /// What all copies share: every step and every text of a script keeps one.
  private let contents: Contents

  private final class Contents: Sendable {
    let name: String
    let identity: String
    let text: String
    let lines: [Substring]

    init(name: String, identity: String, text: String, lines: [Substring]) {
      self.name = name
      self.identity = identity
      self.text = text
      self.lines = lines
    }
  }

  /// Makes a source of a text.
  public init(name: String, identity: String? = nil, text: String) {
    contents = Contents(name: name, identity: identity ?? name, text: text, lines: text.lines)
  }

  /// Makes a source of texts that were never in a file, each on a line of its own, however long.
  package init(name: String, lines: [String]) {
    contents = Contents(
      name: name, identity: name, text: lines.joined(separator: "\n"), lines: lines.map { $0[...] })
  }

  /// The name shown to people: the path as the user gave it, or a built-in name.
  public var name: String { contents.name }
  /// What tells two sources apart: the real path, or `name` if there is no file.
  public var identity: String { contents.identity }
  /// The text itself.
  public var text: String { contents.text }
  /// The text's lines without their line ends.
  package var lines: [Substring] { contents.lines }

  public static func == (left: Self, right: Self) -> Bool {
    left.contents === right.contents
      || left.name == right.name && left.identity == right.identity && left.text == right.text
  }

  /// A line's text, empty if there is no such line.
  package func line(_ number: Int) -> String { String(part(ofLine: number)) }

  /// A line as a part of the text, empty if there is no such line.
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
  // Of half the size, since a tree has thousands: no text that is read has as many lines or columns.
  private let lineNumber: Int32
  private let columnNumber: Int32

  /// Where a text begins.
  package static let first = SourcePosition(line: 1, column: 1)

  /// Makes a position, brought into the range of 32 bits.
  public init(line: Int, column: Int) {
    lineNumber = Int32(clamping: line)
    columnNumber = Int32(clamping: column)
  }

  /// The line, from 1.
  public var line: Int { Int(lineNumber) }
  /// The column, from 1, in Unicode scalars.
  public var column: Int { Int(columnNumber) }

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

/// A part of a source with the line it starts on, for findings that are made long after the source
/// is read.
package struct SourcePlace: Equatable, Sendable {
  package let span: SourceSpan
  private let source: SourceText

  package init(_ span: SourceSpan, in source: SourceText) {
    self.span = span
    self.source = source
  }

  /// The text of the line it starts on.
  package var sourceLine: String { source.line(span.start.line) }

  package static func == (left: Self, right: Self) -> Bool {
    left.span == right.span
      && left.source.part(ofLine: left.span.start.line)
        == right.source.part(ofLine: right.span.start.line)
  }
}
