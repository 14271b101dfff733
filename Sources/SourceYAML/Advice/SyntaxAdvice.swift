/// Diagnostics for invalid YAML.
///
/// The parser reports where it could not go on; the mistake is often before that, and usually of one
/// of a few kinds. Any other is reported in the parser's words.
struct SyntaxAdvice {
  let problem: SyntaxProblem
  let lines: [Substring]
  let vocabulary: Vocabulary
  var keys: [String] { vocabulary.keys }

  /// Explains a problem, in the parser's words if none are better.
  ///
  /// - Parameters:
  ///   - problem: what the parser said.
  ///   - source: the text.
  ///   - vocabulary: the words of the text's language.
  /// - Returns: what is wrong, and where.
  static func finding(
    for problem: SyntaxProblem, in source: SourceText, _ vocabulary: Vocabulary
  ) -> SyntaxFinding {
    let advice = SyntaxAdvice(problem: problem, lines: source.lines, vocabulary: vocabulary)
    // The surest come first: each takes for granted that it is none of those before it.
    let explanations: [KeyPath<SyntaxAdvice, SyntaxFinding?>] = [
      \.tabs, \.noBreakSpace, \.openQuote, \.afterQuote, \.escape, \.document, \.openBracket,
      \.afterBracket, \.sign, \.listOnTheLine, \.blockText, \.cutOff, \.leftOfItsText, \.bullet,
      \.missingSpace, \.secondColon, \.missingColon, \.entryIndentation, \.keyIndentation,
    ]
    return explanations.lazy.compactMap { advice[keyPath: $0] }.first ?? advice.inItsWords
  }

  func line(_ number: Int) -> WrittenLine {
    WrittenLine(number, lines.indices.contains(number - 1) ? lines[number - 1] : "")
  }

  /// The line on which the parser gave up.
  var here: WrittenLine { line(min(problem.place.line, max(1, lines.count))) }

  /// The line before a line, blank ones and comments left out.
  func above(_ written: WrittenLine) -> WrittenLine? {
    var number = written.number - 1
    while number >= 1 {
      let line = line(number)
      if !line.isBlank, !line.isComment { return line }
      number -= 1
    }
    return nil
  }

  func isContinued(_ written: WrittenLine) -> Bool {
    let next = line(written.number + 1)
    return !next.isBlank && !next.isComment && next.indent > written.content && next.key == nil
  }

  var tabs: SyntaxFinding? {
    let tabs = here.scalars.prefix { $0 == " " || $0 == "\t" }
    guard let first = tabs.firstIndex(of: "\t") else { return nil }
    return SyntaxFinding(
      message: "a tab cannot indent a line", line: here.number,
      columns: first + 1..<tabs.endIndex + 1,
      remedy: "use spaces: as many as the lines have that belong with this one", isLocal: false)
  }

  /// A space that came out of another program, and is none for YAML.
  var noBreakSpace: SyntaxFinding? {
    for written in [here, above(here)].compactMap(\.self) {
      let end = written.value.lowerBound
      guard let place = written.scalars[..<end].firstIndex(where: Self.isOddSpace) else { continue }
      return SyntaxFinding(
        message: Self.isNonBreaking(written.scalars[place])
          ? "this is a non-breaking space" : "this is an unusual space",
        line: written.number, columns: place + 1..<place + 2, remedy: "type a space instead",
        correction: " ")
    }
    return nil
  }

  private static func isNonBreaking(_ scalar: Unicode.Scalar) -> Bool {
    ["\u{A0}", "\u{2007}", "\u{202F}"].contains(scalar)
  }

  static func isOddSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar != " " && scalar.properties.generalCategory == .spaceSeparator
  }

  var document: SyntaxFinding? {
    guard problem.words.contains("another document") || problem.words.contains("document start")
    else { return nil }
    return SyntaxFinding(
      message: "a second text begins here, and a file has one", line: here.number,
      columns: here.content + 1..<here.value.upperBound + 1,
      remedy: "remove this line, or make another file of what follows", isLocal: false)
  }

  var inItsWords: SyntaxFinding {
    SyntaxFinding(
      message: "this is not YAML here: \(problem.words)", line: here.number,
      columns: problem.place.column..<problem.place.column + 1,
      remedy: problem.words.contains("nesting")
        ? "use fewer levels"
        : "check the indentation, and put texts with `:`, `#` or quotes in them in quotes",
      isLocal: false)
  }

  /// A text in quotes, if it needs no escapes in them.
  static func quoted(_ text: String) -> String? {
    if !text.contains("\""), !text.contains("\\") { return "\"\(text)\"" }
    return text.contains("'") ? nil : "'\(text)'"
  }
}

extension String {
  /// A text as a message quotes it: between backquotes, unless it has some.
  package var asCode: String { contains("`") ? shortened : "`\(shortened)`" }

  /// The beginning of a text, as long as a message may be.
  package var shortened: String { count <= 50 ? self : prefix(47) + "…" }
}
