import Catalog
import CueTimeline
import Preparation
import RoutineScript
import Speech
import TestSupport
import Testing

@Suite("Time to listen, time to move, and never left alone")
struct PaceMeasureTests {
  @Test("At least two seconds from an instruction's end to the first count", arguments: Way.all)
  func beforeCount(way: Way) throws {
    let heard = try way.heard()
    for step in heard.done {
      let interval = try #require(step.interval)
      let last = try #require(
        heard.spoken(in: step).last {
          $0.kind != .ready && $0.kind != .count && $0.start < interval.lowerBound
        } ?? heard.spoken.last { $0.start < step.range.lowerBound })
      #expect(heard.time(last.end..<interval.lowerBound) >= .seconds(2), "\(step.name)")
    }
  }

  /// Silence in which the listener may begin to wonder.
  private static let longestSilence = Duration.seconds(20)
  /// Silence in heat, where there is nothing to do.
  private static let longestSilenceInHeat = Duration.seconds(120)

  @Test(
    "Nothing is silent for more than twenty seconds, heat for more than two minutes",
    arguments: Way.all)
  func silences(way: Way) throws {
    let heard = try way.heard()
    let pauses = heard.timeline.steps.filter { [.pause, .wait].contains($0.kind) }
    for (before, after) in zip(heard.spoken, heard.spoken.dropFirst()) {
      let gap = before.end..<max(before.end, after.start)
      // A pause is as long as its script says.
      let paused = pauses.filter { $0.range.overlaps(gap) }.reduce(Duration.zero) {
        $0 + heard.time($1.range.clamped(to: gap))
      }
      let isHeat = heard.timeline.steps[Int(after.step)].kind == .heat
      let limit = isHeat ? Self.longestSilenceInHeat : Self.longestSilence
      #expect(
        heard.time(gap) - paused <= limit, "before \(heard.timeline.caption(of: after))")
    }
  }

  @Test("The length that is said is the length it has", arguments: Way.all)
  func saidLength(way: Way) throws {
    let heard = try way.heard()
    let lengths = [15, 30, 45].map(Duration.seconds) + (1...60).map { .seconds(60 * $0) }
    let words = lengths.map { (length: $0, words: "about \(heard.phrases.time($0)).") }
    let said = heard.introduction.flatMap { sentence in
      words.filter { sentence.hasSuffix($0.words) }.map(\.length)
    }
    try #require(said.count == 1)
    let tolerance = max(heard.length / 10, .seconds(30))
    #expect((said[0] - tolerance...said[0] + tolerance).contains(heard.length))
  }
}

@Suite("Pace and length with the real engine", .serialized)
struct SpokenPaceTests {
  /// What each routine has to keep to where its length is part of what it is for.
  private static let lengths: [String: ClosedRange<Duration>] = [
    "think-tall": .seconds(30) ... .seconds(60),
    "why-it-hurts": .seconds(180) ... .seconds(240),
    "review": .seconds(45) ... .seconds(75),
  ]

  @Test(
    "The calm voice says no more than 165 words a minute, and short routines are short",
    arguments: Way.all)
  func pace(way: Way) throws {
    let choices = ListenerChoices(
      voice: "calm", level: way.level, withBaby: way.withBaby)
    let preparation = try Preparation(way.routine, choices, in: Way.folders)
    let heard = Heard(
      routine: preparation.routine, timeline: preparation.timeline, phrases: preparation.phrases)
    #expect(preparation.diagnostics == [])
    #expect(TimelineRules.violations(of: heard.timeline) == [])
    let words = heard.running.reduce(0) { $0 + heard.timeline.caption(of: $1).spokenWords.count }
    let frames = heard.running.reduce(FrameCount.zero) { $0 + $1.frames }
    let minutes = heard.timeline.rate.duration(of: frames) / .seconds(60)
    #expect(Double(words) / minutes <= 165)
    if let range = Self.lengths[way.routine] { #expect(range.contains(heard.length)) }
  }
}
