import CueTimeline
import RoutineScript
import TestSupport
import Testing

@Suite("A part of a timeline")
struct PartTests {
  private static let steps = """
      - say: Welcome.
      - reps: 2
        of: Twist
        sets: 2
        rest: 10s
        each side: [left, right]
      - rest: 5s
      - reps: 3
        of: Twist
      - say: That is all.

    """

  @Test("A name means the first step of the script with it, with its sides, sets and rests")
  func names() throws {
    let timeline = try timeline(steps: Self.steps)
    let range = try #require(timeline.steps(called: "twist"))
    #expect(timeline.steps[range].map(\.kind) == [.reps, .rest, .reps, .reps, .rest, .reps])
    #expect(timeline.steps[range].map(\.side).first == "left")
    #expect(timeline.steps[range].map(\.side).last == "right")
    #expect(timeline.steps(called: "Twister") == nil)
    let part = timeline.part(range)
    #expect(part.title == "Twist")
    #expect(part.steps.count == 6)
    #expect(timeline.caption(of: timeline.cues[1]) == part.caption(of: part.cues[0]))
    #expect(timeline.part(0..<0).frames == .zero)
  }

  @Test(
    "Each step of a random routine is a timeline of its own, and all steps are the whole timeline")
  func random() throws {
    for seed in 1...200 {
      var generator = RandomRoutine(seed: UInt64(seed))
      guard let timeline = try scheduled(generator.script()).timeline else { continue }
      var cues = 0
      for index in timeline.steps.indices {
        let step = timeline.steps[index]
        let part = timeline.part(index..<index + 1)
        #expect(TimelineRules.violations(of: part) == [], "seed \(seed), step \(index)")
        #expect(part.frames == step.range.upperBound - step.range.lowerBound)
        for (cue, original) in zip(part.cues, timeline.cues[cues...]) {
          #expect(cue.start - .start == original.start - step.range.lowerBound)
          #expect(part.caption(of: cue) == timeline.caption(of: original))
        }
        cues += part.cues.count
      }
      #expect(cues == timeline.cues.count)
      let whole = timeline.part(timeline.steps.indices)
      #expect(whole.cues == timeline.cues)
      #expect(whole.sections == timeline.sections)
    }
  }
}
