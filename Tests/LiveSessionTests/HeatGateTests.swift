import CueTimeline
import Foundation
import RoutineScript
import Sound
import TestSupport
import Testing

@testable import LiveSession

/// Each way in which a pad could be forgotten: skipped, paused, killed, answered over, kept too long.
@Suite("Nothing comes before the words that take the pad off")
struct HeatGateTests {
  let timeline: Timeline
  let heat: TimelineNavigator.Heat
  let done: FramePosition
  let begun = Transport.Moment(sinceBoot: .seconds(5_000), date: .seconds(1_800_000_000))
  var transport: Transport

  init() throws {
    timeline = try scheduled(
      """
      title: Sample
      steps:
        - say: Welcome. Sit down.
        - heat: 12 min
          where: your back
          say: Lean back.
        - say: Done. That is all.
        - say: Goodbye.
      """)
    let step = try #require(timeline.steps.firstIndex { $0.heat != nil })
    heat = try #require(TimelineNavigator(timeline).heat(of: step))
    done = timeline.steps[step + 1].range.lowerBound
    transport = Transport(timeline)
    _ = transport.start(at: heat.range.lowerBound, now: begun)
  }

  /// A moment after the heat began, by the sound.
  private func at(_ seconds: Double) -> Transport.Moment {
    begun + timeline.rate.duration(of: heat.start - heat.range.lowerBound) + .seconds(seconds)
  }

  private func position(_ seconds: Double) -> FramePosition {
    heat.start + timeline.rate.frames(in: .seconds(seconds))
  }

  /// Plays up to a time on time.
  private mutating func play(to seconds: Double) {
    for time in stride(from: -6, to: seconds, by: 5) {
      _ = transport.update(heard: position(time), now: at(time))
    }
    #expect(transport.update(heard: position(seconds), now: at(seconds)) == nil)
    #expect(transport.pad.wearing != nil)
  }

