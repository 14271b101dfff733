/// A text in which mistakes are mended so that the parser can go on, and the way back to the places
/// where its author has everything.
struct DraftText {
  /// The text as its author has it.
  let original: SourceText
  /// The text as the parser gets it; it has the same lines.
  private(set) var text: SourceText
  private var edits: [Edit] = []
  /// Lines of steps that were left out, from 1.
  private var leftOut: [Range<Int>] = []

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

  /// Puts a step that cannot be found fault with in the place of the one that a line belongs to.
  ///
  /// - Returns: whether there is one.
  mutating func leaveOutStep(at number: Int) -> Bool {
    var lines = text.lines.map(String.init)
    guard lines.indices.contains(number - 1) else { return false }
    let written = { (index: Int) in WrittenLine(index + 1, lines[index]) }
    var first: Int?
    var indent = Int.max
    // Where one entry is none, neither are those beside it.
    for index in (0..<number).reversed() where first == nil {
      let line = written(index)
      guard line.hasDash, line.indent < indent else { continue }
      indent = line.indent
      let isLeftOut = line.text(line.content..<line.scalars.count) == Self.otherStep
      if !isLeftOut, key(above: line, in: lines).map(Self.listsOfSteps.contains) == true {
        first = index
      }
    }
    guard let first else { return false }
    let dash = written(first).indent
    let end =
      lines.indices.dropFirst(first + 1).first { index in
        let line = written(index)
        guard !line.isBlank, !line.isComment, line.indent <= dash else { return false }
        return line.hasDash || line.indent < dash
          || line.key.map { RoutineParser.keys.contains(line.text($0)) } == true
      } ?? lines.count
    guard end >= number else { return false }
    leftOut.append(first + 1..<end + 1)
    lines[first] = String(repeating: " ", count: dash) + "- " + Self.otherStep
    for index in first + 1..<end { lines[index] = "" }
    text = SourceText(
      name: text.name, identity: text.identity, text: lines.joined(separator: "\n"))
    return true
  }

  /// The key that an entry's list belongs to.
  private func key(above entry: WrittenLine, in lines: [String]) -> String? {
    let above = lines.indices.prefix(entry.number - 1).reversed().lazy
      .map { WrittenLine($0 + 1, lines[$0]) }.first { line in
        !line.isBlank && !line.isComment
          && (line.indent < entry.indent || line.indent == entry.indent && !line.hasDash)
      }
    return above.flatMap { above in above.key.map { above.text($0) } }
  }

  private static let otherStep = "pause: 1 s"
  private static let listsOfSteps = ["steps", "with baby"]

  /// Whether a line belongs to a step that was left out.
  func isLeftOut(_ number: Int) -> Bool { leftOut.contains { $0.contains(number) } }

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
    guard place.line <= original.lines.count else {
      // The end of a text without a last line end is, for the parser, in a line more.
      let last = original.line(original.lines.count)
      return SourcePosition(line: original.lines.count, column: last.unicodeScalars.count + 1)
    }
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
