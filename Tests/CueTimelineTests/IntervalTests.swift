import CueTimeline
import RoutineScript
import SourceYAML
import TestSupport
import Testing

@Suite("Intervals last exactly what the script says")
struct IntervalTests {
  @Test(
    "From the start chime to the end chime",
    arguments: [
      ("heat: 15 min", 900_000), ("heat: 12 min 30 s", 750_000), ("roll: 2 min", 120_000),
      ("hold: 5s", 5_000), ("hold: 47.5 s", 47_500), ("rest: 20s", 20_000), ("rest: 1:30", 90_000),
    ])
  func exact(step: String, milliseconds: Int) throws {
    let timeline = try timeline(steps: "  - \(step)\n  - say: Done.\n")
    let chimes = timeline.cues.filter { $0.kind == .chime }
    try #require(chimes.count == 2)
    let frames = timeline.rate.frames(in: .milliseconds(milliseconds))
    #expect(chimes[1].anchor - chimes[0].anchor == frames)
    let interval = try #require(timeline.steps.first?.interval)
    #expect(interval.upperBound - interval.lowerBound == frames)
    #expect(interval.lowerBound == chimes[0].anchor)
  }

  @Test("Time left and the last seconds are said on their frames")
  func announcements() throws {
    let timeline = try timeline(steps: "  - heat: 6 min\n")
    let interval = try #require(timeline.steps.first?.interval)
    let left = { (text: String) -> Duration? in
      timeline.cues.first { timeline.caption(of: $0) == text }
        .map { timeline.rate.duration(of: interval.upperBound - $0.anchor) }
    }
    #expect(left("Four minutes left.") == .seconds(240))
    #expect(left("Two minutes left.") == .seconds(120))
    #expect(left("One minute left.") == .seconds(60))
    for (word, seconds) in [("three", 3), ("two", 2), ("one", 1)] {
      #expect(left(word) == .seconds(seconds))
    }
    #expect(
      timeline.cues.suffix(2).map { timeline.caption(of: $0) }
        == ["Take the pad off.", "If it is electric, switch it off."])
  }

  @Test("Heat is never silent for more than two minutes")
  func heatSpeaks() throws {
    for minutes in [10, 12, 15, 20] {
      let timeline = try timeline(steps: "  - heat: \(minutes) min\n    because: a test\n")
      for (left, right) in zip(timeline.cues, timeline.cues.dropFirst()) {
        #expect(timeline.rate.duration(of: right.start - left.end) <= .seconds(120))
      }
    }
  }

  @Test(
    "What is announced can be chosen",
    arguments: [
      ("off", []), ("halfway", ["Halfway."]), ("last 2", ["two", "one"]),
      ("[every 20 s, last 1]", ["Forty seconds left.", "Twenty seconds left.", "one"]),
    ])
  func chosen(announce: String, heard: [String]) throws {
    let timeline = try timeline(
      steps: "  - hold: 60 s\n    of: Plank\n    announce: \(announce)\n")
    let interval = try #require(timeline.steps.first?.interval)
    let inside = timeline.cues.filter { interval.contains($0.start) && $0.kind != .chime }
    #expect(inside.map(timeline.caption) == heard)
  }

  @Test("Words during an interval wait until there is room, and never move its end")
  func during() throws {
    let timeline = try timeline(
      steps: """
          - hold: 60 s
            announce: off
            during:
              - at: 30 s
                say: Breathe all the way out.
              - every: 25 s
                say: Long neck.

        """)
    let during = timeline.cues.filter { $0.kind == .during }
    #expect(
      during.map(timeline.caption) == ["Long neck.", "Breathe all the way out.", "Long neck."])
    let interval = try #require(timeline.steps.first?.interval)
    #expect(interval.upperBound - interval.lowerBound == timeline.rate.frames(in: .seconds(60)))
  }

  @Test(
    "It is never silent for more than twenty seconds",
    arguments: [
      "hold: 20 s", "hold: 30 s", "hold: 100 s", "hold: 7 min", "roll: 2 min", "roll: 5 min",
      "rest: 35 s", "rest: 3 min",
    ])
  func fillers(step: String) throws {
    let timeline = try timeline(steps: "  - \(step)\n  - say: Done.\n")
    let words = timeline.cues.filter { $0.kind != .chime }
    for (left, right) in zip(words, words.dropFirst()) {
      #expect(timeline.rate.duration(of: right.start - left.end) <= .seconds(20))
    }
  }

  @Test("Words without room, or after the end, are a finding")
  func noRoom() throws {
    let full = try scheduled(
      "title: T\nsteps:\n  - hold: 5 s\n    during:\n      - at: 1 s\n        say: This is far too long to be said in a hold of five seconds.\n"
    )
    #expect(full.diagnostics.map(\.id) == [.duringDoesNotFit])
    #expect(full.diagnostics.first?.span.start.line == 5)
    let late = try scheduled(
      "title: T\nsteps:\n  - hold: 5 s\n    during:\n      - at: 9 s\n        say: Late.\n")
    #expect(late.diagnostics.map(\.id) == [.duringPastEnd])
  }

  @Test(
    "Two texts at one moment, and an instruction longer than what it is for, are findings",
    arguments: [
      ("hold: 60 s\n    announce: [halfway, every 30 s]", DiagnosticID.twoAtOnce),
      (
        "hold: 60 s\n    during: [{ at: 9 s, say: One. }, { at: 9 s, say: Two. }]",
        .twoAtOnce
      ),
      (
        "hold: 3 s\n    say: Stand up, turn around twice, and then sit down on your chair again.",
        .instructionTooLong
      ),
    ])
  func unwise(step: String, id: DiagnosticID) throws {
    let outcome = try scheduled("title: T\nsteps:\n  - \(step)\n")
    #expect(outcome.diagnostics.map(\.id) == [id])
    #expect(outcome.diagnostics.first?.severity == .warning)
    #expect(outcome.timeline != nil)
    // The same time in two announcements is said once.
    let same = try scheduled(
      "title: T\nsteps:\n  - hold: 60 s\n    announce: [every 20 s, every 40 s]\n")
    #expect(same.diagnostics == [])
  }

  @Test("A hold several times: all equally long, with equally long rests")
  func times() throws {
    let timeline = try timeline(
      steps: "  - hold: 5s\n    of: Squeeze\n    times: 4\n    rest: 4 s\n")
    let strikes = timeline.cues.filter { $0.kind == .chime }
    #expect(strikes.count == 8)
    let first = try #require(strikes.first).anchor
    let times = strikes.map { timeline.rate.duration(of: $0.anchor - first) }
    #expect(times == [0, 5, 9, 14, 18, 23, 27, 32].map { Duration.seconds($0) })
    #expect(strikes.map(\.rep) == [1, 1, 2, 2, 3, 3, 4, 4])
  }
}
