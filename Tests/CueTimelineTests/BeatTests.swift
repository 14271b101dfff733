import CueTimeline
import RoutineScript
import SourceYAML
import TestSupport
import Testing

@Suite("Counts fall on the beat")
struct BeatTests {
  @Test(
    "Anchors are one tempo apart, and errors do not add up",
    arguments: ["1s", "1.1s", "1.333s", "1.700001s", "2.0001s", "3.14159265s", "7.77s", "8s"])
  func anchors(tempo: String) throws {
    let timeline = try timeline(steps: "  - reps: 100\n    tempo: \(tempo)\n")
    let counts = timeline.cues.filter { $0.kind == .count }
    #expect(counts.count == 100)
    let period = try WrittenDuration.parse(tempo)
    let first = try #require(counts.first).anchor
    for (index, cue) in counts.enumerated() {
      #expect(cue.anchor - first == timeline.rate.frames(in: period * index))
      #expect(cue.rep == Count(Int32(index + 1)))
    }
  }

  @Test(
    "At least two seconds are between the instruction and the first beat, with \"ready\" in between"
  )
  func settling() throws {
    let timeline = try timeline(steps: "  - reps: 3\n    say: Sit tall.\n    tempo: 2s\n")
    let say = try #require(timeline.cues.first { $0.kind == .say })
    let count = try #require(timeline.cues.first { $0.kind == .count })
    #expect(timeline.rate.duration(of: count.anchor - say.end) >= .seconds(2))
    #expect(timeline.cues.contains { $0.kind == .ready })
  }

  @Test("Phases: the first follows its number, the others are on their beats")
  func phases() throws {
    let timeline = try timeline(steps: "  - reps: 3\n    tempo: { left: 2s, right: 2s }\n")
    let names = timeline.cues.filter { $0.kind == .phase }
    #expect(names.map(timeline.caption) == ["left", "right", "left", "right", "left", "right"])
    let counts = timeline.cues.filter { $0.kind == .count }
    for (count, right) in zip(counts, names.filter { timeline.caption(of: $0) == "right" }) {
      #expect(right.anchor - count.anchor == timeline.rate.frames(in: .seconds(2)))
    }
  }

  @Test(
    "Counting",
    arguments: [
      ("up", ["one", "two", "three", "four", "five", "six"]),
      ("down", ["six", "five", "four", "three", "two", "one"]),
      ("every 2", ["(chime)", "two", "(chime)", "four", "(chime)", "six"]),
      ("last 3", ["(chime)", "(chime)", "(chime)", "three", "two", "one"]),
      ("off", ["(chime)", "(chime)", "(chime)", "(chime)", "(chime)", "(chime)"]),
    ])
  func counting(mode: String, heard: [String]) throws {
    let timeline = try timeline(steps: "  - reps: 6\n    tempo: 2s\n    count: \(mode)\n")
    let beats = timeline.cues.filter { $0.rep != nil }
    #expect(beats.map(timeline.caption) == heard)
    let first = try #require(beats.first).anchor
    for (index, cue) in beats.enumerated() {
      #expect(cue.anchor - first == timeline.rate.frames(in: .seconds(2 * index)))
    }
  }

  @Test("A long number is said faster if that makes it fit")
  func faster() throws {
    let timeline = try timeline(
      steps: "  - reps: 77\n    tempo: 1s\n", meter: FakeMeter(slowness: 115))
    let paces = timeline.cues.compactMap { cue -> Pace? in
      guard case .phrase(let index) = cue.sound, cue.kind == .count else { return nil }
      return timeline.phrases[index].pace
    }
    #expect(paces.first == .normal)
    #expect(paces.contains { $0 > .normal })
    #expect(paces.allSatisfy { $0 <= .fastest })
  }

  @Test(
    "A number that fits at no pace is an error that names the smallest tempo that does",
    arguments: [5, 12, 16, 18, 20, 24, 29, 30, 31, 36, 45, 77, 100],
    [("0.3s", "up"), ("0.35s", "down"), ("0.4s", "last 9"), ("0.45s", "every 2")])
  func doesNotFit(reps: Int, counted: (tempo: String, count: String)) throws {
    let script = { (tempo: String) in
      "title: T\nsteps:\n  - reps: \(reps)\n    tempo: \(tempo)\n    count: \(counted.count)\n"
    }
    let outcome = try scheduled(script(counted.tempo))
    // A few numbers, or some with chimes between them, may all fit.
    guard outcome.timeline == nil else { return }
    #expect(outcome.timeline == nil)
    let finding = try #require(outcome.diagnostics.first)
    #expect(outcome.diagnostics.count == 1)
    #expect(finding.id == .countDoesNotFit)
    #expect(finding.span.start.line == 4)
    let remedy = try #require(finding.remedy)
    let named = try #require(remedy.firstMatch(of: /tempo: ([0-9.]+) s/)).output.1
    let least = try #require(Double(named))
    #expect(try scheduled(script("\(least)s")).timeline != nil)
    #expect(try scheduled(script("\(least - 0.1)s")).timeline == nil)
  }
}
