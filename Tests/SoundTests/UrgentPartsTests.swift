import CueTimeline
import Foundation
import Sound
import TestSupport
import Testing

/// Words that keep somebody from harm are heard, whatever the slider says.
@Suite struct UrgentPartsTests: OnACard {
  let card = FakeCard()
  let log = EventLog()
  let renderer: Renderer

  init() throws { (renderer, _) = try Self.words() }

  /// Samples with words that must be heard from 10,000 to 12,000.
  private struct Warning: SampleSource {
    let rate = SampleRate(hertz: 22_050)
    let frames = FrameCount(20_000)
    let urgentParts = [FramePosition(10_000)..<FramePosition(12_000)]

    func render(from position: FramePosition, into samples: UnsafeMutableBufferPointer<Int16>) {
      for index in samples.indices {
        let place = position.value + Int64(index)
        samples[index] = (0..<20_000).contains(place) ? 1_000 : 0
      }
    }
  }

  @Test(arguments: [0, 20, 39, 40, 80])
  func areNoSofterThanFortyPercent(percent: Int) throws {
    let stream = try stream()
    stream.volume = Volume(percent: percent)
    stream.play(Warning(), from: FramePosition(500), leadIn: .zero)
    #expect(play(19_500))
    let soft = Int16((1_000 * Volume(percent: percent).amplitude).rounded())
    let loud = max(soft, 64)
    let heard = Array(card.heard.prefix(19_500))
    #expect(heard[..<9_500].allSatisfy { $0 == soft })
    #expect(heard[9_500..<11_500].allSatisfy { $0 == loud })
    #expect(heard[11_500...].allSatisfy { $0 == soft })
  }

  @Test func wordsFromOutsideAreTooIfTheyAreUrgent() throws {
    let stream = try stream()
    stream.volume = Volume(percent: 0)
    let clip = Clip(samples: [Int16](repeating: 1_000, count: 5_000), anchor: .zero)
    stream.say(clip, leadIn: .zero, atLeast: .audible)
    #expect(play(5_000))
    #expect(Array(card.heard.prefix(5_000)).allSatisfy { $0 == 64 })
    #expect(eventually { log.has { $0.isFinished } || card.play(8_000) < 0 })
    stream.say(clip, leadIn: .zero)
    let before = card.heard.count
    #expect(play(5_000))
    #expect(card.heard.dropFirst(before).allSatisfy { $0 == 0 })
  }
}
