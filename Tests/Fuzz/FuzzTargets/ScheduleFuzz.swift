internal import CueTimeline
internal import RoutineScript
import SourceYAML
internal import TestSupport

/// Schedules a routine in every way a listener can ask for.
struct ScheduleFuzz {
  private let scheduler: Scheduler
  private let meter = FakeMeter(failing: ["Unspeakable."])

  init(phrases: PhraseCatalogue) { scheduler = Scheduler(phrases: phrases, voice: "fake") }

  /// Schedules a routine and looks at the result.
  func check(_ routine: Routine, _ input: FuzzInput, _ outcome: inout FuzzOutcome) {
    let plain = scheduled(routine, Scheduler.Options(), input, &outcome)
    outcome.expect(
      plain == scheduled(routine, Scheduler.Options(), input, &outcome),
      "scheduled twice, it is not the same")
    let steps = plain?.timeline?.steps.count ?? 0
    let tempo = TempoPlan([
      TempoPlan.Change(step: steps / 3, rep: 1, scale: .quickest),
      TempoPlan.Change(step: steps / 2, rep: 2, scale: .slowest),
    ])
    let options = Scheduler.Options(withBaby: true, isQuiet: true, tempo: tempo)
    _ = scheduled(routine, options, input, &outcome)
    guard let timeline = plain?.timeline else { return }
    if let section = timeline.sections.last {
      _ = scheduled(routine, Scheduler.Options(section: section.name), input, &outcome)
    }
    if let name = timeline.steps.last?.name, let range = timeline.steps(called: name) {
      outcome.add(TimelineRules.violations(of: timeline.part(range)), in: "the part \(name)")
    } else {
      outcome.expect(timeline.steps.isEmpty, "the last step is not found by its name")
    }
  }

  /// A routine's outcome; `nil` where there is no such section.
  func scheduled(
    _ routine: Routine, _ options: Scheduler.Options, _ input: FuzzInput,
    _ outcome: inout FuzzOutcome
  ) -> Scheduler.Outcome? {
    let scheduled = outcome.timed("scheduling") {
      try? scheduler.schedule(routine, options, meter: meter)
    }
    guard let scheduled else {
      outcome.expect(options.section != nil && options.withBaby, "a section is not found")
      return nil
    }
    outcome.add(
      FindingRules.violations(of: scheduled.diagnostics, in: input.known), in: "scheduling")
    let failed = scheduled.diagnostics.contains { $0.severity == .error }
    outcome.expect(failed == (scheduled.timeline == nil), "a timeline with errors, or none without")
    if let timeline = scheduled.timeline {
      outcome.add(TimelineRules.violations(of: timeline), in: "\(options)")
    }
    return scheduled
  }
}
