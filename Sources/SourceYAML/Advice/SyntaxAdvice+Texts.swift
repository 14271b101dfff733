/// Texts that need quotation marks, or have some too many or too few.
extension SyntaxAdvice {
  var openQuote: SyntaxFinding? {
    guard
      problem.words.contains("unexpected end of stream")
        || problem.words.contains("unexpected document indicator"), let reading = problem.reading
    else { return nil }
    return unclosed(line(reading.place.line), reading.place.column - 1)
  }

  func unclosed(_ written: WrittenLine, _ place: Int) -> SyntaxFinding? {
    guard written.scalars.indices.contains(place),
      "\"'".unicodeScalars.contains(written.scalars[place])
    else { return nil }
    return SyntaxFinding(
      message: "nothing closes the quotation mark that is opened here", line: written.number,
      columns: place + 1..<place + 2,
      remedy: "write `\(written.scalars[place])` where the text ends")
  }

  /// Words after a text in quotes: an apostrophe, or quotes around a part of it.
  var afterQuote: SyntaxFinding? {
    let here = here
    let before = here.scalars.prefix(max(0, problem.place.column - 1))
    guard let close = before.lastIndex(where: { $0 != " " }),
      "\"'".unicodeScalars.contains(here.scalars[close])
    else { return nil }
    let quote = here.scalars[close]
    guard here.value.contains(close), here.scalars[here.value.lowerBound] == quote,
      close > here.value.lowerBound
    else {
      // It was opened on a line above, and this one was to open another.
      var written = above(here)
      while let line = written, here.number - line.number < 50 {
        if line.value.count > 0, line.scalars[line.value.lowerBound] == quote,
          !line.scalars[line.value].dropFirst().contains(quote)
        {
          return unclosed(line, line.value.lowerBound)
        }
        written = above(line)
      }
      return nil
    }
    let value = here.value.lowerBound + 1..<here.value.upperBound + 1
    let text = here.text(here.value)
    if quote == "'", text.count > 2, text.hasSuffix("'"), !text.contains("\""), !text.contains("\\")
    {
      let better = "\"\(text.dropFirst().dropLast().replacing("''", with: "'"))\""
      return SyntaxFinding(
        message: "an apostrophe ends a text in `'…'`", line: here.number,
        columns: value, remedy: "write \(better.asCode)",
        correction: isContinued(here) ? nil : better)
    }
    return SyntaxFinding(
      message: "the text goes on after its closing quotation mark", line: here.number,
      // Nothing may be left on the line but blanks.
      columns: problem.place.column..<max(problem.place.column, here.value.upperBound) + 1,
      remedy: Self.quoted(text).map { "put quotes around all of it: \($0.asCode)" }
        ?? "start the text with `>-`, and write it on the next line, indented")
  }

  var escape: SyntaxFinding? {
    guard problem.words.contains("escape") || problem.words.contains("hexdecimal") else {
      return nil
    }
    return SyntaxFinding(
      message: "a `\\` has a meaning of its own in `\"…\"`", line: problem.place.line,
      columns: problem.place.column..<problem.place.column + 1,
      remedy: "write `\\\\` for it, or put the text in `'…'`")
  }

  /// A text that starts with a bracket is a list to YAML, and what follows is too much.
  var afterBracket: SyntaxFinding? {
    let here = here
    let before = here.scalars.prefix(max(0, problem.place.column - 1))
    guard let close = before.lastIndex(where: { $0 != " " }),
      "]}".unicodeScalars.contains(here.scalars[close]),
      here.value.contains(close), "[{".unicodeScalars.contains(here.scalars[here.value.lowerBound])
    else { return nil }
    return inQuotes(
      here, "a text that starts with `\(here.scalars[here.value.lowerBound])` needs quotes")
  }

