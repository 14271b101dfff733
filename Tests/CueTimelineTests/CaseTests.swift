import CueTimeline
import RoutineScript
import SourceYAML
import TestSupport
import Testing

/// What people write, from programmes, plans and books; the first comment of each file says what must
/// be true of its timeline.
@Suite("Routines as people write them")
struct CaseTests {
  private func scheduled(_ name: String) throws -> Timeline {
    let script = try Repository.text("Tests/Cases/\(name).yaml")
    let outcome = try CueTimelineTests.scheduled(script)
    #expect(outcome.diagnostics.map(\.message) == [])
    let timeline = try #require(outcome.timeline)
    #expect(TimelineRules.violations(of: timeline) == [])
    return timeline
  }

  private func words(_ timeline: Timeline, in step: Int? = nil) -> [String] {
    timeline.cues.filter { $0.kind != .chime && (step == nil || Int($0.step) == step) }
      .map(timeline.caption)
  }

  /// The words that begin on a beat, each with its time after a step's first beat.
  private func phases(_ timeline: Timeline, of step: Timeline.Step, at index: Int) -> [[String]] {
    var phases = [[String]](repeating: [], count: Int(step.reps?.value ?? 0))
    for cue in timeline.cues where Int(cue.step) == index && cue.kind == .phase {
      if let rep = cue.rep { phases[Int(rep.value) - 1].append(timeline.caption(of: cue)) }
    }
    return phases
  }

  private func lengths(_ timeline: Timeline, of kind: StepKind) -> [Duration] {
    timeline.steps.filter { $0.kind == kind }.compactMap { step in
      step.interval.map { timeline.rate.duration(of: $0.upperBound - $0.lowerBound) }
    }
  }

