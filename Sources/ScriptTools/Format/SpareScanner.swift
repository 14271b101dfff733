internal import RoutineScript
internal import SourceYAML

/// Walks over what is between values, and keeps comments and blank lines until it is known what
/// they belong to.
struct SpareScanner {
  private let lines: [[Unicode.Scalar]]
  /// The line that is looked at, from 0.
  var row = 0
  /// The place in it, from 0.
  var column = 0
  /// Comments and blank lines that were passed, with their indentation.
  private var pending: [(line: SpareLine, column: Int)] = []

  /// Begins at the start of a text.
  ///
  /// - Parameter source: the text; marks that a document starts or ends with are passed over.
  /// - Throws: if something in it is not part of the language.
  init(_ source: SourceText) throws(FormatRefusal) {
    lines = try source.linesWithoutMarks()
  }

  var isAtEnd: Bool { row >= lines.count }
  private var line: [Unicode.Scalar] { isAtEnd ? [] : lines[row] }
  var here: SourcePosition { SourcePosition(line: row + 1, column: column + 1) }

  /// The scalar here, `nil` behind the line's end.
  func peek() -> Unicode.Scalar? { line.indices.contains(column) ? line[column] : nil }

  mutating func skipBlanks() {
    while peek()?.isBlank == true { column += 1 }
  }

  mutating func skipBlankLines() {
    while !isAtEnd, line.allSatisfy(\.isBlank) { row += 1 }
  }

  /// Refuses to go on if the parser is at another place.
  func expect(_ place: SourcePosition) throws(FormatRefusal) {
    guard place == here else { throw refusal }
  }

  /// Passes over a sign that must be here.
  mutating func take(_ sign: Unicode.Scalar) throws(FormatRefusal) {
    guard peek() == sign else { throw refusal }
    column += 1
  }

  private var refusal: FormatRefusal {
    guard peek() == "?" else { return FormatRefusal(here) }
    return FormatRefusal(
      here, "a key behind `?` is not part of the language", remedy: "write `key: value`")
  }

  /// Passes over a value, and returns its lines.
  mutating func take(upTo end: SourcePosition) -> [ArraySlice<Unicode.Scalar>] {
    var taken: [ArraySlice<Unicode.Scalar>] = []
    while row < end.line - 1, !isAtEnd {
      taken.append(line.dropFirst(column))
      (row, column) = (row + 1, 0)
    }
    taken.append(line.prefix(end.column - 1).dropFirst(column))
    column = end.column - 1
    return taken
  }

  /// Passes over whole lines, and returns them.
  mutating func takeLines(upTo end: SourcePosition) -> ArraySlice<[Unicode.Scalar]> {
    // The end of a text without a final newline is behind its last line.
    let next = min(end.column > 1 ? end.line : end.line - 1, lines.count)
    defer { (row, column) = (max(row, next), 0) }
    return lines[min(row, next)..<next]
  }

  /// Leaves a line that has nothing more on it but a comment.
  ///
  /// - Parameter isBehindWords: whether a text without quotes is before it. Without a space
  ///   behind its `#` a comment there may have been meant to be said, which a warning reports for as
  ///   long as there is none; so it stays as it is.
  /// - Returns: the comment.
  /// - Throws: if there is something else.
  mutating func finishLine(isBehindWords: Bool = false) throws(FormatRefusal) -> String? {
    skipBlanks()
    let rest = line[min(column, line.count)...]
    guard rest.isEmpty || rest.first == "#" else { throw FormatRefusal(here) }
    row += 1
    column = 0
    return rest.isEmpty ? nil : Self.comment(rest, isBehindWords: isBehindWords)
  }

  /// Goes on to the next value, which starts on a line of its own.
  mutating func skipSpareLines() {
    while !isAtEnd {
      column = 0
      skipBlanks()
      switch peek() {
      case nil: pending.append((.blank, 0))
      case "#": pending.append((spareComment(), column))
      default: return
      }
      row += 1
      column = 0
    }
  }

  /// The comment here; lines that were taken out start with one that has an indentation.
  private func spareComment() -> SpareLine {
    let text = Self.comment(line[column...])
    guard column == 0 else { return .comment(text) }
    switch pending.last {
    case (.lineTakenOut, _)?: return .lineTakenOut(text)
    case (.comment, 0)?: return .comment(text)
    default: return text.hasPrefix("#  ") ? .lineTakenOut(text) : .comment(text)
    }
  }

  /// What was passed: all of it, or as far as there are comments that are indented like a block.
  mutating func takePending(indentedBy indent: Int = -1) -> [SpareLine] {
    var end = pending.count
    if indent >= 0 {
      end = (pending.lastIndex { $0.line != .blank && $0.column >= indent } ?? -1) + 1
    }
    defer { pending.removeFirst(end) }
    return pending[..<end].map(\.line)
  }

  /// A comment with one space after its `#`, if words follow.
  static func comment(
    _ scalars: ArraySlice<Unicode.Scalar>, isBehindWords: Bool = false
  ) -> String {
    let end = scalars.lastIndex { !$0.isBlank } ?? scalars.startIndex
    let words = scalars[scalars.startIndex...end].dropFirst()
    let needsSpace = words.first.map { $0.properties.isAlphabetic || $0.isDigit } ?? false
    return (needsSpace && !isBehindWords ? "# " : "#") + String(words)
  }
}

extension Unicode.Scalar {
  var isBlank: Bool { self == " " || self == "\t" }
  var isDigit: Bool { ("0"..."9").contains(self) }
}

extension String {
  /// The comment with one space after its `#`, if words follow.
  var tidyComment: String { SpareScanner.comment(Array(unicodeScalars)[...]) }

  init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
