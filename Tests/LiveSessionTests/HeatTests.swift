import CueTimeline
import Foundation
import RoutineScript
import TestSupport
import Testing

@testable import LiveSession

/// Heat lasts ten minutes on the wall clock from the start chime, whatever the session does.
@Suite("Heat runs on the wall clock")
struct HeatTests {
  let timeline: Timeline
  let heat: TimelineNavigator.Heat
  let begun = Transport.Moment.now
  var transport: Transport

  init() throws {
    timeline = try sample()
    let step = try #require(timeline.steps.firstIndex { $0.heat != nil })
    heat = try #require(TimelineNavigator(timeline).heat(of: step))
    transport = Transport(timeline)
    _ = transport.start(at: timeline.steps[step].range.lowerBound, now: begun)
    // The pad is put on.
    _ = transport.update(heard: heat.start, now: begun)
  }

  /// A moment after the pad was put on.
  private func at(_ seconds: Double) -> Transport.Moment { begun + .seconds(seconds) }

  /// A position in the heat.
  private func position(_ seconds: Double) -> FramePosition {
    heat.start + timeline.rate.frames(in: .seconds(seconds))
  }

  private func passage(_ effect: Transport.Effect?) throws -> Transport.Passage {
    guard case .play(let passage) = try #require(effect) else {
      throw TransportTests.NotPlayed(effect: effect)
    }
    return passage
  }

  @Test("While it plays on time, nothing has to be done, and it ends by itself")
  mutating func onTime() {
    for seconds in stride(from: 0.0, to: 600, by: 7.3) {
      #expect(transport.update(heard: position(seconds), now: at(seconds + 0.1)) == nil)
    }
    #expect(transport.pad.wearing != nil)
    #expect(transport.update(heard: position(599.95), now: at(600.01)) == nil)
    #expect(transport.update(heard: position(600.1), now: at(600.1)) == nil)
    #expect(transport.pad.wearing != nil, "the words have not been heard")
    let after = timeline.rate.duration(of: heat.takingOff.upperBound - heat.start)
    #expect(transport.update(heard: heat.takingOff.upperBound, now: begun + after) == nil)
    #expect(transport.pad.wearing == nil)
    #expect(transport.update(heard: heat.takingOff.upperBound, now: at(900)) == nil)
  }

  @Test("Resumed after a pause, it goes on where the clock is, and says how long is left")
  mutating func resumed() throws {
    _ = transport.handle(.pause, heard: position(30), now: at(30))
    let resumed = try passage(transport.handle(.resume, heard: position(30), now: at(130)))
    #expect(resumed.from == position(130))
    #expect(resumed.words?.text(in: try Repository.english()) == "Heat. Eight minutes left.")
  }

  @Test("The pad comes off on time even in a pause, and the pause goes on after those words")
  mutating func paused() throws {
    _ = transport.handle(.pause, heard: position(30), now: at(30))
    #expect(transport.update(heard: position(30), now: at(599.9)) == nil)
    #expect(
      transport.nextLook(heard: position(30), now: at(599), showsSeconds: false) == .seconds(1))
    #expect(transport.update(heard: position(30), now: at(600)) == .say(.takePadOff))
    #expect(transport.state == .paused)
    #expect(transport.update(heard: position(30), now: at(601)) == nil)
    #expect(transport.pad.wearing != nil)
    #expect(transport.reachedEnd(at: position(30), now: at(604)) == nil)
    #expect(transport.pad.wearing == nil)
    #expect(transport.state == .paused)
    let resumed = try passage(
      transport.handle(.resume, heard: heat.takingOff.upperBound, now: at(700)))
    #expect(resumed.from == heat.takingOff.upperBound)
  }

  @Test("Time lost by the machine is made up in silence, so that no cue is lost")
  mutating func caughtUp() throws {
    let before = try #require(TimelineNavigator(timeline).nextCue(from: position(70)))
    let gap = timeline.rate.duration(of: before.start - position(70))
    #expect(gap > .seconds(10))
    let late = try passage(transport.update(heard: position(70), now: at(75)))
    #expect(late.from == position(75))
    #expect(late.isContinuation)
    // Just before a cue, only the silence is left out.
    let close = before.start - timeline.rate.frames(in: .seconds(2))
    let now = begun + timeline.rate.duration(of: close - heat.start) + .seconds(5)
    #expect(try passage(transport.update(heard: close, now: now)).from == before.start)
    // In the middle of a cue, nothing is.
    let inside = before.start + FrameCount(100)
    #expect(transport.update(heard: inside, now: now) == nil)
  }

  @Test("Numbers that count the end down are not said late")
  mutating func countdown() throws {
    let three = try #require(
      timeline.cues.first { $0.kind == .count && $0.step == heat.step && $0.start > position(590) })
    let before = three.start - timeline.rate.frames(in: .seconds(1))
    let now = begun + timeline.rate.duration(of: before - heat.start) + .seconds(3)
    let late = try passage(transport.update(heard: before, now: now))
    #expect(late.from > three.end)
    #expect(late.from <= heat.end)
  }

  @Test("After minutes of sleep, it goes on where the clock is")
  mutating func slept() throws {
    let woken = try passage(transport.update(heard: position(70), now: at(400)))
    #expect(woken.from >= position(400))
    #expect(timeline.rate.duration(of: woken.from - position(400)) < .seconds(3))
    #expect(transport.update(heard: woken.from, now: at(2_000)) == .say(.takePadOff))
    let on = try passage(transport.reachedEnd(at: woken.from, now: at(2_002)))
    #expect(on.from == heat.takingOff.upperBound)
  }

  @Test("Next takes the pad off first, and then goes on")
  mutating func next() throws {
    #expect(transport.handle(.next, heard: position(60), now: at(60)) == .say(.takePadOff))
    #expect(transport.update(heard: position(60), now: at(61)) == nil)
    #expect(transport.pad.wearing != nil)
    let done = try #require(timeline.steps.last).range.lowerBound
    #expect(try passage(transport.reachedEnd(at: position(60), now: at(62))).from == done)
    #expect(transport.pad.wearing == nil)
  }

  @Test("Back to another step with the pad on: it comes off on time there")
  mutating func elsewhere() throws {
    let start = timeline.steps[1].range.lowerBound
    _ = transport.seek(to: start, heard: position(60), now: at(60))
    let cue = try #require(TimelineNavigator(timeline).nextCue(from: start))
    #expect(transport.update(heard: cue.start, now: at(599)) == nil)
    let here = cue.start + FrameCount(10)
    #expect(transport.update(heard: here, now: at(600)) == .say(.takePadOff))
    #expect(transport.update(heard: here, now: at(601)) == nil)
    #expect(try passage(transport.reachedEnd(at: here, now: at(602))).from == cue.start)
  }

  @Test("Back to its own beginning, it still ends when it has to")
  mutating func again() throws {
    let step = timeline.steps[heat.step].range.lowerBound
    let back = try passage(transport.handle(.back, heard: position(60), now: at(60)))
    #expect(back.from == step)
    #expect(back.words?.text(in: try Repository.english()) == "Heat. Nine minutes left.")
    #expect(transport.update(heard: step + FrameCount(10), now: at(61)) == nil)
    let chime = try #require(TimelineNavigator(timeline).nextCue(from: heat.start))
    let late = try passage(transport.update(heard: chime.end, now: at(80)))
    #expect(late.from > chime.end)
    #expect(transport.update(heard: position(590), now: at(600.5)) != nil)
  }

  @Test("Moving ahead inside it shortens it")
  mutating func shortened() throws {
    _ = transport.seek(to: position(300), heard: position(10), now: at(10))
    #expect(transport.update(heard: position(400), now: at(110)) == nil)
    #expect(transport.update(heard: position(500), now: at(311)) == .say(.takePadOff))
  }

  @Test("When a lost device is back, what is said about the heat is true")
  mutating func device() throws {
    _ = try passage(transport.lostDevice(heard: position(60), now: at(60)))
    #expect(transport.update(heard: position(60), now: at(100)) == nil)
    let back = try passage(transport.regainedDevice(heard: position(60), now: at(180)))
    #expect(back.from == position(180))
    #expect(back.words?.text(in: try Repository.english()) == "Heat. Seven minutes left.")
    _ = transport.lostDevice(heard: position(200), now: at(200))
    #expect(transport.update(heard: position(200), now: at(700)) == .say(.takePadOff))
    #expect(transport.regainedDevice(heard: position(200), now: at(700)) == nil)
    #expect(
      try passage(transport.reachedEnd(at: position(200), now: at(702))).from
        == heat.takingOff.upperBound)
  }

  @Test("Nothing that is done cuts the words off: it comes after them")
  mutating func notCutOff() throws {
    let start = timeline.steps[1].range.lowerBound
    _ = transport.seek(to: start, heard: position(60), now: at(60))
    let cue = try #require(TimelineNavigator(timeline).nextCue(from: start))
    #expect(transport.update(heard: cue.start, now: at(600)) == .say(.takePadOff))
    #expect(transport.handle(.pause, heard: cue.start, now: at(600.5)) == nil)
    #expect(transport.state == .paused)
    #expect(transport.update(heard: cue.start, now: at(600.6)) == nil)
    #expect(transport.handle(.howLong, heard: cue.start, now: at(600.7))?.isOnlyShown == true)
    #expect(transport.handle(.resume, heard: cue.start, now: at(600.8)) == nil)
    #expect(transport.handle(.next, heard: cue.start, now: at(600.9)) == nil)
    #expect(transport.pad.wearing != nil)
    let on = try passage(transport.reachedEnd(at: cue.start, now: at(602)))
    #expect(on.from == timeline.steps[2].range.lowerBound)
    #expect(transport.pad.wearing == nil)
  }

  @Test("Said in a pause to its end, it is not said again")
  mutating func calledInPause() {
    _ = transport.seek(to: timeline.steps[1].range.lowerBound, heard: position(60), now: at(60))
    let here = timeline.steps[1].range.lowerBound
    _ = transport.handle(.pause, heard: here, now: at(70))
    #expect(transport.update(heard: here, now: at(600)) == .say(.takePadOff))
    #expect(transport.reachedEnd(at: here, now: at(603)) == nil)
    #expect(transport.update(heard: here, now: at(604)) == nil)
    #expect(transport.pad.wearing == nil)
    #expect(transport.position(heard: here) == here)
  }

  @Test("How long, asked while the pad is taken off in a pause, does not cut those words off")
  mutating func howLongMeanwhile() {
    _ = transport.handle(.pause, heard: position(30), now: at(30))
    _ = transport.update(heard: position(30), now: at(600))
    #expect(transport.handle(.howLong, heard: position(30), now: at(601))?.isOnlyShown == true)
    #expect(transport.reachedEnd(at: position(30), now: at(604)) == nil)
    #expect(transport.position(heard: position(30)) == heat.takingOff.upperBound)
  }

  @Test("No session ends before the pad is taken off")
  mutating func endedWithPad() throws {
    let last = try #require(timeline.steps.last).range.lowerBound
    let end = FramePosition.start + timeline.frames
    #expect(
      transport.seek(to: last, heard: position(60), now: at(60)) == .say(.takePadOff))
    let on = try passage(transport.reachedEnd(at: position(60), now: at(62)))
    #expect(on.from == last)
    #expect(transport.pad.wearing == nil)
    #expect(transport.reachedEnd(at: end, now: at(64)) == .end)
  }

  @Test("Without a device nothing can be said, and it looks only once a second")
  mutating func silent() {
    _ = transport.lostDevice(heard: position(60), now: at(60))
    #expect(transport.update(heard: position(60), now: at(700)) == .say(.takePadOff))
    _ = transport.raisesAlarm(now: at(700))
    #expect(
      transport.nextLook(heard: position(60), now: at(700), showsSeconds: false) == .seconds(1))
  }

  @Test("If the routine has changed, the pad that was on is still taken off")
  func moved() throws {
    let request = SavedSession.Request(routine: "sample")
    let saved = SavedSession(
      transport, heard: position(60), request: request, plan: .written, fingerprint: "other",
      now: at(60))
    let other = try scheduled(
      "title: Sample\nsteps:\n  - say: New.\n  - say: Sit.\n  - say: Turn.\n  - say: On.\n"
        + "  - say: Wait.\n  - heat: 10 min\n  - say: Done.\n")
    var moved = Transport(other)
    _ = moved.start(Session.Beginning(saved, at: .start), plan: .written, now: at(60))
    #expect(moved.pad.wearing?.step == 5)
    let none = try scheduled("title: Sample\nsteps:\n  - say: Sit down.\n  - pause: 20 min\n")
    var without = Transport(none)
    _ = without.start(
      Session.Beginning(saved, at: .start), plan: .written, now: at(60))
    let sit = try #require(none.cues.first)
    #expect(
      without.update(heard: sit.end + FrameCount(10), now: at(601)) == .say(.takePadOff))
  }
}
