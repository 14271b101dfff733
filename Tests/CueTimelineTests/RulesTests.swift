import CueTimeline
import RoutineScript
import SourceYAML
import TestSupport
import Testing

@Suite("The scheduling rules hold for any routine")
struct RulesTests {
  @Test("A thousand random routines", arguments: [false, true], [false, true])
  func random(withBaby: Bool, isQuiet: Bool) throws {
    let phrases = try Repository.english()
    var scheduled = 0
    for seed in 1...1000 {
      var generator = RandomRoutine(seed: UInt64(seed))
      let script = generator.script()
      let parsed = RoutineParser().parse(SourceText(name: "random-\(seed)", text: script))
      let errors = parsed.diagnostics.filter { $0.severity == .error }.map(\.message)
      let routine = try #require(parsed.routine, "seed \(seed): \(errors)\n\(script)")
      let scheduler = Scheduler(phrases: phrases, voice: "fake")
      let options = Scheduler.Options(withBaby: withBaby, isQuiet: isQuiet)
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
      let unsaid = DirectionRules.violations(of: timeline, routine, meter: FakeMeter())
      #expect(unsaid == [], "seed \(seed)\n\(script)")
      if seed % 50 == 0 {
        #expect(try scheduler.schedule(routine, options, meter: FakeMeter()) == outcome)
      }
    }
    #expect(scheduled > 900)
  }

  @Test(
    "The shipped routines, with a baby and without, quiet or not", arguments: [false, true],
    [false, true])
  func shipped(withBaby: Bool, isQuiet: Bool) throws {
    for name in try Repository.routines() {
      for slowness in [70, 100, 140] as [Int64] {
        let script = try Repository.text("Scripts/\(name).yaml")
        let meter = FakeMeter(slowness: slowness)
        let outcome = try scheduled(
          script, .init(withBaby: withBaby, isQuiet: isQuiet), meter: meter)
        #expect(outcome.diagnostics == [])
        let timeline = try #require(outcome.timeline)
        #expect(TimelineRules.violations(of: timeline) == [])
        let routine = try #require(
          RoutineParser().parse(SourceText(name: "test.yaml", text: script)).routine)
        #expect(DirectionRules.violations(of: timeline, routine, meter: meter) == [])
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
      case .work(let work) where part.kind == .work:
        let set = cues.lazy.compactMap(\.set).first ?? 1
        let duration =
          work.durations.count > 1 ? work.durations[Int(set.value) - 1] : work.duration
        if length != timeline.rate.frames(in: duration) { found.append("\(part.name): length") }
      case .reps(let reps) where part.kind == .reps:
        let period = reps.tempo.reduce(.zero) { $0 + $1.duration }
        // Seconds are not beats of repetitions, and in turns the side is on the beat.
        let isPlain = reps.counting != .seconds && reps.alternating.isEmpty
        for cue in cues
        where isPlain && cue.rep != nil && (cue.kind == .count || cue.sound == .chime(.rep)) {
          let beat = timeline.rate.frames(in: period * Int((cue.rep ?? 1).value - 1))
          if cue.anchor - interval.lowerBound != beat { found.append("\(part.name): beat") }
        }
        // A name stands for a number that has no room beside it.
        let set = cues.lazy.compactMap(\.set).first ?? 1
        let count = reps.counts.count > 1 ? reps.counts[Int(set.value) - 1] : reps.count
        let beats = count.value * Int32(max(1, reps.alternating.count))
        let signals = (1...beats).map { rep in
          cues.first { $0.rep == Count(rep) && [.count, .chime, .phase].contains($0.kind) }
        }
        let heard = zip(1..., signals).filter { rep, cue in
          guard let cue else { return false }
          let beat = timeline.rate.frames(in: period * (rep - 1))
          return cue.anchor - interval.lowerBound == beat
        }
        if heard.count != signals.count, reps.counting != .seconds {
          found.append("\(part.name): \(heard.count) beats")
        }
      default: break
      }
    }
    return found
  }

  private static func index(_ steps: [Step], into byLine: inout [Int32: Step]) {
    for step in steps {
      byLine[Int32(step.span.start.line)] = step
      if case .rounds(let rounds) = step.action, rounds.kind != .amrap {
        index(rounds.steps, into: &byLine)
      }
      if let instead = step.withBaby { index(instead, into: &byLine) }
    }
  }
}
