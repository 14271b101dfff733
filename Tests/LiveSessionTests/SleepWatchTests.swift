import CueTimeline
import Foundation
import RoutineScript
import Sound
import TestSupport
import Testing

@testable import LiveSession

/// A listener under a heat pad with a baby on the arm, who may fall asleep.
@Suite("Somebody with a baby under a heat pad is asked whether they are awake")
struct SleepWatchTests {
  typealias Moment = Transport.Moment

  let timeline: Timeline
  let heat: TimelineNavigator.Heat
  let begun = Moment(sinceBoot: .seconds(5_000), date: .seconds(1_800_000_000))
  var transport: Transport

  init() throws {
    timeline = try scheduled(
      """
      title: Sample
      steps:
        - heat: 15 min
          where: your back
          announce: off
        - say: Done.
      """)
    heat = try #require(TimelineNavigator(timeline).heat(of: 0))
    transport = Transport(timeline, isWithBaby: true)
    _ = transport.start(now: begun)
    _ = transport.update(heard: heat.start, now: begun)
  }

  private func at(_ seconds: Double) -> Moment { begun + .seconds(seconds) }

  private func position(_ seconds: Double) -> FramePosition {
    heat.start + timeline.rate.frames(in: .seconds(seconds))
  }

  private mutating func update(_ seconds: Double) -> Transport.Effect? {
    transport.update(heard: position(seconds), now: at(seconds))
  }

  private func words(_ effect: Transport.Effect?) -> LiveSession.Announcement? {
    switch effect {
    case .play(let passage): passage.words
    case .say(let words): words
    default: nil
    }
  }

  // MARK: The state machine

  @Test("Every 3 minutes a question; two without an answer, and it is an alarm until one comes")
  func asks() {
    var watch = SleepWatch()
    let call = { (watch: inout SleepWatch, seconds: Double) in watch.call(begun + .seconds(seconds))
    }
    #expect(watch.next == nil)
    watch.note(isPadOn: true, at(0))
    #expect(call(&watch, 179) == nil)
    #expect(call(&watch, 180) == .question)
    #expect(watch.answer(at(190)) == .question)
    #expect(call(&watch, 369) == nil)
    #expect(call(&watch, 370) == .question)
    #expect(call(&watch, 399) == nil)
    #expect(call(&watch, 400) == .question)
    #expect(call(&watch, 430) == .alarm)
    #expect(watch.isAlarm)
    #expect(call(&watch, 441) == nil)
    #expect(call(&watch, 442) == .alarm)
    #expect(call(&watch, 454) == .alarm)
    #expect(watch.answer(at(455)) == .alarm)
    #expect(!watch.isAlarm && watch.next == nil)
  }

  @Test("It ends when the pad is off, and nothing is an answer if nothing was asked")
  func ends() {
    var watch = SleepWatch()
    watch.note(isPadOn: true, at(0))
    #expect(watch.answer(at(10)) == nil)
    _ = watch.call(at(180))
    watch.note(isPadOn: false, at(181))
    #expect(watch.next == nil)
    #expect(watch.answer(at(182)) == nil)
  }

  // MARK: In a session

  @Test("Without a baby, nobody is asked")
  mutating func alone() {
    var transport = Transport(timeline)
    _ = transport.start(now: begun)
    for seconds in stride(from: 0.0, to: 800, by: 5) {
      let effect = transport.update(heard: position(seconds), now: at(seconds))
      #expect(words(effect) != .stillAwake)
    }
  }

  @Test(
    "Any control answers, and does nothing else; the heat goes on by the clock",
    arguments: [Transport.Command.pause, .button, .next, .howLong, .louder, .back])
  mutating func answered(command: Transport.Command) throws {
    #expect(update(179) == nil)
    #expect(words(update(181)) == .stillAwake)
    #expect(transport.handle(command, heard: position(181), now: at(184)) == nil)
    #expect(transport.state == .playing)
    #expect(transport.pad.wearing != nil)
    #expect(words(transport.update(heard: position(340), now: at(340))) == nil)
    #expect(words(transport.update(heard: position(366), now: at(366))) == .stillAwake)
  }

  @Test("In a pause too")
  mutating func paused() {
    _ = transport.handle(.pause, heard: position(30), now: at(30))
    #expect(transport.update(heard: position(30), now: at(182)) == .say(.stillAwake))
    #expect(transport.handle(.toggle, heard: position(30), now: at(184)) == nil)
    #expect(transport.state == .paused)
  }

  @Test("Without an answer: take the pad off, put the baby down, again and again until one comes")
  mutating func asleep() throws {
    for seconds in [181.0, 212] { #expect(words(update(seconds)) == .stillAwake) }
    #expect(update(243) == .say(.wakeUp))
    #expect(
      LiveSession.Announcement.wakeUp.text(in: try Repository.english())
        == "Take the pad off. Put your baby down somewhere safe.")
    // Said to its end, it is said again.
    for seconds in [256.0, 269, 1_000] {
      #expect(transport.reachedEnd(at: position(243), now: at(seconds - 8)) == nil)
      #expect(transport.pad.wearing != nil)
      #expect(transport.update(heard: position(243), now: at(seconds)) == .say(.wakeUp))
    }
    _ = transport.handle(.louder, heard: position(243), now: at(1_001))
    #expect(transport.pad.wearing == nil)
    #expect(transport.state == .paused)
    #expect(transport.update(heard: position(243), now: at(1_100)) == nil)
    // She goes on when she wants to, behind the heat.
    guard case .play(let passage) = transport.handle(.toggle, heard: position(243), now: at(1_200))
    else {
      Issue.record("nothing is played")
      return
    }
    #expect(passage.from == heat.takingOff.upperBound)
  }

  @Test("To stop is an answer, and ends the session")
  mutating func stopped() {
    for seconds in [181.0, 212, 243] { _ = update(seconds) }
    // The words have not been heard yet.
    #expect(transport.handle(.stop, heard: position(243), now: at(244)) == nil)
    #expect(transport.reachedEnd(at: position(243), now: at(250)) == .end)
    #expect(transport.isStopped)
  }

  @Test("The question is heard at 40 % at least, the alarm at full volume")
  func volume() {
    #expect(LiveSession.Announcement.stillAwake.leastVolume == .audible)
    #expect(LiveSession.Announcement.wakeUp.leastVolume == .full)
    #expect(LiveSession.Announcement.takePadOff.leastVolume == .audible)
  }
}