  /// A text that starts with a sign that YAML keeps for itself.
  var sign: SyntaxFinding? {
    let here = here
    guard here.value.count > 0 else { return nil }
    let first = here.scalars[here.value.lowerBound]
    guard "@`%*&!|>".unicodeScalars.contains(first), here.key != nil || here.hasDash,
      !(first == "|" || first == ">")
    else { return nil }
    return inQuotes(
      here,
      "a text that starts with \(first == "`" ? "a backquote" : "`\(first)`") needs quotes")
  }

  var listOnTheLine: SyntaxFinding? {
    guard problem.words.contains("block sequence entries"), here.key != nil else { return nil }
    return SyntaxFinding(
      message: "a list starts on a line of its own", line: here.number,
      columns: here.value.lowerBound + 1..<here.value.lowerBound + 2,
      remedy: "start a new line with `- `; or, if this is text, put it in quotes")
  }

  var blockText: SyntaxFinding? {
    let here = here
    guard here.value.count > 0, problem.words.contains("comment or line break") else { return nil }
    let first = here.scalars[here.value.lowerBound]
    guard first == "|" || first == ">" else { return nil }
    return SyntaxFinding(
      message: "after `\(first)`, the text starts on the next line", line: here.number,
      columns: here.value.lowerBound + 1..<here.value.upperBound + 1,
      remedy: "leave `\(first)-` alone on this line, and write the text under it, indented")
  }

  /// A text that goes on below what a `#` made a comment.
  var cutOff: SyntaxFinding? {
    let here = here
    guard problem.words.contains("expected key"), here.key == nil, let above = above(here),
      above.value.count > 0, here.indent > above.content || above.key == nil,
      let sign = above.scalars[above.value.upperBound...].firstIndex(of: "#")
    else { return nil }
    return SyntaxFinding(
      message: "a comment begins at the `#`, and ends the text before it", line: above.number,
      columns: sign + 1..<above.scalars.count + 1,
      remedy: "put the whole text in quotes, or leave the `#` out")
  }

  /// A line of a text under `>-` or `|` that is not under the others.
  var leftOfItsText: SyntaxFinding? {
    let here = here
    guard problem.words.contains("expected key"), here.key == nil, !here.hasDash else { return nil }
    var first: WrittenLine?
    var next = above(here)
    while let line = next, line.indent > here.indent, here.number - line.number < 100 {
      first = line
      next = above(line)
    }
    guard let first, let next, next.startsBlock, here.indent > next.content else { return nil }
    return SyntaxFinding(
      message: "this line is further left than the text above it", line: here.number,
      columns: here.indent + 1..<here.end + 1, remedy: "start it in column \(first.indent + 1)")
  }

  /// `say: Now: breathe`, or two keys on a line.
  var secondColon: SyntaxFinding? {
    let here = here
    guard problem.words.contains("mapping values"), let key = here.key,
      here.value.contains(problem.place.column - 1)
    else { return nil }
    let before = here.scalars[here.value.lowerBound..<problem.place.column - 1]
    let found = keys.filter { key in
      let words = Array(key.unicodeScalars)
      return before.count > words.count && before.suffix(words.count).elementsEqual(words)
        && before[before.endIndex - words.count - 1] == " "
    }.max { $0.count < $1.count }
    if let found {
      let column = problem.place.column
      return SyntaxFinding(
        message: "two keys are on one line, `\(here.text(key))` and `\(found)`",
        line: here.number,
        columns: column - found.unicodeScalars.count..<column,
        remedy: "start a new line with `\(found):`, in column \(here.content + 1)")
    }
    return inQuotes(here, "a text with `: ` in it needs quotes")
  }

  func inQuotes(_ written: WrittenLine, _ message: String) -> SyntaxFinding {
    let quoted = Self.quoted(written.text(written.value))
    return SyntaxFinding(
      message: message, line: written.number,
      columns: written.value.lowerBound + 1..<written.value.upperBound + 1,
      remedy: quoted.map { "write \($0.asCode)" }
        ?? "start the text with `>-`, and write it on the next line, indented",
      correction: isContinued(written) ? nil : quoted)
  }
}
