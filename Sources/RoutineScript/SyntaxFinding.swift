/// What the YAML parser stumbled over, in its own words and places.
struct SyntaxProblem {
  /// What it says.
  let words: String
  /// Where it gave up.
  let place: SourcePosition
  /// What it was reading, and since where; `nil` where it does not say.
  let reading: (words: String, place: SourcePosition)?
}

/// A mistake in YAML as somebody sees it who wrote a note: what is wrong, and what to write.
struct SyntaxFinding {
  /// What is wrong, as one sentence without a full stop.
  let message: String
  let line: Int
  /// Columns from 1; empty for a mere point.
  let columns: Range<Int>
  let remedy: String
  /// What takes the place of the columns, where only one thing can be meant.
  var correction: String?
}

/// Says in words what is wrong where a text is no YAML.
///
/// The parser tells where it could not go on; the mistake is often before that, and always of a few
/// kinds. What is none of them is told in the parser's words.
struct SyntaxAdvice {
  private let problem: SyntaxProblem
  private let lines: [Substring]
  private let keys: [String]

  /// Explains a problem, in the parser's words where nobody knows better.
  ///
  /// - Parameters:
  ///   - problem: what the parser said.
  ///   - source: the text.
  ///   - keys: the words that are keys somewhere.
  /// - Returns: what is wrong, and where.
  static func finding(
    for problem: SyntaxProblem, in source: SourceText, keys: [String]
  ) -> SyntaxFinding {
    let advice = SyntaxAdvice(problem: problem, lines: source.lines, keys: keys)
    return advice.tabs ?? advice.noBreakSpace ?? advice.openQuote ?? advice.afterQuote
      ?? advice.escape ?? advice.document ?? advice.openBracket ?? advice.afterBracket
      ?? advice.sign ?? advice.listOnTheLine ?? advice.blockText ?? advice.bullet ?? advice
      .missingSpace
      ?? advice.secondColon ?? advice.missingColon ?? advice.entryIndentation ?? advice
      .keyIndentation
      ?? advice.inItsWords
  }

  private func line(_ number: Int) -> WrittenLine {
    WrittenLine(number, lines.indices.contains(number - 1) ? lines[number - 1] : "")
  }

  /// The line on which the parser gave up.
  private var here: WrittenLine { line(min(problem.place.line, max(1, lines.count))) }

  /// The line before a line, blank ones and comments left out.
  private func above(_ written: WrittenLine) -> WrittenLine? {
    var number = written.number - 1
    while number >= 1 {
      let line = line(number)
      if !line.isBlank, !line.isComment { return line }
      number -= 1
    }
    return nil
  }

  private func isContinued(_ written: WrittenLine) -> Bool {
    let next = line(written.number + 1)
    return !next.isBlank && !next.isComment && next.indent > written.content && next.key == nil
  }

  // MARK: - The mistakes

  private var tabs: SyntaxFinding? {
    let tabs = here.scalars.prefix { $0 == " " || $0 == "\t" }
    guard let first = tabs.firstIndex(of: "\t") else { return nil }
    return SyntaxFinding(
      message: "a tab cannot indent a line", line: here.number,
      columns: first + 1..<tabs.endIndex + 1,
      remedy: "use spaces: as many as the lines have that belong with this one")
  }

  /// A space that came out of another program, and is none for YAML.
  private var noBreakSpace: SyntaxFinding? {
    for written in [here, above(here)].compactMap(\.self) {
      let end = written.value.lowerBound
      guard let place = written.scalars[..<end].firstIndex(where: Self.isOddSpace) else { continue }
      return SyntaxFinding(
        message: "this is no ordinary space, but one that keeps words together",
        line: written.number, columns: place + 1..<place + 2, remedy: "type a space instead",
        correction: " ")
    }
    return nil
  }

