/// A text in which mistakes are fixed so that the parser can go on, and the way back to the places
/// where its author wrote everything.
struct RepairedText {
  /// The text as its author wrote it.
  let original: SourceText
  /// The text as the parser gets it; it has the same lines.
  private(set) var text: SourceText
  private var edits: [Edit] = []
  /// Lines of entries that were left out, from 1.
  private var leftOut: [Range<Int>] = []

  private struct Edit {
    let line: Int
    let columns: Range<Int>
    /// How many scalars replaced the columns.
    let length: Int
  }

  init(_ original: SourceText) {
    self.original = original
    text = original
  }

  /// Replaces some columns, from 1, of a line.
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

  /// Replaces the entry that a line belongs to by one that is always right.
  ///
  /// - Returns: whether there is such an entry.
  mutating func leaveOutEntry(at number: Int, _ vocabulary: Vocabulary) -> Bool {
    guard let entries = vocabulary.entries else { return false }
    var lines = text.lines.map(String.init)
    guard lines.indices.contains(number - 1) else { return false }
    let written = { (index: Int) in WrittenLine(index + 1, lines[index]) }
    var first: Int?
    var indent = Int.max
    // If one entry was left out already, those next to it are not looked at.
    for index in (0..<number).reversed() where first == nil {
      let line = written(index)
      guard line.hasDash, line.indent < indent else { continue }
      indent = line.indent
      let isLeftOut = line.text(line.content..<line.scalars.count) == entries.standIn
      if !isLeftOut, key(above: line, in: lines).map(entries.listKeys.contains) == true {
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
          || line.key.map { vocabulary.topKeys.contains(line.text($0)) } == true
      } ?? lines.count
    guard end >= number else { return false }
    leftOut.append(first + 1..<end + 1)
    lines[first] = String(repeating: " ", count: dash) + "- " + entries.standIn
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

  /// Whether a line belongs to an entry that was left out.
  func isLeftOut(_ number: Int) -> Bool { leftOut.contains { $0.contains(number) } }

  /// A span of the repaired text, as a span of the original.
  func span(_ start: SourcePosition, _ end: SourcePosition) -> SourceSpan {
    SourceSpan(
      file: original.name, start: written(start, isEnd: false), end: written(end, isEnd: true))
  }

  /// Some columns of a line of the repaired text, as a span of the original.
  func span(_ line: Int, _ columns: Range<Int>) -> SourceSpan {
    span(
      SourcePosition(line: line, column: columns.lowerBound),
      SourcePosition(line: line, column: columns.upperBound))
  }

  /// A single character of the repaired text, as one of the original.
  func point(_ place: SourcePosition) -> SourceSpan { original.point(written(place, isEnd: false)) }

  private func written(_ place: SourcePosition, isEnd: Bool) -> SourcePosition {
    guard place.line <= original.lines.count else {
      // The parser puts the end of a text without a final newline on one line more.
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
      // Within the replacement.
      return isEnd ? edit.columns.upperBound : edit.columns.lowerBound
    }
  }
}
