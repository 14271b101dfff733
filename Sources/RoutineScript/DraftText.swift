/// A text in which mistakes are mended so that the parser can go on, and the way back to the places
/// where its author has everything.
struct DraftText {
  /// The text as its author has it.
  let original: SourceText
  /// The text as the parser gets it; it has the same lines.
  private(set) var text: SourceText
  private var edits: [Edit] = []

  private struct Edit {
    let line: Int
    let columns: Range<Int>
    /// How many scalars came in the place of the columns.
    let length: Int
  }

  init(_ original: SourceText) {
    self.original = original
    text = original
  }

  /// Puts other words in the place of some columns, from 1, of a line.
  mutating func replace(_ columns: Range<Int>, ofLine number: Int, with words: String) {
    var lines = text.lines.map(String.init)
    guard lines.indices.contains(number - 1) else { return }
    var scalars = Array(lines[number - 1].unicodeScalars)
    guard columns.lowerBound >= 1, columns.upperBound - 1 <= scalars.count else { return }
    scalars.replaceSubrange(
      columns.lowerBound - 1..<columns.upperBound - 1, with: words.unicodeScalars)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    lines[number - 1] = String(view)
    edits.append(Edit(line: number, columns: columns, length: words.unicodeScalars.count))
    text = SourceText(
      name: text.name, identity: text.identity, text: lines.joined(separator: "\n"))
  }

  /// A stretch of the draft, as a stretch of the original.
  func span(_ start: SourcePosition, _ end: SourcePosition) -> SourceSpan {
    SourceSpan(
      file: original.name, start: written(start, isEnd: false), end: written(end, isEnd: true))
  }

  /// Some columns of a line of the draft, as a stretch of the original.
  func span(_ line: Int, _ columns: Range<Int>) -> SourceSpan {
    span(
      SourcePosition(line: line, column: columns.lowerBound),
      SourcePosition(line: line, column: columns.upperBound))
  }

  /// A single character of the draft, as one of the original.
  func point(_ place: SourcePosition) -> SourceSpan { original.point(written(place, isEnd: false)) }

  private func written(_ place: SourcePosition, isEnd: Bool) -> SourcePosition {
    guard !edits.isEmpty else { return place }
    return SourcePosition(
      line: place.line, column: written(place.column, place.line, isEnd: isEnd))
  }

  private func written(_ column: Int, _ line: Int, isEnd: Bool) -> Int {
    edits.reversed().reduce(column) { column, edit in
      guard edit.line == line, column > edit.columns.lowerBound else { return column }
      let after = edit.columns.lowerBound + edit.length
      if column >= after { return column - edit.length + edit.columns.count }
      // Within what was put there.
      return isEnd ? edit.columns.upperBound : edit.columns.lowerBound
    }
  }
}
