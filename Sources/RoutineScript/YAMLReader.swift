/// Turns YAML text into a tree with places, within bounds that no text can exceed.
package enum YAMLReader {
  /// The largest script that is read, in bytes: thirty times the longest routine that ships, and as
  /// much as is read, checked and laid out within a second whatever it holds.
  package static let largestSource = 256 << 10
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
    return compose(source, into: findings)
  }

  /// How many mistakes are stepped over in a file: nobody mends more at once, and each has the text
  /// read once more, of which a large one takes its time.
  private static func mostMended(in source: SourceText) -> Int {
    max(4, min(32, (1 << 19) / max(1, source.text.utf8.count)))
  }

  /// Composes the tree, and steps over mistakes that can only mean one thing, and over steps with
  /// others, so that the rest of the file is still checked.
  private static func compose(
    _ source: SourceText, into findings: DiagnosticCollector
  ) -> ScriptNode? {
    var draft = DraftText(source)
    for _ in 0..<mostMended(in: source) {
      var text = draft.text.text
      let outcome = text.withUTF8 { bytes -> Result<ScriptNode?, YAMLEvents.Failure> in
        var composer = YAMLComposer(YAMLEvents(bytes), of: draft, into: findings)
        do throws(YAMLEvents.Failure) {
          return .success(try composer.document())
        } catch {
          return .failure(error)
        }
      }
      switch outcome {
      case .success(let tree): return tree
      case .failure(.syntax(let problem)):
        let finding = SyntaxAdvice.finding(for: problem, in: draft.text, keys: keys)
        // No step has a place there, and why is told.
        guard !draft.isLeftOut(finding.line), !draft.isLeftOut(problem.place.line) else {
          return nil
        }
        findings.report(
          .syntax, finding.message, at: draft.span(finding.line, finding.columns), in: source,
          remedy: finding.remedy, correction: finding.correction)
        if let correction = finding.correction {
          draft.replace(finding.columns, ofLine: finding.line, with: correction)
        } else {
          let line = min(finding.line, problem.place.line)
          guard finding.isLocal, draft.leaveOutStep(at: line) else { return nil }
        }
      case .failure(let failure):
        report(failure, in: source, into: findings)
        return nil
      }
    }
    return nil
  }

  /// Every word that is a key somewhere in a routine or a translation.
  private static let keys =
    StepParser.allKeys + RoutineParser.keys + StepReader.duringKeys + TranslationReader.keys
    + TranslationReader.textKeys

  private static func report(
    _ failure: YAMLEvents.Failure, in source: SourceText, into findings: DiagnosticCollector
  ) {
    switch failure {
    case .syntax: break
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
    case .unreadable(let problem):
      findings.report(
        .unreadable, "this is not text: \(problem)",
        at: source.point(firstControl(in: source) ?? .first), in: source,
        remedy: "remove this character, or save the file as plain UTF-8 text")
    }
  }

  /// The first character that YAML does not allow anywhere.
  private static func firstControl(in source: SourceText) -> SourcePosition? {
    for (number, line) in source.lines.enumerated() {
      if let column = Array(line.unicodeScalars).firstIndex(where: isForbidden) {
        return SourcePosition(line: number + 1, column: column + 1)
      }
    }
    return nil
  }

  /// Control characters but for tabs, and what is no character (YAML 1.1, section 5.1).
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x85: false
    case 0...0x1F, 0x7F...0x9F, 0xFEFF, 0xFFFE...0xFFFF: true
    default: false
    }
  }
}
