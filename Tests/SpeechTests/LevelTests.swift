import CueTimeline
import Foundation
import Testing

@testable import Speech

@Suite("Loudness and peaks")
struct LevelTests {
  let rate = SampleRate(hertz: 22_050)

  func sine(_ frequency: Double, amplitude: Double, seconds: Double, phase: Double = 0) -> [Float] {
    (0..<Int(22_050 * seconds)).map {
      Float(amplitude * sin(2 * .pi * frequency * Double($0) / 22_050 + phase))
    }
  }

  func integers(_ sound: [Float]) -> [Int16] { sound.map { Int16(($0 * 32767).rounded()) } }

  @Test("A sine of 997 Hz at full scale is -3.01 LUFS, as the standard says")
  func reference() throws {
    for decibels in [0.0, -20, -40] {
      let sound = sine(997, amplitude: pow(10, decibels / 20), seconds: 3)
      let loudness = try #require(LoudnessMeter(rate: rate).loudness(of: integers(sound)))
      #expect(abs(loudness.lufs - (decibels - 3.01)) < 0.1)
    }
  }

  @Test("Silence around a sound does not count, and silence alone has no loudness")
  func gate() throws {
    let meter = LoudnessMeter(rate: rate)
    let sound = integers(sine(997, amplitude: 0.1, seconds: 4))
    let gap = [Int16](repeating: 0, count: 22_050 * 4)
    let loudness = try #require(meter.loudness(of: gap + sound + gap))
    #expect(abs(loudness.lufs - -23.01) < 0.4)
    #expect(meter.loudness(of: gap) == nil)
    #expect(meter.loudness(of: []) == nil)
    #expect(meter.loudness(of: Array(sound.prefix(2_000))) != nil)
  }

  @Test(
    "True peaks stay below the ceiling, at any loudness and between samples",
    arguments: [
      (120.0, 3.0, 0.0), (997.0, 1.5, 0.3), (2_000.0, 8.0, 0.0), (5_512.5, 1.2, Double.pi / 4),
      (4_000.0, 0.95, 1.0),
    ])
  func ceiling(frequency: Double, amplitude: Double, phase: Double) {
    var sound = sine(frequency, amplitude: amplitude, seconds: 0.5, phase: phase)
    // Faded in and out, as speech is: a sine that is cut off rings.
    for index in 0..<200 {
      sound[index] *= Float(index) / 200
      sound[sound.count - 1 - index] *= Float(index) / 200
    }
    TruePeakLimiter(decibels: -1, rate: rate).limit(&sound)
    #expect(Measure.truePeak(of: integers(sound)) <= -1)
    #expect(Measure.truePeak(of: integers(sound)) > -2)
  }

  @Test("A sound below the ceiling, or far from a peak, is not changed")
  func untouched() {
    let limiter = TruePeakLimiter(decibels: -1, rate: rate)
    let quiet = sine(300, amplitude: 0.7, seconds: 1)
    var sound = quiet
    limiter.limit(&sound)
    #expect(sound == quiet)
    for index in 11_000..<11_010 { sound[index] = 2 }
    limiter.limit(&sound)
    #expect(Array(sound[..<10_700]) == Array(quiet[..<10_700]))
    #expect(Array(sound[13_300...]) == Array(quiet[13_300...]))
  }

  @Test("The loudest possible voice stays below the true peak")
  func loudVoice() throws {
    let calm = try Shipped.voice("calm")
    let speaker = try Shipped.speaker(
      VoiceProfile(
        name: "loud", variant: calm.variant, rate: calm.rate, pitch: calm.pitch,
        loudness: Loudness(lufs: -14)))
    for text in ["Keep the pressure gentle, never painful.", "Now!", "Stop. Turn around."] {
      #expect(Measure.truePeak(of: try speaker.say(text).samples) <= -1)
    }
  }
}
