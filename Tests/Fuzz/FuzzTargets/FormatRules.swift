internal import CueTimeline
internal import RoutineScript
import ScriptTools
import SourceYAML
internal import TestSupport

/// Formatting keeps what a text is, and formatting again changes nothing.
struct FormatRules {
  let schedule: ScheduleFuzz

  /// Formats the script and its files, and compares.
  func check(
    _ input: FuzzInput, _ parsed: RoutineParser.Outcome, _ outcome: inout FuzzOutcome
  ) {
    for source in input.sources {
      guard let formatted = format(source, &outcome) else { continue }
      let again = format(formatted, &outcome)
      outcome.expect(
        again?.text.utf8.elementsEqual(formatted.text.utf8) == true,
        "formatted twice, it changes again")
      if let before = tree(source), let after = tree(formatted) {
        outcome.expect(before.hasValues(of: after), "formatted, a value is different")
      } else {
        outcome.expect(false, "formatted, it cannot be read")
      }
      if source == input.script { compare(parsed, formatted, input, &outcome) }
    }
  }

  private func format(_ source: SourceText, _ outcome: inout FuzzOutcome) -> SourceText? {
    switch outcome.timed("formatting", { ScriptFormatter.format(source) }) {
    case .formatted(let text):
      return SourceText(name: source.name, identity: source.identity, text: text)
    case .refused(let findings):
      outcome.add(FindingRules.violations(of: findings, in: [source]), in: "formatting")
      outcome.expect(!findings.isEmpty, "the format is refused without a word")
      outcome.expect(
        !findings.contains { $0.remedy?.contains("mistake in coach") == true },
        "the formatter does not trust itself")
      return nil
    }
  }

  private func tree(_ source: SourceText) -> SourceNode? {
    let findings = DiagnosticCollector()
    let node = YAMLReader.read(source, .routine, into: findings)
    return findings.hasErrors ? nil : node
  }

  /// The same findings, and the same timeline, but for their lines.
  private func compare(
    _ parsed: RoutineParser.Outcome, _ formatted: SourceText, _ input: FuzzInput,
    _ outcome: inout FuzzOutcome
  ) {
    let after = input.parser().parse(formatted)
    guard !parsed.diagnostics.contains(where: { $0.id == .tooManyFindings }) else { return }
    let (before, now) = (ids(parsed.diagnostics), ids(after.diagnostics))
    outcome.expect(before == now, "formatted, it has other findings: \(now), not \(before)")
    // In brackets a comma may come between.
    let cutOff = { (findings: [Diagnostic]) in findings.count { $0.id == .commentInText } }
    outcome.expect(
      cutOff(after.diagnostics) == cutOff(parsed.diagnostics)
        || input.script.text.contains(/[\[{]/), "formatted, it hides what is cut off")
    guard let routine = parsed.routine, let other = after.routine else { return }
    // Includes are not formatted with it, so places in them stay the same.
    var ignored = FuzzOutcome(isTimed: false)
    let left = schedule.scheduled(routine, Scheduler.Options(), input, &ignored)?.timeline
    let right = schedule.scheduled(other, Scheduler.Options(), input, &ignored)?.timeline
    outcome.expect(
      left?.phrases == right?.phrases && left?.cues.map(\.start) == right?.cues.map(\.start)
        && left?.frames == right?.frames,
      "formatted, it sounds different")
  }

  /// What findings are about: their places, and the advice based on them, change with the format.
  ///
  /// A key that has a new name gets it, so that finding goes.
  private func ids(_ findings: [Diagnostic]) -> [String] {
    findings.map(\.id).filter { $0 != .commentInText && $0 != .formerKey }.map(\.name).sorted()
  }
}
