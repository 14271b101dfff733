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
    #expect(
      lengths(timeline, of: .rest)
        == [.seconds(15), .seconds(60), .seconds(15), .seconds(60), .seconds(15)])
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
}
