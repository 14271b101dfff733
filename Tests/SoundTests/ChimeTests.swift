import CueTimeline
import Foundation
import Sound
import Testing

@Suite struct ChimeTests {
  @Test(arguments: Chime.allCases, [8_000, 22_050, 48_000] as [Int32])
  func aChimeIsExactlyAsLongAsTheTimelineThinks(_ chime: Chime, hertz: Int32) {
    let rate = SampleRate(hertz: hertz)
    let clip = ChimeSynthesizer(rate: rate).clip(for: chime)
    #expect(clip.measure.frames == rate.frames(in: chime.duration))
    #expect(clip.anchor == .zero)
    #expect(clip.samples.first != 0, "it begins with its strike")
  }

  @Test(arguments: Chime.allCases)
  func aChimeIsQuietAndHasNoClick(_ chime: Chime) throws {
    let rate = SampleRate(hertz: 22_050)
    let samples = ChimeSynthesizer(rate: rate).clip(for: chime).samples
    let window = 2_205
    let loudest = (0...samples.count - window).map { start in
      samples[start..<start + window].reduce(0.0) { $0 + pow(Double($1) / 32_768, 2) }
    }.max()
    let level = 10 * log10(try #require(loudest) / Double(window))
    #expect(abs(level - (-31)) < 0.1, "12 dB under a voice at -19")
    // A step between neighbours is never larger than the tone's own slope allows.
    let peak = samples.map { abs(Int($0)) }.max() ?? 0
    let steps = zip(samples, samples.dropFirst()).map { abs(Int($0) - Int($1)) }
    #expect((steps.max() ?? 0) < peak / 2)
    #expect(abs(Int(samples[0])) < peak / 50)
    #expect(samples.suffix(5).allSatisfy { abs($0) <= 1 })
  }

  @Test func aQuieterVoiceGetsQuieterChimes() {
    let rate = SampleRate(hertz: 22_050)
    func peak(_ level: Decibels) -> Double {
      let clip = ChimeSynthesizer(rate: rate, voiceLevel: level).clip(for: .start)
      return Double(clip.samples.map { abs(Int($0)) }.max() ?? 0)
    }
    #expect(abs(20 * log10(peak(Decibels(-19)) / peak(Decibels(-25))) - 6) < 0.1)
  }
}
