import CueTimeline
import RoutineScript
import SourceYAML
import TestSupport
import Testing

/// Schedules a script with the fake meter, and checks that a survey of it gives the same results.
func scheduled(
  _ script: String, _ options: Scheduler.Options = .init(), meter: FakeMeter = FakeMeter()
) throws -> Scheduler.Outcome {
  let parsed = RoutineParser().parse(SourceText(name: "test.yaml", text: script))
  let routine = try #require(
    parsed.routine, "\(parsed.diagnostics.map { "\($0.span.start.line): \($0.message)" })")
  let scheduler = Scheduler(phrases: try Repository.english(), voice: "fake")
  let outcome = try scheduler.schedule(routine, options, meter: meter)
  let survey = try scheduler.survey(routine, options, with: scheduler.phrasebook(meter: meter))
  #expect(survey == Scheduler.Survey(outcome))
  return outcome
}

/// Schedules steps for which it must succeed.
func timeline(
  steps: String, _ options: Scheduler.Options = .init(), meter: FakeMeter = FakeMeter()
) throws -> Timeline {
  let outcome = try scheduled("title: Test\nsteps:\n" + steps, options, meter: meter)
  let timeline = try #require(outcome.timeline, "\(outcome.diagnostics.map(\.message))")
  #expect(TimelineRules.violations(of: timeline) == [])
  return timeline
}

/// A timeline as a table of time, kind and words.
func table(_ timeline: Timeline) -> [String] {
  timeline.cues.map { cue in
    let anchor = timeline.rate.duration(of: cue.anchor - .start)
    let hundredths = Int((anchor / .milliseconds(10)).rounded())
    let (seconds, part) = hundredths.quotientAndRemainder(dividingBy: 100)
    let digits = part < 10 ? "0\(part)" : "\(part)"
    return "\(seconds).\(digits) \(cue.kind.rawValue) \(timeline.caption(of: cue))"
  }
}
