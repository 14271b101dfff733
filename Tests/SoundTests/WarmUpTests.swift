import CoachErrors
import CueTimeline
import Sound
import TestSupport
import Testing

/// A device that wakes up while the routine is still being prepared.
@Suite struct WarmUpTests: OnACard {
  let card = FakeCard()
  let log = EventLog()
  let renderer: Renderer
  let whole: [Int16]

  init() throws { (renderer, whole) = try Self.words() }

  @Test(arguments: [1_000, 6_615, 30_000])
  func itsSilenceBecomesTheLeadIn(_ silence: Int) throws {
    let stream = try stream()
    stream.warmUp()
    #expect(play(silence))
    #expect(stream.status == (.playing, .start))
    stream.play(renderer, from: .start, leadIn: .milliseconds(300))
    // The device goes on without a break: nothing is thrown away.
    #expect(play(max(6_615, silence + 2_646) + 40_000 - silence))
    #expect(card.drops == 0)
    let first = try #require(card.heard.firstIndex { $0 != 0 })
    // What was queued by then is heard first, which is never more than 120 ms.
    #expect((max(6_615, silence)...max(6_615, silence + 2_646)).contains(first))
    #expect(Array(card.heard.dropFirst(first).prefix(40_000)) == whole)
    #expect(log.has { $0.isFinished })
    #expect(log.all == [.started(card.setup), .finished(FramePosition(40_000))])
  }

  @Test func itNeverEndsByItselfAndCannotBeReplaced() throws {
    let stream = try stream()
    stream.warmUp()
    stream.warmUp()
    #expect(play(200_000))
    #expect(stream.status == (.playing, .start))
    #expect(!stream.replace(with: renderer, from: FramePosition(30_000)))
    #expect(card.openings == 1)
    #expect(log.all == [.started(card.setup)])
    stream.stop()
    #expect(eventually { !card.isOpen })
  }

  @Test func itCanBePaused() throws {
    let stream = try stream()
    stream.play(renderer, from: FramePosition(8_000), leadIn: .zero)
    #expect(play(500))
    stream.pause()
    stream.warmUp()
    #expect(play(5_000))
    #expect(stream.status == (.playing, FramePosition(8_500)))
    #expect(stream.pause() == FramePosition(8_500))
    #expect(eventually { card.drops >= 3 }, "the pump has come to rest")
    stream.play(renderer, from: FramePosition(8_500), leadIn: .milliseconds(100))
    #expect(play(leadFrames + 1_000))
    #expect(
      Array(card.heard.dropFirst(5_500))
        == Array(repeating: 0, count: leadFrames) + whole[8_500..<9_500],
      "a device that rested needs its lead-in again")
  }

  @Test func aMissingDeviceIsAFailure() throws {
    let missing = CoachError(.deviceMissing, "None.", advice: "Export.")
    card.refuse(missing)
    let stream = try stream()
    stream.warmUp()
    #expect(log.has { $0 == .failed(missing) })
    #expect(stream.status.state == .paused)
    card.refuse(nil)
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(1_000))
    #expect(card.heard == Array(whole[..<1_000]))
  }

  @Test func aDeviceLostMeanwhileGetsItsWholeLeadIn() throws {
    let gone = CoachError(.deviceLost, "Gone.", advice: "Wait.")
    let stream = try stream()
    stream.warmUp()
    #expect(play(30_000))
    card.refuse(gone)
    card.fail([.lost(gone)])
    #expect(log.has { $0.isLost })
    stream.play(renderer, from: .start, leadIn: .milliseconds(100))
    card.refuse(nil)
    #expect(log.has { $0.isBack })
    let before = card.heard.count
    #expect(play(leadFrames + 1_000))
    #expect(
      Array(card.heard.dropFirst(before))
        == Array(repeating: 0, count: leadFrames) + whole[..<1_000])
  }
}
