import CoachErrors
import CueTimeline
import Sound
import Synchronization
import TestSupport
import Testing

/// A source that is replaced by another while it plays.
@Suite struct ReplacementTests: OnACard {
  let card = FakeCard()
  let log = EventLog()
  let renderer: Renderer
  let whole: [Int16]

  init() throws { (renderer, whole) = try Self.words() }

  /// The same value for ever.
  struct Level: SampleSource {
    let value: Int16
    var rate: SampleRate { SampleRate(hertz: 22_050) }
    var frames = FrameCount(200_000)

    func render(from position: FramePosition, into samples: UnsafeMutableBufferPointer<Int16>) {
      samples.update(repeating: value)
    }
  }

  @Test func theOtherSourceIsHeardFromTheBoundaryOnToItsOwnEnd() throws {
    let (other, all) = try Self.words("six", "seven", "eight", frames: 50_000)
    let stream = try stream()
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(eventually { card.queued == 8_192 })
    #expect(eventually { stream.queuedUpTo == FramePosition(8_192) })
    #expect(!stream.replace(with: other, from: FramePosition(8_191)), "handed over already")
    #expect(stream.replace(with: other, from: FramePosition(20_500)))
    #expect(play(50_000))
    #expect(log.has { $0 == .finished(FramePosition(50_000)) })
    #expect(Array(card.heard.prefix(50_000)) == Array(whole[..<20_500] + all[20_500...]))
    #expect(log.all.count == 2)
    #expect(!stream.replace(with: renderer, from: FramePosition(60_000)), "nothing plays")
  }

  @Test func everythingCanBeReplacedBeforeItIsHandedOver() throws {
    let (other, all) = try Self.words("six", "seven", "eight")
    card.refuse(CoachError(.deviceLost, "Gone.", advice: "Wait."))
    card.setHanging(true)
    let stream = try stream()
    stream.play(renderer, from: FramePosition(8_500), leadIn: .milliseconds(100))
    #expect(stream.queuedUpTo == FramePosition(8_500))
    #expect(stream.replace(with: other, from: .start, until: FramePosition(9_000)))
    card.refuse(nil)
    card.setHanging(false)
    #expect(play(leadFrames + 500))
    #expect(log.has { $0 == .finished(FramePosition(9_000)) })
    #expect(Array(card.heard.dropFirst(leadFrames).prefix(500)) == Array(all[8_500..<9_000]))
  }

  @Test func aNewEndIsKeptToTheFrame() throws {
    let stream = try stream()
    stream.play(renderer, from: .start, until: FramePosition(20_000), leadIn: .zero)
    #expect(
      stream.replace(with: renderer, from: FramePosition(20_000), until: FramePosition(21_000)))
    #expect(
      stream.replace(with: renderer, from: FramePosition(20_500), until: FramePosition(20_700)))
    #expect(play(20_700))
    #expect(log.has { $0 == .finished(FramePosition(20_700)) })
    #expect(play(500))
    #expect(Array(card.heard) == Array(whole[..<20_700] + Array(repeating: 0, count: 500)))
  }

  @Test func aReplacementOutlastsALoss() throws {
    let gone = CoachError(.deviceLost, "Gone.", advice: "Wait.")
    let (other, all) = try Self.words("six", "seven", "eight")
    let stream = try stream()
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(9_000))
    #expect(stream.replace(with: other, from: FramePosition(21_000)))
    card.refuse(gone)
    card.fail([.lost(gone)])
    #expect(log.has { $0.isLost })
    let position = Int(stream.status.heard.value)
    #expect(position < 21_000)
    #expect(stream.replace(with: renderer, from: FramePosition(30_000)), "and takes another")
    card.refuse(nil)
    #expect(log.has { $0.isBack })
    let before = card.heard.count
    #expect(play(leadFrames + 40_000 - position))
    #expect(log.has { $0.isFinished })
    #expect(
      Array(card.heard.dropFirst(before + leadFrames).prefix(40_000 - position))
        == Array(whole[position..<21_000] + all[21_000..<30_000] + whole[30_000...]))
  }

  @Test func onlyAnAcceptedReplacementIsHeard() throws {
    let stream = try stream()
    stream.play(Level(value: 1), from: .start, leadIn: .zero)
    var expected = [Int16](repeating: 1, count: 200_000)
    var value: Int16 = 1
    var accepted = 0
    while card.heard.count < 190_000 {
      card.play(137)
      value += 1
      let boundary = stream.queuedUpTo + FrameCount(Int64(value % 5) * 600 - 300)
      guard stream.replace(with: Level(value: value), from: boundary) else { continue }
      accepted += 1
      for index in expected.indices.dropFirst(max(Int(boundary.value), 0)) {
        expected[index] = value
      }
    }
    #expect(play(200_000 - card.heard.count))
    #expect(log.has { $0.isFinished })
    #expect(Array(card.heard.prefix(200_000)) == expected)
    #expect(accepted > 100)
  }
}