  private func passage(_ effect: Transport.Effect?) throws -> Transport.Passage {
    guard case .play(let passage) = try #require(effect) else {
      throw TransportTests.NotPlayed(effect: effect)
    }
    return passage
  }

  private func saved(heard: FramePosition, at now: Transport.Moment) throws -> SavedSession {
    let saved = SavedSession(
      transport, heard: heard, request: SavedSession.Request(routine: "sample"), plan: .written,
      fingerprint: timeline.fingerprint, now: now, boot: "one")
    return try SavedSession(json: saved.json)
  }

  private func resumed(
    _ saved: SavedSession, at now: Transport.Moment, boot: String? = "one"
  ) throws -> (Transport, Transport.Effect?) {
    var transport = Transport(timeline)
    let place = try #require(saved.place(on: timeline))
    let effect = transport.start(
      Session.Beginning(saved, at: place.position), plan: .written, now: now, boot: boot)
    return (transport, effect)
  }

  // MARK: Skips

  @Test(
    "Next, twice, before the words are over",
    arguments: [Transport.Command.next, .skip(.seconds(2_000))])
  mutating func skipped(command: Transport.Command) throws {
    play(to: 100)
    #expect(transport.handle(command, heard: position(100), now: at(100)) == .say(.takePadOff))
    #expect(transport.handle(command, heard: position(100), now: at(100.5)) == nil)
    #expect(transport.handle(command, heard: position(100), now: at(101)) == nil)
    #expect(transport.pad.wearing != nil)
    #expect(transport.reachedEnd(at: position(100), now: at(102)) != .say(.takePadOff))
    #expect(transport.pad.wearing == nil)
  }

  @Test("The third press of the only button")
  mutating func thirdPress() throws {
    play(to: 100)
    #expect(transport.handle(.button, heard: position(100), now: at(100)) == .pause)
    _ = try passage(transport.handle(.button, heard: position(100), now: at(100.2)))
    #expect(
      transport.handle(.button, heard: position(100), now: at(100.4)) == .say(.takePadOff))
    #expect(try passage(transport.reachedEnd(at: position(100), now: at(102))).from == done)
  }

  @Test("Next while the words are said in a pause")
  mutating func nextInPause() throws {
    play(to: 100)
    #expect(transport.handle(.pause, heard: position(100), now: at(100)) == .pause)
    #expect(transport.update(heard: position(100), now: at(720)) == .say(.takePadOff))
    #expect(transport.handle(.next, heard: position(100), now: at(720.5)) == nil)
    #expect(try passage(transport.reachedEnd(at: position(100), now: at(722))).from == done)
  }

  @Test("Paused or skipped between the end and the words")
  mutating func betweenEndAndWords() throws {
    play(to: 720.5)
    var skipped = transport
    #expect(
      transport.handle(.pause, heard: position(720.5), now: at(720.5)) == .say(.takePadOff))
    #expect(transport.state == .paused)
    #expect(transport.reachedEnd(at: position(720.5), now: at(722)) == nil)
    #expect(transport.state == .paused)
    #expect(transport.pad.wearing == nil)
    #expect(
      skipped.handle(.next, heard: position(720.5), now: at(720.5)) == .say(.takePadOff))
    #expect(try passage(skipped.reachedEnd(at: position(720.5), now: at(722))).from == done)
  }

  @Test("Back between the end and the words: only what is left of 20 minutes, and it says so")
  mutating func backAtEnd() throws {
    play(to: 720.5)
    #expect(
      transport.handle(.back, heard: position(720.5), now: at(720.5)) == .say(.takePadOff))
    let again = try passage(transport.reachedEnd(at: position(720.5), now: at(722)))
    #expect(again.from == heat.range.lowerBound)
    #expect(
      again.words?.text(in: try Repository.english())
        == "Your skin has had heat there already. This time, only seven minutes.")
    let start = at(730)
    _ = transport.update(heard: heat.start, now: start)
    let end = try #require(transport.pad.wearing?.end)
    #expect(start.left(until: end) <= .seconds(480))
    // After that, nothing is left for an hour.
    _ = transport.update(heard: heat.start, now: at(1_300))
    let later = try passage(transport.reachedEnd(at: heat.start, now: at(1_302)))
    #expect(later.from == heat.takingOff.upperBound)
    let third = try passage(transport.handle(.back, heard: later.from, now: at(1_303)))
    #expect(third.from == heat.takingOff.upperBound)
    #expect(third.words == .heatLeftOut(isReturn: false))
  }

  // MARK: From the first of the words that put it on

  @Test("Paused or skipped while the pad is being put on")
  mutating func puttingOn() throws {
    let words = heat.puttingOn + FrameCount(2_000)
    let now = begun + timeline.rate.duration(of: words - heat.range.lowerBound)
    var skipped = transport
    #expect(transport.handle(.pause, heard: words, now: now) == .pause)
    #expect(transport.pad.wearing != nil)
    #expect(transport.update(heard: words, now: now + .seconds(700)) == nil)
    #expect(transport.update(heard: words, now: now + .seconds(730)) == .say(.takePadOff))
    #expect(skipped.handle(.next, heard: words, now: now) == .say(.takePadOff))
    let (resumed, effect) = try resumed(
      saved(heard: words, at: now), at: now + .seconds(5 * 3_600))
    #expect(effect == .say(.takePadOff))
    #expect(resumed.pad.wearing != nil)
  }

  @Test("Before those words, nothing is on, and nothing has to come off")
  mutating func before() throws {
    let here = heat.puttingOn - FrameCount(10)
    #expect(transport.handle(.pause, heard: here, now: at(-5)) == .pause)
    #expect(transport.pad.wearing == nil)
    #expect(transport.handle(.stop, heard: here, now: at(1_000)) == .end)
  }

  // MARK: Ends

  @Test("A session that is stopped says it first; asked again in a hurry, it ends at once")
  mutating func stopped() throws {
    play(to: 100)
    var hurried = transport
    #expect(transport.handle(.stop, heard: position(100), now: at(100)) == .say(.takePadOff))
    #expect(transport.handle(.stop, heard: position(100), now: at(100.5)) == nil)
    #expect(transport.handle(.resume, heard: position(100), now: at(101)) == nil)
    #expect(transport.reachedEnd(at: position(100), now: at(102)) == .end)
    #expect(transport.isStopped && transport.pad.wearing == nil)
    _ = hurried.handle(.stop, heard: position(100), now: at(100))
    #expect(hurried.handle(.stopAtOnce, heard: position(100), now: at(100.3)) == .end)
    #expect(hurried.isStopped && hurried.pad.wearing != nil)
  }

  @Test("Stopped, and the device gone or lost meanwhile: it ends, with the pad on")
  mutating func stoppedWithoutDevice() throws {
    play(to: 100)
    var other = transport
    _ = transport.lostDevice(heard: position(100), now: at(100))
    #expect(transport.handle(.stop, heard: position(100), now: at(101)) == .end)
    #expect(transport.pad.wearing != nil)
    _ = other.handle(.stop, heard: position(100), now: at(100))
    #expect(other.lostDevice(heard: position(100), now: at(101)) == .end)
    #expect(other.pad.wearing != nil)
  }

  @Test("Resumed after it was stopped in heat, it says to put the pad on, and for how long")
  mutating func stoppedAndResumed() throws {
    play(to: 300)
    _ = transport.handle(.stop, heard: position(300), now: at(300))
    _ = transport.reachedEnd(at: position(300), now: at(302))
    let (_, effect) = try resumed(saved(heard: position(300), at: at(302)), at: at(400))
    let words = try #require(passage(effect).words?.text(in: try Repository.english()))
    #expect(words == "Welcome back. Put the heat pad on. Seven minutes left.")
  }

  // MARK: Kept on disk

  @Test("Killed in heat and resumed 5 hours later: the words come before everything")
  mutating func killed() throws {
    play(to: 100)
    var (resumed, effect) = try resumed(
      saved(heard: position(100), at: at(100)), at: at(18_000), boot: "two")
    #expect(effect == .say(.takePadOff))
    #expect(resumed.handle(.next, heard: .start, now: at(18_000.5)) == nil)
    #expect(resumed.pad.wearing != nil)
    #expect(try passage(resumed.reachedEnd(at: .start, now: at(18_002))).from == done)
  }

  @Test("Killed in heat, and a new session begins: the words come before everything")
  mutating func killedAndNew() throws {
    play(to: 100)
    let heat = try saved(heard: position(100), at: at(100))
    var new = Transport(timeline)
    let effect = new.start(
      Session.Beginning(heat: heat), plan: .written, now: at(110), boot: "one")
    #expect(effect == .say(.takePadOff))
    #expect(new.handle(.next, heard: .start, now: at(110.5)) == nil)
    // Kept in this moment, and killed again, it is still on.
    let kept = SavedSession(
      new, heard: .start, request: SavedSession.Request(routine: "sample"), plan: .written,
      fingerprint: timeline.fingerprint, now: at(111), boot: "one")
    #expect(kept.isPossible)
    var third = Transport(timeline)
    #expect(
      third.start(Session.Beginning(heat: kept), plan: .written, now: at(112), boot: "one")
        == .say(.takePadOff))
    _ = try passage(new.reachedEnd(at: .start, now: at(112)))
    #expect(new.pad.wearing == nil)
    // After days, nobody has it on any more.
    var later = Transport(timeline)
    _ = try passage(
      later.start(Session.Beginning(heat: heat), plan: .written, now: at(200_000), boot: "two"))
  }

  @Test("A second session within an hour gives what the first has left; after that, all of it")
  mutating func secondSession() throws {
    play(to: 721)
    _ = transport.update(heard: heat.takingOff.upperBound, now: at(724))
    #expect(transport.pad.wearing == nil)
    let done = try saved(heard: done, at: at(725))
    #expect(done.hasHeat)
    for (seconds, isLimited) in [(800.0, true), (5_000, false)] {
      var second = Transport(timeline)
      _ = second.start(
        Session.Beginning(heat: done), plan: .written, now: at(seconds), boot: "one")
      _ = second.update(heard: .start, now: at(seconds))
      let here = FramePosition.start
      let effect = second.handle(.next, heard: here, now: at(seconds + 1))
      let words = try passage(effect).words?.text(in: try Repository.english())
      #expect(
        words
          == (isLimited
            ? "Your skin has had heat there already. This time, only seven minutes." : nil))
    }
  }

  @Test("A session that was stopped, and another with heat meanwhile: the later one counts")
  mutating func heatMeanwhile() throws {
    let early = try saved(heard: .start, at: at(-1_000))
    play(to: 100)
    let other = try saved(heard: position(100), at: at(100))
    var resumed = Transport(timeline)
    let effect = resumed.start(
      Session.Beginning(early, at: .start, heat: other), plan: .written, now: at(110),
      boot: "one")
    #expect(effect == .say(.takePadOff))
  }

  @Test("Heat without a place may have been in any place")
  func anyPlace() {
    var pad = HeatPad()
    pad.putOn(step: 1, place: nil, for: .seconds(600), after: .zero, begun)
    pad.said(begun + .seconds(600))
    #expect(pad.allowance(at: "your neck", begun + .seconds(700)) == .seconds(600))
    #expect(pad.allowance(at: nil, begun + .seconds(700)) == .seconds(600))
  }

  @Test("A wall clock that was set back 2 hours is not believed")
  mutating func setBack() throws {
    play(to: 100)
    let kept = try saved(heard: position(100), at: at(100))
    let now = at(200)
    let back = Transport.Moment(sinceBoot: now.sinceBoot, date: now.date - .seconds(7_200))
    let (same, _) = try resumed(kept, at: back)
    let left = try #require(same.pad.left(at: back))
    #expect((.seconds(519)...(.seconds(521))).contains(left))
    // After a start of the system nobody knows how long it was.
    let (_, effect) = try resumed(
      kept, at: Transport.Moment(sinceBoot: .seconds(60), date: back.date), boot: "two")
    #expect(effect == .say(.takePadOff))
  }

  @Test("A wall clock set back while it plays changes nothing; set ahead, the pad comes off")
  mutating func clocks() throws {
    play(to: 100)
    let now = at(700)
    let back = Transport.Moment(sinceBoot: now.sinceBoot, date: now.date - .seconds(7_200))
    _ = transport.handle(.pause, heard: position(100), now: at(100))
    #expect(transport.update(heard: position(100), now: back) == nil)
    #expect(transport.update(heard: position(100), now: back + .seconds(21)) == .say(.takePadOff))
  }

  @Test("An end that is too far ahead is not believed", arguments: [900.0, 82_800, 1e300, -1e300])
  mutating func farAhead(seconds: Double) throws {
    play(to: 100)
    let kept = try saved(heard: position(100), at: at(100))
    var record = try #require(
      try JSONSerialization.jsonObject(with: Data(kept.json)) as? [String: Any])
    var pad = try #require(record["pad"] as? [String: Any])
    pad["end"] = Date(at(100)).timeIntervalSince1970 + seconds
    pad["endSinceBoot"] = nil
    record["pad"] = pad
    let json = Array(try JSONSerialization.data(withJSONObject: record))
    let (_, effect) = try resumed(SavedSession(json: json), at: at(101))
    #expect(effect == .say(.takePadOff))
  }

  @Test("What version 0.1.0 kept is read, and a pad that it forgot is not")
  mutating func old() throws {
    for (place, isForgotten) in [
      (heat.puttingOn + FrameCount(10), true), (position(720.3), true),
      (heat.puttingOn - FrameCount(10), false),
    ] {
      let kept = SavedSession(
        Transport(timeline), heard: place, request: SavedSession.Request(routine: "sample"),
        plan: .written, fingerprint: timeline.fingerprint, now: at(0))
      var record = try #require(
        try JSONSerialization.jsonObject(with: Data(kept.json)) as? [String: Any])
      record["clock"] = nil
      record["frame"] = place.value
      let json = Array(try JSONSerialization.data(withJSONObject: record))
      let (_, effect) = try resumed(SavedSession(json: json), at: at(3_000))
      #expect((effect == .say(.takePadOff)) == isForgotten)
    }
  }

  // MARK: Answers

  @Test("Answers and repetitions give way, however often they are asked for")
  mutating func answers() throws {
    play(to: 705)
    let early = try passage(transport.handle(.howLong, heard: position(705), now: at(705)))
    #expect(early.words != nil)
    // It is still being said.
    #expect(transport.handle(.howLong, heard: early.from, now: at(712))?.isOnlyShown == true)
    #expect(transport.handle(.again, heard: early.from, now: at(713)) == nil)
    #expect(transport.update(heard: early.from, now: at(720)) == .say(.takePadOff))
    #expect(transport.handle(.howLong, heard: early.from, now: at(720.5))?.isOnlyShown == true)
    #expect(transport.handle(.again, heard: early.from, now: at(721)) == nil)
    #expect(transport.pad.wearing != nil)
  }

  // MARK: Nothing is heard

  @Test("Without a device, it is shown every 15 s until somebody answers, and said when it is back")
  mutating func alarm() throws {
    play(to: 100)
    _ = transport.lostDevice(heard: position(100), now: at(100))
    let early = transport.raisesAlarm(now: at(719))
    #expect(!early)
    #expect(transport.update(heard: position(100), now: at(720)) == .say(.takePadOff))
    let first = [720, 734, 735].map { transport.raisesAlarm(now: at($0)) }
    #expect(first == [true, false, true])
    _ = transport.handle(.louder, heard: position(100), now: at(740))
    let answered = transport.raisesAlarm(now: at(760))
    #expect(!answered)
    #expect(transport.pad.wearing != nil)
    #expect(transport.regainedDevice(heard: position(100), now: at(800)) == nil)
    #expect(
      try passage(transport.reachedEnd(at: position(100), now: at(802))).from
        == heat.takingOff.upperBound)
  }

  @Test("Words that cannot be said are tried again, and the listener's answer counts instead")
  mutating func noVoice() throws {
    play(to: 100)
    #expect(transport.handle(.next, heard: position(100), now: at(100)) == .say(.takePadOff))
    #expect(transport.couldNotSay(now: at(101)) == nil)
    let isShown = transport.raisesAlarm(now: at(101))
    #expect(isShown)
    #expect(transport.update(heard: position(100), now: at(110)) == nil)
    #expect(transport.update(heard: position(100), now: at(116)) == .say(.takePadOff))
    #expect(transport.couldNotSay(now: at(117)) == nil)
    #expect(try passage(transport.handle(.toggle, heard: position(100), now: at(118))).from == done)
    #expect(transport.pad.wearing == nil)
  }
}
