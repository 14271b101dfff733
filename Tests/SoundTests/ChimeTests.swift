import CueTimeline
import Foundation
import Sound
import Testing

@Suite struct ChimeTests {
  @Test(arguments: Chime.allCases, [8_000, 22_050, 48_000] as [Int32])
  func aChimeIsAsLongAsTheTimelineExpects(_ chime: Chime, hertz: Int32) {
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

  @Test(arguments: Chime.allCases, [8_000, 22_050, 48_000] as [Int32])
  func aGentleChimeSwellsAndIsAsLong(_ chime: Chime, hertz: Int32) throws {
    let rate = SampleRate(hertz: hertz)
    func samples(gentle: Bool) -> [Int] {
      let voice = VoiceSound(loudness: .speech, isGentle: gentle)
      return ChimeSynthesizer(rate: rate, voice: voice).clip(for: chime).samples.map {
        abs(Int($0))
      }
    }
    let gentle = samples(gentle: true)
    #expect(gentle.count == Int(rate.frames(in: chime.duration).value))
    #expect(gentle.first != 0)
    let peak = try #require(gentle.max())
    #expect(peak < (samples(gentle: false).max() ?? 0))
    // A cosine over 80 ms has risen to 4 % after 10 ms and to 15 % after 20.
    let tenMilliseconds = Int(hertz / 100)
    #expect((gentle.prefix(tenMilliseconds).max() ?? 0) <= peak / 16)
    #expect((gentle.prefix(2 * tenMilliseconds).max() ?? 0) <= peak / 4)
    let loudest = try #require(gentle.firstIndex(of: peak))
    #expect(loudest >= 6 * tenMilliseconds)
    #expect((gentle.suffix(tenMilliseconds).max() ?? 0) <= peak / 16)
    let voice = VoiceSound(loudness: .speech, isGentle: true)
    let signed = ChimeSynthesizer(rate: rate, voice: voice).clip(for: chime).samples.map { Int($0) }
    let steps = zip(signed, signed.dropFirst()).map { abs($0 - $1) }
    // The slope of a tone below 600 Hz.
    #expect((steps.max() ?? 0) <= peak * 3_770 / Int(hertz) + 2)
  }

  @Test func aQuieterVoiceGetsQuieterChimes() {
    let rate = SampleRate(hertz: 22_050)
    func peak(_ lufs: Double) -> Double {
      let voice = VoiceSound(loudness: Loudness(lufs: lufs), isGentle: false)
      let clip = ChimeSynthesizer(rate: rate, voice: voice).clip(for: .start)
      return Double(clip.samples.map { abs(Int($0)) }.max() ?? 0)
    }
    #expect(abs(20 * log10(peak(-19) / peak(-25)) - 6) < 0.1)
  }
}
