/// Turns YAML text into a tree with places, within bounds that no text can exceed.
package enum YAMLReader {
  /// The largest script that is read, in bytes: a thousand times the first routine's needs.
  package static let largestSource = 1 << 20
  /// The longest line, in Unicode scalars: beyond it no text is written by a person.
  static let longestLine = 4_000

  /// Reads a text.
  ///
  /// - Returns: the document's tree, `nil` where there is none; then a finding says why.
  package static func read(
    _ source: SourceText, into findings: DiagnosticCollector
  ) -> ScriptNode? {
    guard source.text.utf8.count <= largestSource else {
      findings.report(
        .tooLarge, "this file is larger than \(largestSource / 1024) KiB, the most a script can be",
        at: source.point(.first), in: source, remedy: "split it and use `include:`")
      return nil
    }
    if let index = source.lines.firstIndex(where: { $0.utf8.count > 4 * longestLine })
      ?? source.lines.firstIndex(where: {
        $0.utf8.count > longestLine && $0.unicodeScalars.count > longestLine
      })
    {
      // The line itself would only fill the screen.
      findings.report(
        Diagnostic(
          .error, .tooLarge, "this line is longer than \(longestLine) characters",
          at: source.point(SourcePosition(line: index + 1, column: 1)), sourceLine: "",
          remedy: "break it into several: start the text with `>-` on a line of its own"))
      return nil
    }
    var text = source.text
    return text.withUTF8 { bytes in
      var composer = YAMLComposer(YAMLEvents(bytes), of: source, into: findings)
      do throws(YAMLEvents.Failure) {
        return try composer.document()
      } catch {
        report(error, in: source, into: findings)
        return nil
      }
    }
  }

  private static func report(
    _ failure: YAMLEvents.Failure, in source: SourceText, into findings: DiagnosticCollector
  ) {
    switch failure {
    case .empty:
      findings.report(
        .empty, "there is nothing in this file", at: source.point(.first), in: source,
        remedy:
          "write keys with values, such as `title: …`; `coach show upper-back-relief --script` is a model"
      )
    case .alias(let span):
      findings.report(
        .alias, "YAML anchors and aliases are not part of the language", at: span, in: source,
        remedy: "use `settings:` for a value and `repeat:` or `include:` for steps")
    case .syntax(let problem, let place):
      let line = min(place.line, max(1, source.lines.count))
      findings.report(
        .syntax, "this is not YAML here: \(problem)",
        at: source.point(SourcePosition(line: line, column: place.column)), in: source,
        remedy: syntaxRemedy(problem, in: source.line(line)))
    case .unreadable(let problem, let line):
      findings.report(
        .unreadable, "this is not text: \(problem)",
        at: source.point(SourcePosition(line: line, column: 1)), in: source,
        remedy: "save it as plain UTF-8 text")
    }
  }

  /// The mistakes people really make have a better remedy than the scanner's words.
  private static func syntaxRemedy(_ problem: String, in line: String) -> String {
    if line.contains("\t") { return "indent with spaces: YAML does not allow tabs" }
    if problem.contains("mapping values") {
      return "put a text that contains `: ` in quotes"
    }
    if problem.contains("Maximum nesting") { return "use fewer levels" }
    return "check the indentation, and put texts with `:`, `#` or quotes in them in quotes"
  }
}