  private static func isOddSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar != " " && scalar.properties.generalCategory == .spaceSeparator
  }

  private var openQuote: SyntaxFinding? {
    guard
      problem.words.contains("unexpected end of stream")
        || problem.words.contains("unexpected document indicator"), let reading = problem.reading
    else { return nil }
    return unclosed(line(reading.place.line), reading.place.column - 1)
  }

  private func unclosed(_ written: WrittenLine, _ place: Int) -> SyntaxFinding? {
    guard written.scalars.indices.contains(place),
      "\"'".unicodeScalars.contains(written.scalars[place])
    else { return nil }
    return SyntaxFinding(
      message: "nothing closes the quotation mark that is opened here", line: written.number,
      columns: place + 1..<place + 2,
      remedy: "write `\(written.scalars[place])` where the text ends")
  }

  /// Words after a text in quotes: an apostrophe, or quotes around a part of it.
  private var afterQuote: SyntaxFinding? {
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
        message: "an apostrophe ends a text that stands in `'…'`", line: here.number,
        columns: value, remedy: "write \(better.asCode)",
        correction: isContinued(here) ? nil : better)
    }
    return SyntaxFinding(
      message: "the text goes on after its closing quotation mark", line: here.number,
      columns: problem.place.column..<here.value.upperBound + 1,
      remedy: Self.quoted(text).map { "put quotes around all of it: \($0.asCode)" }
        ?? "start the text with `>-`, and write it on the next line, indented")
  }

  private var escape: SyntaxFinding? {
    guard problem.words.contains("escape") || problem.words.contains("hexdecimal") else {
      return nil
    }
    return SyntaxFinding(
      message: "a `\\` has a meaning of its own in `\"…\"`", line: problem.place.line,
      columns: problem.place.column..<problem.place.column + 1,
      remedy: "write `\\\\` for it, or put the text in `'…'`")
  }

  private var document: SyntaxFinding? {
    guard problem.words.contains("another document") || problem.words.contains("document start")
    else { return nil }
    return SyntaxFinding(
      message: "a second text begins here, and a file has one", line: here.number,
      columns: here.content + 1..<here.value.upperBound + 1,
      remedy: "remove this line, or make another file of what follows")
  }

  private var openBracket: SyntaxFinding? {
    if problem.words.contains("node content") {
      // It says where it looked for an entry, not where the list began.
      var written: WrittenLine? = here
      while let line = written, here.number - line.number < 100 {
        if let open = line.scalars[line.value].first, "[{".unicodeScalars.contains(open) {
          return unclosed(open, line, line.value.lowerBound)
        }
        written = above(line)
      }
    }
    guard problem.words.contains("did not find expected ','"), let reading = problem.reading
    else { return nil }
    let start = line(reading.place.line)
    guard start.scalars.indices.contains(reading.place.column - 1) else { return nil }
    let open = start.scalars[reading.place.column - 1]
    return unclosed(open, start, reading.place.column - 1)
      ?? SyntaxFinding(
        message: "two entries stand in `\(open)…\(Self.close(open))` without a comma between them",
        line: problem.place.line, columns: problem.place.column..<problem.place.column + 1,
        remedy: "write a `,` after each entry, and put texts with `,` or `:` in quotes")
  }

  private func unclosed(
    _ bracket: Unicode.Scalar, _ written: WrittenLine, _ place: Int
  ) -> SyntaxFinding? {
    let close = Self.close(bracket)
    guard !written.scalars[place...].contains(close) else { return nil }
    return SyntaxFinding(
      message: "nothing closes the `\(bracket)` that is opened here", line: written.number,
      columns: place + 1..<place + 2, remedy: "write `\(close)` after its last entry")
  }

  private static func close(_ bracket: Unicode.Scalar) -> Unicode.Scalar {
    bracket == "{" ? "}" : "]"
  }

  /// A text that starts with a bracket is a list to YAML, and what follows is too much.
  private var afterBracket: SyntaxFinding? {
    let here = here
    let before = here.scalars.prefix(max(0, problem.place.column - 1))
    guard let close = before.lastIndex(where: { $0 != " " }),
      "]}".unicodeScalars.contains(here.scalars[close]),
      here.value.contains(close), "[{".unicodeScalars.contains(here.scalars[here.value.lowerBound])
    else { return nil }
    return inQuotes(
      here, "a text that starts with `\(here.scalars[here.value.lowerBound])` stands in quotes")
  }

  /// A text that starts with a sign that YAML keeps for itself.
  private var sign: SyntaxFinding? {
    let here = here
    guard here.value.count > 0 else { return nil }
    let first = here.scalars[here.value.lowerBound]
    guard "@`%*&!|>".unicodeScalars.contains(first), here.key != nil || here.hasDash,
      !(first == "|" || first == ">")
    else { return nil }
    return inQuotes(
      here,
      "a text that starts with \(first == "`" ? "a backquote" : "`\(first)`") stands in quotes")
  }

  private var listOnTheLine: SyntaxFinding? {
    guard problem.words.contains("block sequence entries"), here.key != nil else { return nil }
    return SyntaxFinding(
      message: "a list starts on a line of its own", line: here.number,
      columns: here.value.lowerBound + 1..<here.value.lowerBound + 2,
      remedy: "start a new line with `- `; or, if this is text, put it in quotes")
  }

  private var blockText: SyntaxFinding? {
    let here = here
    guard here.value.count > 0, problem.words.contains("comment or line break") else { return nil }
    let first = here.scalars[here.value.lowerBound]
    guard first == "|" || first == ">" else { return nil }
    return SyntaxFinding(
      message: "after `\(first)`, the text starts on the next line", line: here.number,
      columns: here.value.lowerBound + 1..<here.value.upperBound + 1,
      remedy: "leave `\(first)-` alone on this line, and write the text under it, indented")
  }

  /// A list as it is written in a letter.
  private var bullet: SyntaxFinding? {
    let here = here
    guard here.indent < here.scalars.count else { return nil }
    let first = here.scalars[here.indent]
    let next = here.indent + 1 < here.scalars.count ? here.scalars[here.indent + 1] : " "
    let range = here.indent + 1..<here.indent + 2
    if "*•·‣◦–—−+".unicodeScalars.contains(first), next == " " {
      return SyntaxFinding(
        message: "an entry of a list starts with a hyphen, and this is `\(first)`",
        line: here.number, columns: range, remedy: "write `- `", correction: "-")
    }
    guard first == "-", next != " ", next != "-", startsWithKey(here.scalars[(here.indent + 1)...])
    else { return nil }
    return SyntaxFinding(
      message: "a space is missing after `-`", line: here.number, columns: range,
      remedy: "write `- `", correction: "- ")
  }

  private var missingSpace: SyntaxFinding? {
    var written: WrittenLine? = here
    // A text without a key swallows the lines that follow.
    while let line = written, here.number - line.number < 20 {
      if line.key == nil || line.number == here.number,
        let colon = line.scalars[line.content...].firstIndex(of: ":"),
        colon + 1 < line.scalars.count, line.scalars[colon + 1] != " ",
        keys.contains(line.text(line.content..<colon))
      {
        let key = line.text(line.content..<colon)
        return SyntaxFinding(
          message: "a space is missing after `\(key):`", line: line.number,
          columns: colon + 1..<colon + 2,
          remedy: "write `\(key): \(line.text(colon + 1..<line.end).shortened)`", correction: ": ")
      }
      if line.key != nil, line.number != here.number { break }
      written = above(line)
    }
    return nil
  }

  /// `say: Now: breathe`, or two keys on a line.
  private var secondColon: SyntaxFinding? {
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
      return SyntaxFinding(
        message: "two keys stand on one line, `\(here.text(key))` and `\(found)`",
        line: here.number, columns: problem.place.column - found.unicodeScalars.count..<problem.place.column,
        remedy: "start a new line with `\(found):`, in column \(here.content + 1)")
    }
    return inQuotes(here, "a text with `: ` in it stands in quotes")
  }

  private func inQuotes(_ written: WrittenLine, _ message: String) -> SyntaxFinding {
    let quoted = Self.quoted(written.text(written.value))
    return SyntaxFinding(
      message: message, line: written.number,
      columns: written.value.lowerBound + 1..<written.value.upperBound + 1,
      remedy: quoted.map { "write \($0.asCode)" }
        ?? "start the text with `>-`, and write it on the next line, indented",
      correction: isContinued(written) ? nil : quoted)
  }

  /// `title Neck`, or a text on a line of its own where a key should be.
  private var missingColon: SyntaxFinding? {
    let written: WrittenLine?
    if problem.words.contains("expected ':'") {
      written = problem.reading.map { line($0.place.line) }
    } else if problem.words.contains("mapping values"),
      here.key.map({ $0.upperBound + 1 == problem.place.column }) ?? false
    {
      written = above(here)
    } else {
      return nil
    }
    guard let written, written.key == nil else { return nil }
    let text = written.text(written.content..<written.end)
    guard !"\"'[{|>#".contains(text.first ?? "#") else { return nil }
    let key = keys.filter { text.hasPrefix($0 + " ") }.max { $0.count < $1.count }
    if let key {
      let end = written.content + key.unicodeScalars.count
      return SyntaxFinding(
        message: "a `:` is missing after `\(key)`", line: written.number,
        columns: written.content + 1..<end + 1, remedy: "write `\(key):`", correction: key + ":")
    }
    return SyntaxFinding(
      message: "this is neither a key with `:` nor part of the text above", line: written.number,
      columns: written.content + 1..<written.end + 1,
      remedy: "write `key: \(text.shortened)`, or indent it more than the key whose text it is")
  }

  /// An entry of a list in another column than those before it, or where a key belongs.
  private var entryIndentation: SyntaxFinding? {
    let here = here
    guard here.hasDash, let above = above(here) else { return nil }
    func finding(_ message: String, _ remedy: String) -> SyntaxFinding {
      SyntaxFinding(
        message: message, line: here.number, columns: here.indent + 1..<here.indent + 2,
        remedy: remedy)
    }
    let key = above.key.map { above.text($0) }
    if key == "repeat", above.content == here.indent {
      return finding("steps stand where a key should be", "write `steps:` on a line above them")
    }
    if here.indent == 0, !above.hasDash, above.content == 0 {
      return finding("a step stands where a key should be", "write `steps:` on a line above it")
    }
    guard let other = entry(before: here) else { return nil }
    return finding(
      "this `-` is in column \(here.indent + 1), and the one before it in column \(other.indent + 1)",
      "start it in column \(other.indent + 1)")
  }

  /// A key in another column than those it belongs with.
  private var keyIndentation: SyntaxFinding? {
    let here = here
    guard let key = here.key, !here.hasDash, let above = above(here), let other = above.key,
      above.content != here.content
    else { return nil }
    let name = here.text(key)
    let column = above.content + 1
    let isText = here.indent > above.content && !keys.contains(name) && above.value.count > 0
    return SyntaxFinding(
      message:
        "`\(name.shortened)` is in column \(here.content + 1), and `\(above.text(other).shortened)` above it in column \(column)",
      line: here.number, columns: key.lowerBound + 1..<key.upperBound + 1,
      remedy: isText
        ? "start it in column \(column); or, if it is text, write `>-` after `\(above.text(other)):`, and all of the text under it"
        : "start it in column \(column) if it belongs to the same step")
  }

  /// The entry of a list before a line that is nearest to it in its indentation.
  private func entry(before written: WrittenLine) -> WrittenLine? {
    var found: WrittenLine?
    var next = above(written)
    while let line = next, written.number - line.number < 100 {
      let distance = abs(line.indent - written.indent)
      if line.hasDash, distance > 0, distance < found.map({ abs($0.indent - written.indent) }) ?? 3
      {
        found = line
      }
      next = above(line)
    }
    return found
  }

  private var inItsWords: SyntaxFinding {
    SyntaxFinding(
      message: "this is not YAML here: \(problem.words)", line: here.number,
      columns: problem.place.column..<problem.place.column + 1,
      remedy: problem.words.contains("nesting")
        ? "use fewer levels"
        : "check the indentation, and put texts with `:`, `#` or quotes in them in quotes")
  }

  // MARK: - Words

  private func startsWithKey(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let colon = scalars.firstIndex(of: ":") else { return false }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[..<colon])
    return keys.contains(String(view))
  }

  /// A text in quotes, where it can stand in them as it is.
  static func quoted(_ text: String) -> String? {
    if !text.contains("\""), !text.contains("\\") { return "\"\(text)\"" }
    return text.contains("'") ? nil : "'\(text)'"
  }
}

extension String {
  /// A text as a message quotes it: between backquotes, unless it has some.
  var asCode: String { contains("`") ? shortened : "`\(shortened)`" }

  /// The beginning of a text, as long as a message may be.
  fileprivate var shortened: String { count <= 50 ? self : prefix(47) + "…" }
}
