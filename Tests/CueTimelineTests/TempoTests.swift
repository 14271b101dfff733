import CueTimeline
import RoutineScript
import TestSupport
import Testing

@Suite("The tempo changed during a routine")
struct TempoTests {
  private static let steps = """
      - say: Sit down.
      - reps: 20
        of: Twist
        tempo: 3s
      - rest: 10s
      - reps: 5
        of: Squat
        tempo: 2s
    """

  private func scheduled(_ plan: TempoPlan) throws -> Timeline {
    try timeline(steps: Self.steps, Scheduler.Options(tempo: plan))
  }

  private func beats(_ timeline: Timeline, step: Int) -> [FramePosition] {
    timeline.cues.filter { $0.kind == .count && $0.rep != nil && $0.step == step }.map(\.anchor)
  }

  @Test("Beats before the change stay, those after it are exact", arguments: [75, 90, 133, 150])
  func beats(percent: Int32) throws {
    let written = try scheduled(.written)
    let scale = TempoScale(percent: percent)
    let changed = try scheduled(TempoPlan([TempoPlan.Change(step: 1, rep: 7, scale: scale)]))
    let (old, new) = (beats(written, step: 1), beats(changed, step: 1))
    #expect(Array(new.prefix(7)) == Array(old.prefix(7)))
    let period = Duration.seconds(3) * Int(percent) / 100
    for rep in 7...20 {
      let time = Duration.seconds(18) + period * (rep - 7)
      #expect(new[rep - 1] - new[0] == written.rate.frames(in: time))
    }
    // The change lasts: it applies to the next step's repetitions too, but not to rests.
    let squats = beats(changed, step: 3)
    #expect(
      squats[4] - squats[0] == written.rate.frames(in: .seconds(2) * 4 * Int(percent) / 100))
    let rest = try #require(changed.steps[2].interval)
    #expect(changed.rate.duration(of: rest.upperBound - rest.lowerBound) == .seconds(10))
  }

  @Test("One timeline continued by another has the cues of both, none cut off, none twice")
  func continued() throws {
    let written = try scheduled(.written)
    let rep = try #require(written.repetition(from: .start + written.rate.frames(in: .seconds(30))))
    let plan = TempoPlan([TempoPlan.Change(step: rep.step, rep: rep.rep, scale: .slowest)])
    let other = try scheduled(plan)
    let both = try #require(written.continued(by: other, from: rep.start))
    #expect(TimelineRules.violations(of: both) == [])
    #expect(both.frames == other.frames)
    #expect(both.steps == other.steps)
    let boundary = written.cues.filter { $0.start < rep.start }.count
    #expect(Array(both.cues.prefix(boundary)) == Array(written.cues.prefix(boundary)))
    let numbers = both.cues.filter { $0.kind == .count }.map(both.caption)
    #expect(numbers == written.cues.filter { $0.kind == .count }.map(written.caption))
    for (left, right) in zip(both.cues.dropFirst(boundary), other.cues.dropFirst(boundary)) {
      #expect(left.start == right.start)
      #expect(both.caption(of: left) == other.caption(of: right))
    }
    let cue = try #require(written.cues.first { $0.start > rep.start })
    #expect(written.continued(by: other, from: cue.start + FrameCount(10)) == nil)
  }

  @Test("A new change replaces those after it, and scales stay in their range")
  func plans() {
    var plan = TempoPlan()
    plan.add(TempoPlan.Change(step: 1, rep: 5, scale: .slowest))
    plan.add(TempoPlan.Change(step: 3, rep: 1, scale: .quickest))
    #expect(plan.scale(step: 1, rep: 4) == .written)
    #expect(plan.scale(step: 2, rep: 1) == .slowest)
    #expect(plan.scale(step: 9, rep: 9) == .quickest)
    plan.add(TempoPlan.Change(step: 1, rep: 8, scale: .written))
    #expect(plan.changes.count == 2)
    #expect(plan.scale(step: 9, rep: 9) == .written)
    #expect(TempoScale(percent: 10) == .quickest)
    #expect(TempoScale(rate: 0.1) == .slowest)
    #expect(TempoScale(rate: -1) == .slowest)
    #expect(TempoScale(rate: .nan) == .slowest)
    #expect(TempoScale(rate: 1) == .written)
    #expect(TempoScale.slowest.slower == .slowest)
  }

  @Test("If quiet is wanted, most numbers are chimes")
  func quietly() throws {
    let timeline = try timeline(
      steps: "  - reps: 10\n    tempo: { left: 2s, right: 2s }\n  - hold: 10s\n",
      Scheduler.Options(isQuiet: true))
    let heard = timeline.cues.filter { $0.step == 0 && ($0.kind == .count || $0.kind == .chime) }
    #expect(
      heard.map(timeline.caption) == [
        "(chime)", "(chime)", "(chime)", "(chime)", "five", "(chime)", "(chime)", "eight", "nine",
        "ten",
      ])
    // But directions are not fewer.
    #expect(timeline.cues.filter { $0.kind == .phase }.count == 20)
    #expect(
      timeline.cues.filter { $0.step == 1 && $0.kind == .count }.map(timeline.caption) == [
        "three", "two", "one",
      ])
    let short = try CueTimelineTests.timeline(
      steps: "  - reps: 3\n", Scheduler.Options(isQuiet: true))
    #expect(short.cues.filter { $0.kind == .count }.count == 3)
  }
}
