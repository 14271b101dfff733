/// Turns YAML text into a tree with places, within limits on time and memory.
package enum YAMLReader {
  /// The largest file that is read, in bytes: thirty times the longest routine that ships, and as
  /// much as is read, checked and scheduled within a second whatever it holds.
  package static let largestSource = 256 << 10
  /// The longest line, in Unicode scalars: nobody writes longer ones by hand.
  package static let longestLine = 4_000

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - source: the text.
  ///   - vocabulary: the words of its language, for advice on broken YAML.
  ///   - findings: where findings go.
  /// - Returns: the document's tree; `nil` if there is none, and a finding says why.
  package static func read(
    _ source: SourceText, _ vocabulary: Vocabulary, into findings: DiagnosticCollector
  ) -> SourceNode? {
    guard source.text.utf8.count <= largestSource else {
      findings.report(
        .tooLarge, "this file is larger than \(largestSource / 1024) KiB, the most that is read",
        at: source.point(.first), in: source, remedy: vocabulary.insteadOfLargeFile)
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
    return compose(source, vocabulary, into: findings)
  }

  /// How many mistakes are stepped over in a file: nobody fixes more at once, and for each the text is
  /// read once more, which takes its time if it is large.
  private static func mostRepairs(in source: SourceText) -> Int {
    max(4, min(32, (1 << 19) / max(1, source.text.utf8.count)))
  }

  /// Composes the tree, and steps over mistakes that can only mean one thing, and over entries with
  /// others, so that the rest of the file is still checked.
  private static func compose(
    _ source: SourceText, _ vocabulary: Vocabulary, into findings: DiagnosticCollector
  ) -> SourceNode? {
    var draft = RepairedText(source)
    for _ in 0..<mostRepairs(in: source) {
      var text = draft.text.text
      let outcome = text.withUTF8 { bytes -> Result<SourceNode?, YAMLEvents.Failure> in
        var composer = YAMLComposer(YAMLEvents(bytes), of: draft, vocabulary, into: findings)
        do throws(YAMLEvents.Failure) {
          return .success(try composer.document())
        } catch {
          return .failure(error)
        }
      }
      switch outcome {
      case .success(let tree): return tree
      case .failure(.syntax(let problem)):
        let finding = SyntaxAdvice.finding(for: problem, in: draft.text, vocabulary)
        // The place is in an entry that was left out, which is reported already.
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
          guard finding.isLocal, draft.leaveOutEntry(at: line, vocabulary) else { return nil }
        }
      case .failure(let failure):
        report(failure, in: source, vocabulary, into: findings)
        return nil
      }
    }
    return nil
  }

  private static func report(
    _ failure: YAMLEvents.Failure, in source: SourceText, _ vocabulary: Vocabulary,
    into findings: DiagnosticCollector
  ) {
    switch failure {
    case .syntax: break
    case .empty:
      findings.report(
        .empty, "there is nothing in this file", at: source.point(.first), in: source,
        remedy: vocabulary.model)
    case .alias(let span):
      findings.report(
        .alias, "YAML anchors and aliases are not part of the language", at: span, in: source,
        remedy: vocabulary.insteadOfAnchors)
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

  /// Control characters except tabs, and codes that are not characters (YAML 1.1, section 5.1).
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x85: false
    case 0...0x1F, 0x7F...0x9F, 0xFEFF, 0xFFFE...0xFFFF: true
    default: false
    }
  }
}
