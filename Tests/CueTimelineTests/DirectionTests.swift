import CueTimeline
import Foundation
import RoutineScript
import SourceYAML
import TestSupport
import Testing

@Suite("At every moment the listener knows what to do now")
struct DirectionTests {
  /// What is heard on the beats of a set, one text for each repetition.
  private func heard(_ timeline: Timeline) -> [String] {
    let cues = timeline.cues.filter { $0.rep != nil }
    return Dictionary(grouping: cues) { $0.rep?.value ?? 0 }.sorted { $0.key < $1.key }
      .map { $0.value.map(timeline.caption).joined(separator: " ") }
  }

  private func scheduledReps(
    _ count: Int, _ tempo: String, slowness: Int64 = 100, quietly: Bool = false
  ) throws -> (heard: [String], findings: [String]) {
    let outcome = try scheduled(
      "title: T\nsteps:\n  - reps: \(count)\n    tempo: \(tempo)\n",
      Scheduler.Options(isQuiet: quietly), meter: FakeMeter(slowness: slowness))
    let timeline = try #require(outcome.timeline, "\(outcome.diagnostics.map(\.message))")
    #expect(TimelineRules.violations(of: timeline) == [])
    return (heard(timeline), outcome.diagnostics.map { "\($0.message); \($0.remedy ?? "")" })
  }

  @Test("All phases are named in all repetitions, the first right after the number")
  func all() throws {
    let chin = try scheduledReps(10, "{ back: 1s, hold: 5s, release: 2s }")
    #expect(chin.findings == [])
    #expect(chin.heard.count == 10)
    for (repetition, number) in zip(chin.heard, ["one", "two", "three", "four", "five"]) {
      #expect(repetition == "\(number) back hold release")
    }
    #expect(chin.heard.allSatisfy { $0.hasSuffix("back hold release") })
  }

  @Test("Quiet has fewer numbers, and as many directions")
  func quietly() throws {
    let twists = try scheduledReps(10, "{ left: 2.5s, right: 2.5s }", quietly: true)
    #expect(twists.heard.allSatisfy { $0.hasSuffix(" left right") })
    #expect(twists.heard[0] == "(chime) left right")
    #expect(twists.heard[4] == "five left right")
  }

  @Test(
    "A name has the beat if its number does not fit beside it, and at least every other is counted")
  func turns() throws {
    let quick = try scheduledReps(6, "{ up: 0.6s, down: 0.7s }", slowness: 90)
    #expect(
      quick.heard == [
        "up down", "two down", "up down", "four down", "up down", "six down",
      ])
    #expect(
      quick.findings == [
        "\"up\" is not said every time: there is no room, even at the fastest; "
          + "give `up` 0.8 s or more"
      ])
  }

  @Test("If numbers have no room at all, the names stay, and that is a finding")
  func uncounted() throws {
    let quick = try scheduledReps(14, "{ up: 0.4s, down: 0.5s }", slowness: 80)
    #expect(quick.heard.suffix(4).allSatisfy { $0 == "up down" })
    #expect(quick.findings.count == 1)
  }

  @Test("A name without room takes no other with it, and is a finding if it is never said")
  func never() throws {
    let breath = try scheduledReps(
      3, "{ in: 1s, stop: 0.5s, in again: 0.5s, out: 3s }", slowness: 130)
    #expect(breath.heard == ["one in stop out", "two in stop out", "three in stop out"])
    #expect(
      breath.findings == [
        "\"in again\" is never said: there is no room, even at the fastest; "
          + "give `stop` 0.6 s and `in again` 0.7 s or more"
      ])
  }

  @Test(
    "The finding names the shortest time at which all names are said",
    arguments: [
      ("up", "{ up: 0.5s, down: 0.6s }"), ("release", "{ squeeze: 1.2s, release: 0.4s }"),
      ("in again", "{ in: 1s, stop: 0.6s, in again: 0.4s, out: 3s }"),
    ])
  func shortest(name: String, tempo: String) throws {
    let written = try #require(try tempo.firstMatch(of: Regex("\(name): ([0-9.]+)s"))?.range)
    let remedy = try #require(try scheduledReps(12, tempo).findings.first)
    let named = try #require(try remedy.firstMatch(of: Regex("`\(name)` ([0-9.]+) s")))
    let least = try #require(Double(named[1].substring ?? ""))
    let at = { (seconds: Double) in
      tempo.replacingCharacters(in: written, with: "\(name): \(seconds)s")
    }
    #expect(try scheduledReps(12, at(least)).findings == [])
    #expect(try scheduledReps(12, at(least - 0.1)).findings != [])
  }
}
