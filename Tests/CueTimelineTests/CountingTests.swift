import CueTimeline
import RoutineScript
import SourceYAML
import TestSupport
import Testing

@Suite("Seconds counted aloud, sides in turn, and holds counted up")
struct CountingTests {
  /// What is heard in each repetition.
  private func heard(_ timeline: Timeline) -> [String] {
    let cues = timeline.cues.filter { $0.rep != nil }
    return Dictionary(grouping: cues) { $0.rep?.value ?? 0 }.sorted { $0.key < $1.key }
      .map { $0.value.map(timeline.caption).joined(separator: " ") }
  }

  @Test(
    "The names of phases are their first seconds, and all others are numbers", arguments: [70, 100])
  func seconds(slowness: Int64) throws {
    let timeline = try timeline(
      steps: """
          - reps: 4
            of: Breath
            tempo: { in: 4s, hold: 7s, out: 8s }
            count: seconds

        """, meter: FakeMeter(slowness: slowness))
    let repetition =
      "in two three four hold two three four five six seven out two three four five six seven eight"
    let all = heard(timeline)
    #expect(all[0] == repetition)
    #expect(all[1] == repetition)
    #expect(
      all[2].split(separator: " ").filter { !$0.lowercased().hasPrefix("last") && $0 != "one." }
        .joined(separator: " ") == repetition)
    #expect(all[3] == repetition)
    let beats = timeline.cues.filter { $0.rep != nil && $0.kind != .announce }
    let first = try #require(beats.first).anchor
    for (second, cue) in beats.enumerated() {
      #expect(cue.anchor - first == timeline.rate.frames(in: .seconds(second)))
    }
  }

  @Test("The last repetition is announced where there is room")
  func last() throws {
    let timeline = try timeline(
      steps: "  - reps: 3\n    tempo: { in: 3s, out: 3s }\n    count: seconds\n",
      meter: FakeMeter(slowness: 50))
    #expect(heard(timeline)[0] == "in two three out two three")
    #expect(heard(timeline)[1].hasPrefix("in two three out two"))
    #expect(heard(timeline)[1].contains("Last one."))
    #expect(heard(timeline)[2] == "in two three out two three")
  }

  @Test("A phase without a name begins with one, and a part of a second has no number")
  func unnamed() throws {
    let timeline = try timeline(
      steps: "  - reps: 2\n    tempo: 4.5s\n    count: seconds\n", meter: FakeMeter(slowness: 150))
    #expect(heard(timeline) == ["one two three four Last one.", "one two three four"])
  }

  @Test("Seconds that have no room are a finding")
  func crowded() throws {
    let outcome = try scheduled(
      "title: T\nsteps:\n  - reps: 2\n    tempo: { hold: 30s }\n    count: seconds\n",
      meter: FakeMeter(slowness: 150))
    #expect(outcome.diagnostics.map(\.id) == [.nameDoesNotFit])
    #expect(outcome.diagnostics.first?.remedy == "count the seconds of shorter phases")
  }

  @Test("Sides in turn: each repetition in full on each, its name on its beat")
  func alternate() throws {
    let timeline = try timeline(
      steps: """
          - reps: 6
            of: Lunge
            alternate: [left, right]
            tempo: 4s

        """)
    let step = try #require(timeline.steps.first)
    #expect(step.reps == 12)
    #expect(timeline.cues.map(timeline.caption).prefix(2) == ["Lunge.", "Six times on each side."])
    let numbers = ["one", "two", "three", "four", "five", "six"]
    #expect(heard(timeline) == numbers.flatMap { ["left \($0)", "right"] })
    let first = try #require(step.interval).lowerBound
    let sides = timeline.cues.filter { $0.kind == .phase }
    for (rep, cue) in sides.enumerated() {
      #expect(cue.anchor - first == timeline.rate.frames(in: .seconds(4 * rep)))
    }
  }

  @Test("With phases, the side comes first, and a number where there is room")
  func alternateInPhases() throws {
    let timeline = try timeline(
      steps: """
          - reps: 2
            alternate: [right leg, left leg]
            tempo: { down: 1.6s, up: 2s }

        """)
    #expect(
      heard(timeline) == [
        "right leg down one up", "left leg down up", "right leg down two up", "left leg down up",
      ])
  }

  @Test("In another language, sides have the words that stand alone")
  func languages() throws {
    for (language, left) in [("de", "links"), ("es", "izquierda"), ("fr", "gauche")] {
      let parsed = RoutineParser().parse(
        SourceText(
          name: "t.yaml",
          text: "title: T\nsteps:\n  - reps: 1\n    alternate: [left, right]\n"))
      let outcome = try Scheduler(phrases: Repository.phrases(language), voice: "fake").schedule(
        try #require(parsed.routine), meter: FakeMeter())
      let timeline = try #require(outcome.timeline)
      let first = try #require(timeline.cues.first { $0.kind == .phase })
      #expect(timeline.caption(of: first) == left)
    }
  }

  @Test(
    "The seconds of a hold are counted as the script says",
    arguments: [
      ("down", ["seven", "six", "five", "four", "three", "two", "one"]),
      ("every 3", ["three", "six"]), ("last 2", ["two", "one"]), ("off", []),
    ])
  func hold(counting: String, said: [String]) throws {
    let timeline = try timeline(steps: "  - hold: 8 s\n    of: Plank\n    count: \(counting)\n")
    #expect(timeline.cues.filter { $0.kind == .count }.map(timeline.caption) == said)
  }

  @Test(
    "A hold is counted up",
    arguments: [
      (false, ["one", "two", "three", "four", "five", "six", "seven"]),
      (true, ["five", "six", "seven"]),
    ])
  func up(isQuiet: Bool, said: [String]) throws {
    let timeline = try timeline(
      steps: "  - hold: 8 s\n    of: Plank\n    count: up\n", .init(isQuiet: isQuiet))
    let numbers = timeline.cues.filter { $0.kind == .count }
    #expect(numbers.map(timeline.caption) == said)
    let start = try #require(timeline.steps[0].interval).lowerBound
    #expect(
      numbers.map { timeline.rate.duration(of: $0.anchor - start) }
        == (isQuiet ? 5...7 : 1...7).map { Duration.seconds($0) })
  }
}
