import CueTimeline
import RoutineScript
import SourceYAML
import TestSupport
import Testing

@Suite("The scheduling rules hold for any routine")
struct RulesTests {
  @Test("A thousand random routines", arguments: [false, true])
  func random(withBaby: Bool) throws {
    let phrases = try Repository.english()
    var scheduled = 0
    for seed in 1...1000 {
      var generator = RandomRoutine(seed: UInt64(seed))
      let script = generator.script()
      let parsed = RoutineParser().parse(SourceText(name: "random-\(seed)", text: script))
      let errors = parsed.diagnostics.filter { $0.severity == .error }.map(\.message)
      let routine = try #require(parsed.routine, "seed \(seed): \(errors)\n\(script)")
      let scheduler = Scheduler(phrases: phrases, voice: "fake")
      let options = Scheduler.Options(withBaby: withBaby)
      let outcome = try scheduler.schedule(routine, options, meter: FakeMeter())
      guard let timeline = outcome.timeline else {
        // Only what really cannot fit may be an error.
        #expect(
          outcome.diagnostics.allSatisfy {
            $0.severity == .warning || [.countDoesNotFit, .holdDoesNotFit].contains($0.id)
          }, "seed \(seed): \(outcome.diagnostics.map(\.message))")
        continue
      }
      scheduled += 1
      #expect(TimelineRules.violations(of: timeline) == [], "seed \(seed)\n\(script)")
      #expect(IntervalRules.violations(of: timeline, routine) == [], "seed \(seed)\n\(script)")
      if seed % 50 == 0 {
        #expect(try scheduler.schedule(routine, options, meter: FakeMeter()) == outcome)
      }
    }
    #expect(scheduled > 900)
  }

  @Test("The shipped routines, with a baby and without", arguments: [false, true])
  func shipped(withBaby: Bool) throws {
    for name in try Repository.routines() {
      for slowness in [70, 100, 140] as [Int64] {
        let outcome = try scheduled(
          Repository.text("Scripts/\(name).yaml"), .init(withBaby: withBaby),
          meter: FakeMeter(slowness: slowness))
        #expect(outcome.diagnostics == [])
        #expect(TimelineRules.violations(of: try #require(outcome.timeline)) == [])
      }
    }
  }
}

/// Rules 2 and 3, which need the routine: beats one tempo apart, intervals as long as written.
enum IntervalRules {
  static func violations(of timeline: Timeline, _ routine: Routine) -> [String] {
    var byLine: [Int32: Step] = [:]
    index(routine.steps, into: &byLine)
    var found: [String] = []
    for (number, part) in timeline.steps.enumerated() {
      guard let interval = part.interval, let step = byLine[part.source.number] else {
        continue
      }
      let length = interval.upperBound - interval.lowerBound
      let cues = timeline.cues.filter { $0.step == Int32(number) }
      switch step.action {
      case .heat(let duration, _), .roll(let duration, _, _):
        if length != timeline.rate.frames(in: duration) { found.append("\(part.name): length") }
      case .reps(let reps) where part.kind == .reps:
        let period = reps.tempo.reduce(.zero) { $0 + $1.duration }
        for cue in cues where cue.kind == .count || (cue.kind == .chime && cue.rep != nil) {
          let beat = timeline.rate.frames(in: period * Int((cue.rep ?? 1).value - 1))
          if cue.anchor - interval.lowerBound != beat { found.append("\(part.name): beat") }
        }
        let beats = cues.count { $0.kind == .count || $0.kind == .chime }
        if beats != reps.count.value { found.append("\(part.name): \(beats) beats") }
      default: break
      }
    }
    return found
  }

  private static func index(_ steps: [Step], into byLine: inout [Int32: Step]) {
    for step in steps {
      byLine[Int32(step.span.start.line)] = step
      if case .rounds(_, let inner) = step.action { index(inner, into: &byLine) }
      if let instead = step.withBaby { index(instead, into: &byLine) }
    }
  }
}
