import CueTimeline
import RoutineScript
import TestSupport
import Testing

@Suite("A rest ends in movement")
struct RestTests {
  /// What is heard from a rest's announcement to the first beat after it.
  private func heard(_ steps: String, _ options: Scheduler.Options = .init()) throws -> [String] {
    let timeline = try timeline(steps: steps, options)
    let from = timeline.cues.firstIndex { timeline.caption(of: $0).hasPrefix("Rest for") } ?? 0
    return timeline.cues[from...].prefix { $0.rep == nil }.map(timeline.caption)
  }

  @Test("The next step's words are in it, and the countdown leads to the first beat")
  func leads() throws {
    let steps = """
        - rest: 20 s
        - reps: 4
          of: Twist
          say: Sit tall. Turn to the left, then to the right.

      """
    #expect(
      try heard(steps) == [
        "Rest for twenty seconds.", "(chime)", "Next: Twist.", "Sit tall.",
        "Turn to the left, then to the right.", "Four times.", "three", "two", "one",
      ])
    let timeline = try timeline(steps: steps)
    let (rest, twist) = (timeline.steps[0], timeline.steps[1])
    let interval = try #require(rest.interval)
    #expect(interval.upperBound - interval.lowerBound == timeline.rate.frames(in: .seconds(20)))
    #expect(twist.interval?.lowerBound == interval.upperBound)
    let beat = try #require(timeline.cues.first { $0.rep == 1 })
    #expect(beat.anchor == interval.upperBound)
    let countdown = timeline.cues.filter { $0.kind == .count && $0.rep == nil }
    #expect(
      countdown.map { timeline.rate.duration(of: beat.anchor - $0.anchor) }
        == [.seconds(3), .seconds(2), .seconds(1)])
    // Who goes on to the next step hears its words first.
    #expect(timeline.cues.first { $0.step == 1 }?.start == twist.range.lowerBound)
  }

  @Test("A name that has just been said is not said again, and a hold begins with its chime")
  func hold() throws {
    #expect(
      try heard("  - rest: 12 s\n  - hold: 20 s\n    of: Plank\n") == [
        "Rest for twelve seconds.", "(chime)", "Next: Plank.", "Hold for twenty seconds.",
        "three", "two", "one", "(chime)", "Keep breathing.", "three", "two", "one", "(chime)",
        "And release.",
      ])
  }

  @Test("If the words do not fit, there is no countdown to them")
  func tooLong() throws {
    #expect(
      try heard(
        """
          - rest: 8 s
          - reps: 4
            of: Twist
            say: Sit tall, and cross your arms over your chest. Turn to the left, then to the right.

        """) == [
          "Rest for eight seconds.", "(chime)", "Next: Twist.", "(chime)",
          "Sit tall, and cross your arms over your chest.", "Turn to the left, then to the right.",
          "Four times.", "Ready.",
        ])
  }

  @Test(
    "A rest that leads to no movement is not counted down",
    arguments: [
      (
        "  - say: Done.\n",
        ["Rest for twenty seconds.", "(chime)", "Breathe calmly.", "(chime)", "Done."]
      ),
      ("", ["Rest for twenty seconds.", "(chime)", "Breathe calmly.", "(chime)"]),
      (
        "  - say: Listen.\n  - reps: 2\n    of: Nod\n",
        [
          "Rest for twenty seconds.", "(chime)", "Next: Nod.", "Breathe calmly.", "(chime)",
          "Listen.", "Nod.",
          "Two times.", "Ready.",
        ]
      ),
    ])
  func nothing(after: String, said: [String]) throws {
    #expect(try heard("  - rest: 20 s\n" + after) == said)
  }

  @Test("What the author announces is announced")
  func announced() throws {
    #expect(
      try heard("  - rest: 20 s\n    announce: last 5\n  - say: Done.\n") == [
        "Rest for twenty seconds.", "(chime)", "five", "four", "three", "two", "one", "(chime)",
        "Done.",
      ])
  }

  @Test("Between sets, the next one is announced, and follows the rest at once")
  func sets() throws {
    let timeline = try timeline(
      steps: "  - reps: 2\n    of: Row\n    sets: 2\n    rest: 10 s\n    tempo: 2 s\n")
    let words = timeline.cues.map(timeline.caption)
    #expect(
      words == [
        "Row.", "Two times.", "Set one of two.", "Ready.", "one", "two",
        "Rest for ten seconds.", "(chime)", "Next: Row.", "Set two of two.", "three", "two", "one",
        "one", "two",
      ])
  }

  @Test("Words in a rest come before those of the next step")
  func during() throws {
    #expect(
      try heard(
        """
          - rest: 30 s
            during: [{ at: 8 s, say: Shake your arms. }]
          - reps: 2
            of: Nod

        """) == [
          "Rest for thirty seconds.", "(chime)", "Next: Nod.", "Shake your arms.", "Halfway.",
          "Two times.", "three", "two", "one",
        ])
  }
}
