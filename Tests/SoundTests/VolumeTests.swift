import CueTimeline
import Foundation
import Sound
import TestSupport
import Testing

/// A volume that is heard at once.
@Suite struct VolumeTests: OnACard {
  let card = FakeCard()
  let log = EventLog()
  let renderer: Renderer
  let whole: [Int16]
  let half = Volume(percent: 50)

  init() throws { (renderer, whole) = try Self.words() }

  /// Samples at the volume `half`.
  func quieter(_ samples: some Collection<Int16>) -> [Int16] {
    samples.map { Int16((Double($0) / 8).rounded()) }
  }

  @Test func theSliderIsCubic() {
    #expect(Volume.full.amplitude == 1)
    #expect(half.amplitude == 0.125)
    #expect(Volume(percent: 0).amplitude == 0)
    #expect(Volume(percent: 150) == .full)
    #expect(Volume(percent: -5).percent == 0)
    #expect(half < .full)
  }

  @Test func setBeforePlayingItAppliesFromTheFirstFrame() throws {
    let stream = try stream()
    stream.volume = half
    #expect(stream.volume == half)
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(40_000))
    #expect(log.has { $0.isFinished })
    #expect(Array(card.heard.prefix(40_000)) == quieter(whole))
    #expect(card.drops == 0)
  }

  @Test func aChangeIsHeardAtTheNextFrameAndLosesNone() throws {
    let stream = try stream()
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(10_123))
    #expect(eventually { card.queued > 6_000 })
    stream.volume = half
    #expect(eventually { card.drops == 1 && card.queued > 6_000 })
    #expect(eventually { stream.status == (.playing, FramePosition(10_123)) })
    stream.volume = half
    #expect(play(12_000))
    stream.volume = .full
    #expect(eventually { card.drops == 2 && card.queued > 6_000 })
    #expect(play(17_877))
    #expect(log.has { $0 == .finished(FramePosition(40_000)) })
    #expect(
      Array(card.heard.prefix(40_000))
        == whole[..<10_123] + quieter(whole[10_123..<22_123]) + whole[22_123...])
    #expect(log.all.count == 2)
    #expect(card.openings == 1)
  }

  @Test func aCutSoundFadesInAndSilenceDoesNot() throws {
    let stream = try stream { $0.ramp = .milliseconds(10) }
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(play(8_500))
    stream.volume = half
    #expect(eventually { card.drops == 1 })
    #expect(play(1_000))
    let heard = card.heard
    #expect(heard[8_500] == 0)
    #expect(abs(Int(heard[8_610]) - Int(whole[8_610]) / 16) <= abs(Int(whole[8_610]) / 500) + 1)
    #expect(Array(heard[8_721..<9_500]) == quieter(whole[8_721..<9_500]))
    #expect(play(10_490))
    stream.volume = .full
    #expect(eventually { card.drops == 2 })
    #expect(play(1_000))
    #expect(Array(card.heard[19_990..<20_990]) == Array(whole[19_990..<20_990]))
  }

  @Test func wordsGoOnWhereTheyWere() throws {
    let words = try #require(TestClips().clip(for: Phrase("Left side.")))
    let stream = try stream()
    stream.play(renderer, from: .start, leadIn: .zero, saying: words)
    #expect(play(1_000))
    stream.volume = half
    #expect(eventually { card.drops == 1 })
    #expect(play(words.samples.count - 1_000))
    #expect(card.heard == words.samples[..<1_000] + quieter(words.samples[1_000...]))
  }

  @Test func whilePausedOrWarmingUpNothingIsTouched() throws {
    let stream = try stream()
    stream.warmUp()
    #expect(play(5_000))
    stream.volume = half
    #expect(play(5_000))
    #expect(card.drops == 0)
    stream.pause()
    stream.volume = Volume(percent: 0)
    stream.play(renderer, from: .start, leadIn: .zero)
    #expect(eventually { card.queued == 8_192 })
    #expect(play(1_000))
    #expect(card.heard.allSatisfy { $0 == 0 })
  }
}
