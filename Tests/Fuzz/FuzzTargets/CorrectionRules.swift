internal import RoutineScript
import ScriptTools
import SourceYAML

/// What is corrected is fixed: it is not found again, and no text comes back or grows without end.
enum CorrectionRules {
  /// Rounds of corrections that are looked at; of a text full of mistakes each fixes a few.
  private static let mostRounds = 40

  static func check(
    _ input: FuzzInput, _ parsed: RoutineParser.Outcome, _ outcome: inout FuzzOutcome
  ) {
    let parser = input.parser()
    var (source, findings) = (input.script, parsed.diagnostics)
    var seen: Set<String> = [source.text]
    for _ in 0..<mostRounds {
      let (text, count) = source.corrected(by: findings)
      guard count > 0 else { return }
      source = SourceText(name: source.name, identity: source.identity, text: text)
      outcome.expect(seen.insert(text).inserted, "corrections go in a circle")
      outcome.expect(
        text.utf8.count <= 100 + 3 * input.script.text.utf8.count, "corrections grow and grow")
      let after = parser.parse(source).diagnostics
      outcome.add(FindingRules.violations(of: after, in: [source] + input.known), in: "corrected")
      let fixed = findings.filter { $0.correction != nil && $0.span.file == source.name }
      for finding in fixed.prefix(20)
      // Of mistakes inside one another, a round fixes the innermost.
      where !fixed.contains(where: { $0 != finding && $0.overlaps(finding) }) {
        let same = { (other: Diagnostic) in
          other.id == finding.id && other.message == finding.message
            && other.span.file == finding.span.file
            && other.span.start.line == finding.span.start.line
        }
        outcome.expect(
          after.count(where: same) < findings.count(where: same),
          "corrected, it is still there: \(finding.message)")
      }
      outcome.expect(
        // A file that is included only now may have had it all the time.
        !after.contains { $0.id == .duplicateKey && $0.span.file == source.name }
          || findings.contains { $0.id == .duplicateKey },
        "corrected, a key is there twice")
      findings = after
    }
  }
}

extension Diagnostic {
  fileprivate func overlaps(_ other: Diagnostic) -> Bool {
    span.start < other.span.end && other.span.start < span.end
  }
}
