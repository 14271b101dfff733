import CoachErrors
import CueTimeline
import Sound
import TestSupport
import Testing

/// The stream's own logic, on a card that plays when the test says so.
@Suite struct PlaybackStreamTests: OnACard {
  let card = FakeCard()
  let log = EventLog()
  let renderer: Renderer
  let whole: [Int16]

  init() throws { (renderer, whole) = try Self.words() }

  @Test func playsLeadInThenEverySampleThenReportsTheEnd() throws {
    let stream = try stream()
    stream.play(renderer, from: .start, leadIn: .milliseconds(100))
    #expect(play(leadFrames + 40_000))
    #expect(log.has { $0 == .finished(FramePosition(40_000)) })
    #expect(Array(card.heard.dropFirst(leadFrames).prefix(40_000)) == whole)
    #expect(card.heard.prefix(leadFrames).allSatisfy { $0 == 0 })
    #expect(stream.status.state == .paused)
    #expect(stream.status.heard == FramePosition(40_000))
    #expect(log.all == [.started(card.setup), .finished(FramePosition(40_000))])
    stream.stop()
    #expect(eventually { !card.isOpen })
  }

  @Test func pausesWhereItWasHeardAndGoesOnThere() throws {
    let stream = try stream()
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(10_123))
    #expect(stream.pause() == FramePosition(10_123))
    #expect(eventually { card.queued == 0 }, "the queue is thrown away")
    #expect(stream.status.state == .paused)
    stream.play(renderer, from: stream.status.heard, leadIn: .milliseconds(100))
    #expect(play(leadFrames + 29_877))
    #expect(log.has { $0.isFinished })
    #expect(Array(card.heard.prefix(10_123)) == Array(whole.prefix(10_123)))
    #expect(
      Array(card.heard.dropFirst(10_123 + leadFrames).prefix(29_877))
        == Array(whole.dropFirst(10_123)))
    #expect(card.openings == 1)
  }

  @Test func seeksAndStopsWhereAsked() throws {
    let stream = try stream()
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(500))
    stream.play(renderer, from: FramePosition(20_000), until: FramePosition(22_000), leadIn: .zero)
    #expect(eventually { card.drops == 1 })
    #expect(play(2_000))
    #expect(log.has { $0 == .finished(FramePosition(22_000)) })
    #expect(Array(card.heard.dropFirst(500).prefix(2_000)) == Array(whole[20_000..<22_000]))
    #expect(play(500))
    #expect(card.heard.suffix(500).allSatisfy { $0 == 0 }, "after the end is silence")
  }

  @Test func fadesInIfItBeginsInsideASound() throws {
    let stream = try stream { $0.ramp = .milliseconds(10) }
    stream.play(renderer, from: FramePosition(8_500), leadIn: .zero)
    #expect(play(1_000))
    let heard = card.heard
    #expect(heard[0] == 0)
    #expect(abs(Int(heard[110]) - Int(whole[8_610]) / 2) <= abs(Int(whole[8_610]) / 100) + 1)
    #expect(Array(heard[221..<1_000]) == Array(whole[8_721..<9_500]))
  }

  @Test func saysWordsFirstAndKeepsThePosition() throws {
    let words = try #require(TestClips().clip(for: Phrase("Left side.")))
    let breath = 5_513
    let stream = try stream()
    stream.play(renderer, from: FramePosition(8_000), leadIn: .zero, saying: words)
    #expect(play(1_000))
    #expect(stream.pause() == FramePosition(8_000), "words are no part of the timeline")
    #expect(eventually { card.queued == 0 })
    stream.say(words, leadIn: .zero)
    #expect(play(words.samples.count + breath))
    #expect(log.has { $0 == .finished(FramePosition(8_000)) })
    #expect(
      Array(card.heard.dropFirst(1_000).prefix(words.samples.count)) == words.samples)
    #expect(stream.status.heard == FramePosition(8_000))
  }

  @Test(arguments: [DeviceFault.underrun, .suspended])
  func recoversAndSaysWhere(_ fault: DeviceFault) throws {
    let stream = try stream()
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(9_000))
    card.fail([fault])
    #expect(log.has { $0.isRecovered })
    #expect(eventually { card.queued > 0 })
    #expect(stream.status.state == .playing)
    #expect(play(9_000))
    #expect(card.openings == 1)
    stream.stop()
  }

  @Test func aDeviceThatFailsForEverIsOpenedAgain() throws {
    let stream = try stream()
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(9_000))
    card.fail([.underrun, .underrun, .underrun, .underrun, .underrun])
    #expect(log.has { $0.isBack })
    #expect(card.openings >= 2)
    stream.stop()
  }

  @Test func whenALostDeviceIsBackPlayingGoesOnWhereItWasHeard() throws {
    let gone = CoachError(.deviceLost, "Gone.", advice: "Wait.")
    let stream = try stream()
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(9_000))
    card.refuse(gone)
    card.fail([.lost(gone)])
    #expect(log.has { $0 == .deviceLost(gone) })
    #expect(eventually { card.openings > 3 }, "it is tried again")
    #expect(stream.status.state == .waitingForDevice)
    let position = stream.status.heard
    #expect(position >= FramePosition(9_000 - 8_192))
    #expect(position <= FramePosition(9_000 + 8_192))
    let before = card.heard.count
    card.refuse(nil)
    #expect(log.has { $0.isBack })
    #expect(play(leadFrames + 3_000))
    let start = Int(position.value)
    #expect(
      Array(card.heard.dropFirst(before + leadFrames).prefix(3_000))
        == Array(whole[start..<start + 3_000]))
    #expect(log.all.filter(\.isLost).count == 1, "reported once")
  }

  @Test func pausedWhileTheDeviceIsGoneStaysPaused() throws {
    let gone = CoachError(.deviceLost, "Gone.", advice: "Wait.")
    let stream = try stream()
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(9_000))
    card.refuse(gone)
    card.fail([.lost(gone)])
    #expect(log.has { $0.isLost })
    let position = stream.pause()
    card.refuse(nil)
    #expect(stream.status == (.paused, position))
    stream.play(renderer, from: position, leadIn: .zero)
    #expect(log.has { $0.isBack })
  }

  @Test func noDeviceAtFirstIsAFailure() throws {
    let missing = CoachError(.deviceMissing, "None.", advice: "Export.")
    card.refuse(missing)
    let stream = try stream()
    stream.play(renderer, from: .start)
    #expect(log.has { $0 == .failed(missing) })
    #expect(stream.status.state == .paused)
    #expect(card.openings == 1)
  }

  @Test func aHangingDeviceBlocksNoCommand() throws {
    let stream = try stream { $0.patience = .milliseconds(100) }
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(9_000))
    #expect(eventually { stream.status.heard >= FramePosition(5_000) })
    card.setHanging(true)
    let clock = ContinuousClock()
    let took = clock.measure { stream.pause() }
    #expect(took < .seconds(2))
    #expect(log.has { $0.isLost })
    let position = stream.status.heard
    #expect(position <= FramePosition(9_000 + 8_192))
    stream.play(renderer, from: position, leadIn: .zero)
    #expect(stream.status.state == .waitingForDevice)
    card.setHanging(false)
    #expect(log.has { $0.isBack })
    #expect(play(1_000))
    card.setHanging(true)
    #expect(clock.measure { stream.stop() } < .seconds(2))
    card.setHanging(false)
    #expect(eventually { !card.isOpen }, "the pump that was left behind closes its device")
  }

  @Test func aHangIsNoticedWithoutACommand() throws {
    let stream = try stream { $0.stall = .milliseconds(100) }
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(9_000))
    card.setHanging(true)
    #expect(log.has { $0.isLost })
    card.setHanging(false)
    #expect(log.has { $0.isBack })
    stream.stop()
  }

  @Test func aDeviceThatTakesNothingDoesNotKeepTheProcessorBusy() throws {
    let stream = try stream()
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(eventually { card.queued == 8_192 })
    stream.pause()
    let calls = card.calls
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(eventually { card.queued == 8_192 })
    stream.stop()
    #expect(card.calls - calls < 400)
  }
}
