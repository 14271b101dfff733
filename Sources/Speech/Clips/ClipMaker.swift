internal import CueTimeline
internal import Glibc

/// Turns the engine's speech into clips: trimmed, faded out, at the voice's loudness, limited.
struct ClipMaker: Sendable {
  private let rate: SampleRate
  private let gain: Float
  private let fade: Int
  private let swell: Int
  private let limiter: TruePeakLimiter

  /// The highest true peak of a clip, in dBTP.
  static let ceiling = -1.0
  /// The same for a gentle voice: no consonant stands out.
  static let gentleCeiling = -10.0

  /// Makes a maker for one voice.
  ///
  /// - Parameters:
  ///   - rate: the rate of the engine's samples and of the clips.
  ///   - natural: how loud the engine makes the voice.
  ///   - profile: how loud it should be, and whether it is gentle.
  init(rate: SampleRate, natural: Loudness, profile: VoiceProfile) {
    self.rate = rate
    gain = Float(pow(10, (profile.loudness.lufs - natural.lufs) / 20))
    // Long enough to take the edge off a first consonant, short enough to leave it understood.
    swell = profile.isGentle ? Int(rate.frames(in: .milliseconds(30)).value) : 0
    // The engine cuts words that end in a stop consonant far above zero.
    fade = Int(rate.frames(in: .milliseconds(4)).value)
    limiter = TruePeakLimiter(
      decibels: profile.isGentle ? Self.gentleCeiling : Self.ceiling, rate: rate)
  }

  /// The clip of a phrase, `nil` if the engine made no sound.
  func clip(_ raw: RawSpeech) -> Clip? {
    guard let first = raw.samples.firstIndex(where: { $0 != 0 }),
      let last = raw.samples.lastIndex(where: { $0 != 0 })
    else { return nil }
    // One more sample, which is zero: a sound ends in silence.
    var sound = [Float](unsafeUninitializedCapacity: last - first + 2) { sound, count in
      let scale = gain / 32768
      for index in first...last {
        sound.initializeElement(at: index - first, to: Float(raw.samples[index]) * scale)
      }
      count = last - first + 2
      sound.initializeElement(at: count - 1, to: 0)
    }
    swellIn(&sound)
    fadeOut(&sound)
    limiter.limit(&sound)
    let samples = [Int16](unsafeUninitializedCapacity: sound.count) { samples, count in
      sound.withUnsafeBufferPointer { sound in
        for index in sound.indices {
          // Below the ceiling, so never too large. Adding 2^15 makes every value positive, so that
          // truncating after adding a half rounds to the nearest without a branch.
          let shifted = Int32(sound[index] * 32767 + 32768.5)
          samples.initializeElement(at: index, to: Int16(truncatingIfNeeded: shifted &- 32768))
        }
      }
      count = sound.count
    }
    // A very soft beginning may have become silence.
    guard let start = samples.firstIndex(where: { $0 != 0 }) else { return nil }
    let anchor = vowel(raw.phonemes) - first - start
    return Clip(
      samples: start == 0 ? samples : Array(samples[start...]),
      anchor: FrameCount(Int64(min(max(0, anchor), samples.count - start))))
  }

  /// The frame of the first vowel as the engine counts; 0 if there is none.
  private func vowel(_ phonemes: [Phoneme]) -> Int {
    guard let vowel = phonemes.first(where: \.isVowel) else { return 0 }
    return Int(rate.frames(in: .milliseconds(Int64(vowel.millisecond))).value)
  }

  private func swellIn(_ sound: inout [Float]) {
    let length = min(swell, sound.count)
    for step in 0..<length {
      // From just above 0 up to 1.
      sound[step] *= 0.5 - 0.5 * cosf(.pi * Float(step + 1) / Float(length))
    }
  }

  private func fadeOut(_ sound: inout [Float]) {
    let length = min(fade, sound.count)
    for step in 0..<length {
      // From just below 1 down to exactly 0.
      let share = 0.5 + 0.5 * cosf(.pi * Float(step + 1) / Float(length))
      sound[sound.count - length + step] *= share
    }
  }
}
