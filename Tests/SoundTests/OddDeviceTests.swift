import CoachErrors
import CueTimeline
import Sound
import TestSupport
import Testing

/// Devices that open and then do not do what devices do.
@Suite struct OddDeviceTests: OnACard {
  let card = FakeCard("headset")
  let spare = FakeCard("speaker")
  let log = EventLog()
  let renderer: Renderer
  let whole: [Int16]
  let gone = CoachError(.deviceLost, "Gone.", advice: "Wait.")

  init() throws { (renderer, whole) = try Self.words() }

  @Test func oneThatNeverKnowsWhatWasHeardIsPlayedByTheClock() throws {
    card.forgetDelay()
    let stream = try stream()
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(
      eventually {
        card.play(1_000)
        return log.all.contains { $0.isFinished }
      })
    #expect(log.all == [.started(card.setup), .finished(FramePosition(40_000))])
    #expect(Array(card.heard.prefix(40_000)) == whole)
    #expect(stream.status == (.paused, FramePosition(40_000)))
  }

  @Test func oneThatTakesNoSoundIsAFailure() throws {
    card.failWrites(.lost(gone))
    let stream = try stream()
    stream.play(renderer, from: .start)
    #expect(log.has { $0.isFailed })
    guard case .failed(let error) = log.all.first else { return }
    #expect(error.code == .deviceRefuses)
    #expect(error.message.contains("“headset” was opened and plays nothing. Gone."))
    #expect(log.all.count == 1, "it is not called lost: \(log.all)")
    #expect(stream.status.state == .paused)
    #expect(card.openings == 3)
  }

  @Test(arguments: [true, false])
  func oneThatTakesNoSoundIsFollowedByTheNext(isLost: Bool) throws {
    card.failWrites(isLost ? .lost(gone) : .underrun)
    let stream = try stream(on: [card, spare]) { $0.firstRetry = .seconds(600) }
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(log.has { $0 == .started(spare.setup) }, "at once")
    #expect(play(1_000, on: spare))
    #expect(log.all.count == 1, "\(log.all)")
    #expect(card.openings == 1)
  }

  @Test func oneThatHangsInEveryWriteIsFollowedByTheNext() throws {
    card.hangWrites(for: .milliseconds(600))
    let stream = try stream(on: [card, spare]) { $0.fallOver = .seconds(60) }
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(log.has { $0 == .started(spare.setup) || $0 == .deviceBack(spare.setup) })
    #expect(play(1_000, on: spare))
    stream.stop()
  }

  @Test func ifNoneTakesSoundTheFailureNamesAll() throws {
    card.failWrites(.lost(gone))
    spare.failWrites(.underrun)
    let stream = try stream(on: [card, spare])
    stream.play(renderer, from: .start)
    #expect(log.has { $0.isFailed })
    guard case .failed(let error) = log.all.first else { return }
    #expect(error.message.contains("“headset” was opened and plays nothing. Gone."))
    #expect(error.message.contains("“speaker” was opened and plays nothing."))
    #expect(card.openings + spare.openings <= 6)
  }

  @Test func oneThatPlaysOnlyForAMomentTwiceIsFollowedByTheNext() throws {
    let stream = try stream(on: [card, spare])
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(4_000))
    // The stream knows that it was heard: it has written more since.
    #expect(eventually { card.queued > 6_000 })
    card.fail([.lost(gone)])
    #expect(log.has { $0 == .deviceBack(card.setup) }, "once may be chance")
    #expect(play(leadFrames + 4_000))
    #expect(eventually { card.queued > 6_000 })
    card.fail([.lost(gone)])
    #expect(log.has { $0 == .deviceBack(spare.setup) })
    #expect(play(1_000, on: spare))
  }

  @Test func aDeadServerIsNotAnInterruption() throws {
    let stream = try stream()
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(9_000))
    card.refuse(gone)
    card.failWrites(.underrun)
    card.fail([.underrun])
    #expect(log.has { $0.isLost })
    #expect(!log.all.contains { $0.isRecovered }, "\(log.all)")
    stream.stop()
  }

  @Test func interruptionsInARowAreReportedOnce() throws {
    let stream = try stream()
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(9_000))
    card.fail([.underrun, .underrun])
    #expect(log.has { $0.isRecovered })
    #expect(play(9_000))
    card.fail([.underrun])
    #expect(eventually { card.queued == 8_192 })
    #expect(play(2_000))
    #expect(log.all.filter(\.isRecovered).count == 1, "nor soon again")
    stream.stop()
  }

  @Test func aShortQueueHasRoomForSoundAfterAnInterruption() throws {
    let card = FakeCard(buffer: FrameCount(256), period: FrameCount(64))
    let stream = try stream(on: [card])
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(9_000, on: card))
    #expect(eventually { card.queued == 256 })
    card.fail([.underrun])
    #expect(log.has { $0.isRecovered })
    guard case .recovered(let position) = log.all.last else { return }
    let before = card.heard.count
    #expect(play(1_000, on: card))
    let first = Int(position.value)
    #expect(
      Array(card.heard.dropFirst(before + 128).prefix(800)) == Array(whole[first..<first + 800]))
    stream.stop()
  }
}
