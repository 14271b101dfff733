import CueTimeline
import RoutineScript
import SourceYAML
import TestSupport
import Testing

@Suite("Sides, sets, rounds, babies")
struct ExpansionTests {
  private func words(_ timeline: Timeline) -> [String] {
    timeline.cues.filter { $0.kind != .chime && $0.kind != .count }.map(timeline.caption)
  }

  @Test(
    "A text says how long the routine takes",
    arguments: [
      (1, "fifteen seconds"), (40, "forty-five seconds"), (55, "one minute"), (290, "five minutes"),
      (3800, "one hour and three minutes"),
    ])
  func length(seconds: Int, said: String) throws {
    let timeline = try timeline(
      steps: "  - say: It takes about ${length}.\n  - pause: \(seconds) s\n")
    #expect(timeline.cues.map(timeline.caption) == ["It takes about \(said)."])
  }

  @Test("Each side gets the full dose, and the change is announced and has time")
  func sides() throws {
    let timeline = try timeline(
      steps: "  - roll: 2 min\n    say: Lean in.\n    each side: [right, left]\n")
    let lengths = timeline.steps.map { step in
      step.interval.map { timeline.rate.duration(of: $0.upperBound - $0.lowerBound) }
    }
    #expect(lengths == [.seconds(120), .seconds(120)])
    #expect(timeline.steps.map(\.side) == ["right", "left"])
    #expect(words(timeline).count { $0 == "Lean in." } == 1)
    let now = try #require(
      timeline.cues.firstIndex { timeline.caption(of: $0) == "Now the left side." })
    #expect(
      timeline.rate.duration(of: timeline.cues[now + 1].start - timeline.cues[now].end)
        >= .seconds(4))
  }

  @Test("Sets: the instruction once, every set counted, and a rest between that announces the next")
  func sets() throws {
    let timeline = try timeline(
      steps: "  - reps: 3\n    of: Row\n    say: Pull.\n    sets: 2\n    rest: 10s\n    tempo: 2s\n"
    )
    #expect(timeline.steps.map(\.kind) == [.reps, .rest, .reps])
    #expect(
      timeline.cues.filter { $0.kind == .count && $0.rep != nil }.map(\.set) == [1, 1, 1, 2, 2, 2])
    #expect(words(timeline).contains("Next: Row."))
    #expect(words(timeline).count { $0 == "Pull." } == 1)
  }

  @Test("Rounds are announced, and a side applies to all the steps in it")
  func rounds() throws {
    let timeline = try timeline(
      steps: """
          - repeat: 2
            each side: [left, right]
            steps:
              - reps: 2
                tempo: 2s

        """)
    #expect(timeline.steps.map(\.side) == ["left", "left", "left", "right", "right", "right"])
    #expect(
      words(timeline).filter { $0.hasPrefix("Round") } == [
        "Round one of two.", "Round two of two.", "Round one of two.", "Round two of two.",
      ])
  }

  @Test("The outer of two nested rounds is announced as well, under another name")
  func nested() throws {
    let timeline = try timeline(
      steps: """
          - repeat: 2
            steps:
              - repeat: 2
                steps:
                  - say: Go.

        """)
    #expect(
      words(timeline) == [
        "Block one of two.", "Round one of two.", "Go.", "Round two of two.", "Go.",
        "Block two of two.", "Round one of two.", "Go.", "Round two of two.", "Go.",
      ])
  }

  @Test("A single side is not the first")
  func oneSide() throws {
    let timeline = try timeline(
      steps: """
          - hold: 20 s
            of: Chest stretch
            each side: right
            because: the left shoulder is in a sling

        """)
    #expect(
      words(timeline) == [
        "Chest stretch.", "Hold for twenty seconds.", "The right side.", "Ready.",
        "Keep breathing.", "And release.",
      ])
  }

  @Test("With a baby: the alternative if there is one, otherwise the baby is put down first")
  func withBaby() throws {
    let steps = """
        - reps: 2
          say: Cross your arms.
          hands: both
          with baby:
            - say: Hold your baby close.
        - hold: 5s
          of: Plank
          hands: both

      """
    let without = try timeline(steps: steps)
    #expect(words(without).contains("Cross your arms."))
    #expect(!without.steps.contains { $0.wait != nil })
    let with = try timeline(steps: steps, .init(withBaby: true))
    #expect(!words(with).contains("Cross your arms."))
    #expect(words(with).contains("Hold your baby close."))
    #expect(words(with).contains("Put your baby down somewhere safe first."))
    #expect(with.steps.map(\.kind) == [.say, .wait, .hold])
    #expect(with.steps[1].waitsForGo)
  }

  @Test("In a file, a wait is a plain pause")
  func wait() throws {
    let timeline = try timeline(steps: "  - wait: Ready?\n    at most: 12 s\n  - say: Go.\n")
    let wait = try #require(timeline.steps.first?.wait)
    #expect(timeline.rate.duration(of: wait.upperBound - wait.lowerBound) == .seconds(12))
    #expect(timeline.cues[1].start >= wait.upperBound)
    #expect(!timeline.steps[0].waitsForGo)
  }

  @Test("Sections: from `section`, otherwise from `of` or the kind; one can be chosen")
  func sections() throws {
    let steps = """
        - say: Hello.
        - reps: 2
          of: Twist
          tempo: 2s
        - rest: 5s
        - heat: 10 min
        - section: Last
          say: One.
        - hold: 5s

      """
    let all = try timeline(steps: steps)
    #expect(all.sections.map(\.name) == ["Introduction", "Twist", "Heat", "Last"])
    #expect(all.steps.map(\.section) == [0, 1, 1, 2, 3, 3])
    let one = try timeline(steps: steps, .init(section: "last"))
    #expect(one.sections.map(\.name) == ["Last"])
    #expect(one.cues.first?.start == .start)
    #expect(throws: Scheduler.UnknownSection.self) {
      try scheduled("title: T\nsteps:\n" + steps, .init(section: "Lost"))
    }
  }

  @Test("Rounds that take more than a day, or too many, are an error that is found quickly")
  func bounded() throws {
    let nested = """
      title: T
      steps:
        - repeat: 1000
          steps:
            - repeat: 1000
              steps:
                - repeat: 1000
                  steps:
                    - say: Again.
      """
    #expect(try scheduled(nested).diagnostics.map(\.id) == [.tooLong])
    let long = "title: T\nsteps:\n  - repeat: 1000\n    steps:\n      - pause: 1h\n"
    #expect(try scheduled(long).diagnostics.map(\.id) == [.tooLong])
  }

  @Test("A phrase that cannot be spoken is an error on its line, and costs nothing else")
  func unspeakable() throws {
    let outcome = try scheduled(
      "title: T\nsteps:\n  - say: Fine.\n  - say: Broken.\n",
      meter: FakeMeter(failing: ["Broken."]))
    #expect(outcome.timeline == nil)
    #expect(outcome.diagnostics.map(\.id) == [.cannotSpeak])
    #expect(outcome.diagnostics.first?.span.start.line == 4)
  }
}