  @Test("Box breathing: a name twice in one repetition, and all four in all five")
  func box() throws {
    let timeline = try scheduled("box")
    let index = try #require(timeline.steps.firstIndex { $0.kind == .reps })
    #expect(
      phases(timeline, of: timeline.steps[index], at: index)
        == Array(repeating: ["in", "hold", "out", "hold"], count: 5))
  }

  @Test("A ladder: each set has its count and says it before, and there is no rest after the last")
  func ladder() throws {
    let timeline = try scheduled("ladder")
    #expect(timeline.steps.map(\.kind) == [.say, .reps, .rest, .reps, .rest, .reps])
    #expect(timeline.steps.compactMap(\.reps) == [10, 8, 6])
    #expect(lengths(timeline, of: .rest) == [.seconds(60), .seconds(45)])
    for (index, number) in [(1, "Ten"), (3, "Eight"), (5, "Six")] {
      let first = try #require(
        timeline.cues.firstIndex { $0.kind == .count && Int($0.step) == index })
      #expect(
        timeline.cues[..<first].last { timeline.caption(of: $0).hasPrefix(number) } != nil)
      let names = phases(timeline, of: timeline.steps[index], at: index)
      #expect(names.allSatisfy { $0 == ["lower", "hold", "lift"] })
    }
  }

  @Test("Work: exactly its time, nothing held or released, and rests only in between")
  func jacks() throws {
    let timeline = try scheduled("jacks")
    #expect(lengths(timeline, of: .work) == Array(repeating: .seconds(30), count: 6))
    // From the end of one to the first second of the next, whatever is said in between.
    let work = timeline.steps.filter { $0.kind == .work }.compactMap(\.interval)
    let rests = zip(work, work.dropFirst()).map { before, after in
      timeline.rate.duration(of: after.lowerBound - before.upperBound)
    }
    #expect(rests == [.seconds(15), .seconds(60), .seconds(15), .seconds(60), .seconds(15)])
    #expect(timeline.steps.last?.kind == .work)
    #expect(words(timeline).last == "Stop.")
    let said = words(timeline).joined(separator: " ").lowercased()
    #expect(!said.contains("hold") && !said.contains("release"))
  }

  @Test("Sides by any name, with a rest between; one side alone is not the first")
  func sides() throws {
    let timeline = try scheduled("sides")
    let said = words(timeline)
    #expect(said.contains("First: right leg."))
    #expect(said.contains("Now: left leg."))
    #expect(said.contains("The right side."))
    #expect(!said.contains("First, the right side."))
    #expect(Array(timeline.steps.map(\.kind).prefix(4)) == [.say, .reps, .rest, .reps])
    #expect(lengths(timeline, of: .rest) == [.seconds(15)])
  }

  /// Where the rounds of a step begin: the first beat of each step of the first kind in them.
  private func beginnings(_ timeline: Timeline, of name: String) -> [FramePosition] {
    timeline.steps.filter { $0.name == name }.compactMap { $0.interval?.lowerBound }
  }

  @Test("Every minute on the minute: 25 rounds in 25:00, each a minute after the one before")
  func everyMinute() throws {
    let timeline = try scheduled("emom")
    let begins = beginnings(timeline, of: "Knee raise")
    #expect(begins.count == 25)
    let start = try #require(begins.first)
    for (round, beginning) in begins.enumerated() {
      #expect(beginning - start == timeline.rate.frames(in: .seconds(60 * round)))
    }
    let end = FramePosition.start + timeline.frames
    #expect(end - start == timeline.rate.frames(in: .seconds(25 * 60)))
    #expect(!words(timeline).contains { $0.contains("Hold") })
    #expect(words(timeline).contains("Round two of twenty-five."))
  }

  @Test("Rounds that take longer than their time are an error that says by how much")
  func lateRounds() throws {
    let outcome = try CueTimelineTests.scheduled(
      """
      title: Late
      steps:
        - every: 30 s
          times: 3
          steps:
            - reps: 12
              of: Squat
              tempo: 3s

      """)
    #expect(outcome.timeline == nil)
    let finding = try #require(outcome.diagnostics.first)
    #expect(finding.id == .roundDoesNotFit)
    #expect(finding.message.contains("more than there is"))
    #expect(finding.span.start.line == 3)
  }

  @Test("As many as fit: rounds are counted, the end is on time, and what was reached is said")
  func asManyAsFit() throws {
    let timeline = try scheduled("amrap")
    let start = try #require(beginnings(timeline, of: "Squat").first)
    let end = start + timeline.rate.frames(in: .seconds(360))
    let chime = try #require(timeline.cues.last { $0.kind == .chime })
    #expect(chime.anchor == end)
    let said = words(timeline)
    #expect(said.contains("Round two."))
    let after = timeline.cues.filter { $0.start > end }.map(timeline.caption)
    #expect(after.first == "Stop.")
    #expect(after.dropFirst().first?.hasPrefix("You reached round ") == true)
  }

  @Test("Bells at their times, and nothing else in between")
  func bells() throws {
    let timeline = try scheduled("bells")
    let bells = timeline.cues.filter { $0.kind == .chime }
    let first = try #require(bells.first)
    #expect(
      bells.map { timeline.rate.duration(of: $0.anchor - first.anchor) }
        == [.zero, .seconds(25 * 60), .seconds(30 * 60), .seconds(55 * 60)])
    #expect(bells.map(\.sound) == [.chime(.low), .chime(.high), .chime(.high), .chime(.end)])
    #expect(!timeline.cues.contains { $0.start > first.start && $0.kind != .chime })
  }

  @Test("With a baby only the words and the hands differ")
  func withBaby() throws {
    let script = try Repository.text("Tests/Cases/with-baby.yaml")
    let timelines = try [false, true].map { withBaby in
      try #require(CueTimelineTests.scheduled(script, .init(withBaby: withBaby)).timeline)
    }
    for timeline in timelines {
      #expect(timeline.steps.map(\.kind) == [.say, .reps])
      #expect(timeline.steps[1].reps == 10)
      #expect(lengths(timeline, of: .reps) == [.seconds(50)])
    }
    #expect(words(timelines[0]).contains("Cross your arms over your chest."))
    #expect(!words(timelines[1]).contains("Cross your arms over your chest."))
    #expect(words(timelines[1]).contains("Hold your baby close."))
    #expect(timelines[1].steps.allSatisfy { $0.wait == nil })
  }

  @Test("A step for some listeners is left out for others")
  func only() throws {
    let script = """
      title: For some
      levels: [week 1, week 2]
      settings: { hops: { week 1: 0, week 2: 4 } }
      steps:
        - { say: First week., only: week 1 }
        - { say: Second week., only: week 2 }
        - { say: With., only: with baby }
        - { say: Without., only: without baby }
        - { reps: "${hops}", of: Hop }

      """
    for (level, withBaby, said, kinds) in [
      (nil, false, ["First week.", "Without."], [StepKind.say, .say]),
      (Level(rawValue: "week 2"), true, ["Second week.", "With."], [.say, .say, .reps]),
    ] {
      let outcome = RoutineParser(level: level).parse(SourceText(name: "only", text: script))
      #expect(outcome.diagnostics.map(\.message) == [])
      let routine = try #require(outcome.routine)
      #expect(routine.levels.map(\.rawValue) == ["week 1", "week 2"])
      let scheduler = Scheduler(phrases: try Repository.english(), voice: "fake")
      let timeline = try #require(
        scheduler.schedule(routine, .init(withBaby: withBaby), meter: FakeMeter()).timeline)
      #expect(Array(words(timeline).prefix(2)) == said)
      #expect(timeline.steps.map(\.kind) == kinds)
    }
    let unknown = RoutineParser(level: .strong).parse(SourceText(name: "only", text: script))
    #expect(unknown.diagnostics.map(\.id) == [.unknownSetting])
  }

  @Test("4-7-8: nineteen seconds each, every one heard on its second")
  func breath() throws {
    let timeline = try scheduled("breath")
    let step = try #require(timeline.steps.first { $0.kind == .reps })
    let interval = try #require(step.interval)
    let heard = timeline.cues.filter { $0.rep != nil && $0.kind != .announce }
    #expect(heard.count == 4 * 19)
    for (second, cue) in heard.enumerated() {
      #expect(cue.anchor - interval.lowerBound == timeline.rate.frames(in: .seconds(second)))
    }
    let numbers = ["two", "three", "four", "five", "six", "seven", "eight"]
    let round = ["in"] + numbers.prefix(3) + ["hold"] + numbers.prefix(6) + ["out"] + numbers
    #expect(heard.map(timeline.caption) == Array(repeating: round, count: 4).flatMap(\.self))
  }

  @Test("Side by side, the side is named in each of twelve repetitions")
  func inTurn() throws {
    let timeline = try scheduled("sides")
    let index = try #require(timeline.steps.firstIndex { $0.reps == 12 })
    let sides = timeline.cues.filter { Int($0.step) == index && $0.kind == .phase }
    #expect(sides.map(timeline.caption) == (1...6).flatMap { _ in ["left", "right"] })
    #expect(sides.map(\.rep) == (1...12).map { Count($0) })
  }

  @Test("Quick squeezes: both words, or a finding with the time at which both fit")
  func squeezes() throws {
    let script = try Repository.text("Tests/Cases/squeezes.yaml")
    for slowness in [70, 100, 130] as [Int64] {
      let outcome = try CueTimelineTests.scheduled(script, meter: FakeMeter(slowness: slowness))
      let timeline = try #require(outcome.timeline)
      #expect(TimelineRules.violations(of: timeline) == [])
      let indices = timeline.steps.indices.filter { timeline.steps[$0].kind == .reps }
      let squeezes = phases(timeline, of: timeline.steps[indices[0]], at: indices[0])
      let isWhole = squeezes.allSatisfy { $0 == ["lift", "let go"] }
      #expect(isWhole == !outcome.diagnostics.contains { $0.span.start.line == 7 })
      #expect(squeezes.allSatisfy { $0.contains("let go") })
      #expect(squeezes.count { $0.contains("lift") } >= 5)
      guard slowness <= 100 else { continue }
      let tucks = phases(timeline, of: timeline.steps[indices[1]], at: indices[1])
      #expect(tucks == Array(repeating: ["back", "hold", "release"], count: 10))
    }
  }
}
