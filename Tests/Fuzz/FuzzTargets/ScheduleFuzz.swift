internal import CueTimeline
internal import RoutineScript
import SourceYAML
internal import TestSupport

/// Lays a routine out in every way a listener can ask for.
struct ScheduleFuzz {
  private let scheduler: Scheduler
  private let meter = FakeMeter(failing: ["Unspeakable."])

  init(phrases: PhraseCatalogue) { scheduler = Scheduler(phrases: phrases, voice: "fake") }

  /// Lays a routine out and looks at what came of it.
  func check(_ routine: Routine, _ input: FuzzInput, _ outcome: inout FuzzOutcome) {
    let plain = lay(routine, Scheduler.Options(), input, &outcome)
    outcome.expect(
      plain == lay(routine, Scheduler.Options(), input, &outcome),
      "laid out twice, it is not the same")
    let steps = plain?.timeline?.steps.count ?? 0
    let tempo = TempoPlan([
      TempoPlan.Change(step: steps / 3, rep: 1, scale: .quickest),
      TempoPlan.Change(step: steps / 2, rep: 2, scale: .slowest),
    ])
    let options = Scheduler.Options(withBaby: true, isQuiet: true, tempo: tempo)
    _ = lay(routine, options, input, &outcome)
    guard let timeline = plain?.timeline else { return }
    if let section = timeline.sections.last {
      _ = lay(routine, Scheduler.Options(section: section.name), input, &outcome)
    }
    if let name = timeline.steps.last?.name, let range = timeline.steps(called: name) {
      outcome.add(TimelineRules.violations(of: timeline.part(range)), in: "the part \(name)")
    } else {
      outcome.expect(timeline.steps.isEmpty, "the last step is not found by its name")
    }
  }

  /// A routine's outcome; `nil` where there is no such section.
  func lay(
    _ routine: Routine, _ options: Scheduler.Options, _ input: FuzzInput,
    _ outcome: inout FuzzOutcome
  ) -> Scheduler.Outcome? {
    let laid = outcome.timed("laying out") {
      try? scheduler.schedule(routine, options, meter: meter)
    }
    guard let laid else {
      outcome.expect(options.section != nil && options.withBaby, "a section is not found")
      return nil
    }
    outcome.add(
      FindingRules.violations(of: laid.diagnostics, in: input.known), in: "laying out")
    let failed = laid.diagnostics.contains { $0.severity == .error }
    outcome.expect(failed == (laid.timeline == nil), "a timeline with errors, or none without")
    if let timeline = laid.timeline {
      outcome.add(TimelineRules.violations(of: timeline), in: "\(options)")
    }
    return laid
  }
}
