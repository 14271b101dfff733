internal import RoutineScript
internal import SourceYAML

/// Walks over a text, line by line, and keeps what carries no value until it is known whose it is.
struct LayoutScanner {
  let lines: [[Unicode.Scalar]]
  /// The line that is looked at, from 0.
  var row = 0
  /// The place in it, from 0.
  var column = 0
  /// Comments and blank lines that were passed, with their indentation.
  private(set) var pending: [(line: SpareLine, column: Int)] = []

  init(_ lines: [[Unicode.Scalar]]) { self.lines = lines }

  var isAtEnd: Bool { row >= lines.count }
  var line: [Unicode.Scalar] { isAtEnd ? [] : lines[row] }
  var here: SourcePosition { SourcePosition(line: row + 1, column: column + 1) }

  /// The scalar some places on in this line, `nil` behind its end.
  func peek(_ offset: Int = 0) -> Unicode.Scalar? {
    let line = line
    return line.indices.contains(column + offset) ? line[column + offset] : nil
  }

  /// Whether a blank or the line's end follows the scalar here.
  func isBlank(_ offset: Int) -> Bool { peek(offset)?.isBlank ?? true }

  mutating func skipBlanks() {
    while let scalar = peek(), scalar.isBlank { column += 1 }
  }

  /// Leaves a line that has nothing more on it but a comment.
  ///
  /// - Parameter isBehindWords: whether what stands before it is a text without quotes. Without a space
  ///   behind its `#` a comment there may have been meant to be said, which a warning tells for as long
  ///   as there is none; so it stays as it is.
  /// - Returns: the comment.
  /// - Throws: where there is something else.
  mutating func finishLine(isBehindWords: Bool = false) throws(LayoutRefusal) -> String? {
    skipBlanks()
    let rest = line[min(column, line.count)...]
    guard rest.isEmpty || rest.first == "#" else { throw LayoutRefusal(here) }
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

  /// A comment with one space after its `#`, where words follow.
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
  /// The comment with one space after its `#`, where words follow.
  var tidyComment: String { LayoutScanner.comment(Array(unicodeScalars)[...]) }

  init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
