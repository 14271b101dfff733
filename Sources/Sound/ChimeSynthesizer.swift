public import CueTimeline
internal import Glibc

/// Makes the chimes: soft struck tones, well under the voice.
///
/// A chime is one or two notes, each a few decaying partials like those of a wooden bar: the higher
/// a partial, the faster it decays. The strike is the first frame, which is never silent; the end
/// fades out so that no chime ends in a click.
public struct ChimeSynthesizer: Sendable {
  /// Frames per second of what is made.
  public let rate: SampleRate
  private let voiceLevel: Decibels
  private let touch: ChimeTouch

  /// Makes a synthesizer.
  ///
  /// - Parameters:
  ///   - rate: frames per second of what is made.
  ///   - voice: the voice that the chimes match: a quieter one gets quieter chimes, and a gentle one
  ///     gets chimes that swell, lower and softer, instead of being struck.
  public init(rate: SampleRate, voice: VoiceSound = .usual) {
    self.rate = rate
    voiceLevel = Decibels(voice.loudness.lufs)
    touch = voice.isGentle ? .swelling : .struck
  }

  /// Makes a chime: exactly `rate.frames(in: chime.duration)` frames, the same every time.
  ///
  /// - Parameter chime: which chime.
  /// - Returns: its sound; the anchor is the strike, frame zero.
  public func clip(for chime: Chime) -> Clip {
    let count = Int(rate.frames(in: chime.duration).value)
    guard count > 0 else { return Clip(samples: [], anchor: .zero) }
    var mix = [Double](repeating: 0, count: count)
    for note in chime.notes { add(note, to: &mix) }
    fadeOut(&mix)
    let level = (voiceLevel - touch.underVoice).amplitude
    let gain = min(level / loudestLevel(of: mix), 1 / (mix.map(abs).max() ?? 1))
    var samples = mix.map { Int16(($0 * gain * 32_767).rounded()) }
    // A quiet voice could round the strike's very first frame away; a clip begins with sound.
    if samples[0] == 0 { samples[0] = 1 }
    return Clip(samples: samples, anchor: .zero)
  }

  /// Adds a note to a mix, from its strike on.
  private func add(_ note: ChimeNote, to mix: inout [Double]) {
    let hertz = Double(rate.hertz)
    let first = Int(rate.frames(in: note.strike).value)
    let attackFrames = Double(max(rate.frames(in: touch.attack).value, 1))
    for partial in touch.partials {
      let frequency = note.pitch * touch.pitch * partial.ratio
      // A partial near half the rate or above would be heard as a wrong, lower note.
      guard frequency < hertz * 0.45 else { continue }
      let step = 2 * Double.pi * frequency / hertz
      let decay = exp(-partial.damping / (note.ring * touch.ring * hertz))
      var level = note.level * partial.level
      for index in stride(from: first, to: mix.count, by: 1) {
        let age = Double(index - first + 1)
        let rise = age < attackFrames ? touch.rise(age / attackFrames) : 1
        mix[index] += level * rise * sin(step * age)
        level *= decay
      }
    }
  }

  private func fadeOut(_ mix: inout [Double]) {
    let length = min(Int(rate.frames(in: touch.release).value), mix.count)
    for offset in 0..<length {
      // From 1 just before the fade to 0 on the last frame.
      let left = Double(length - 1 - offset) / Double(length)
      mix[mix.count - length + offset] *= 0.5 - 0.5 * cos(Double.pi * left)
    }
  }

  /// The root mean square of the loudest tenth of a second, which is about how loud a chime seems.
  private func loudestLevel(of mix: [Double]) -> Double {
    let window = max(min(Int(rate.hertz) / 10, mix.count), 1)
    var sum = 0.0
    var loudest = 0.0
    for index in mix.indices {
      sum += mix[index] * mix[index]
      if index >= window { sum -= mix[index - window] * mix[index - window] }
      loudest = max(loudest, sum)
    }
    return max((loudest / Double(window)).squareRoot(), 1e-9)
  }
}

/// One strike of a chime.
private struct ChimeNote {
  /// After the chime's first frame.
  let strike: Duration
  /// Hertz of the fundamental.
  let pitch: Double
  /// Relative amplitude.
  let level: Double
  /// Seconds in which the fundamental falls to 1/e.
  let ring: Double
}

/// How a chime is struck, and how it fades.
private struct ChimeTouch {
  struct Partial {
    let ratio: Double
    let level: Double
    /// How many times faster than the fundamental it decays.
    let damping: Double
  }

  /// How far under the voice a chime's loudest tenth of a second is.
  let underVoice: Decibels
  /// How long a note takes to reach its full level.
  let attack: Duration
  /// The level on the way there: from 0 to 1, as its argument.
  let rise: @Sendable (Double) -> Double
  /// How long the fade-out at a chime's end is.
  let release: Duration
  /// The factor on a note's pitch.
  let pitch: Double
  /// The factor on the time in which a note decays.
  let ring: Double
  let partials: [Partial]

  /// A soft wooden bar: a strong fundamental, a quiet octave for warmth, and briefly the double
  /// octave that marimba bars are tuned to.
  ///
  /// In listening tests a cue at 10 to 14 dB under speech is noticed and does not mask it. A shorter
  /// attack clicks, a longer one sounds bowed.
  static let struck = ChimeTouch(
    underVoice: Decibels(12), attack: .milliseconds(7), rise: { sin(Double.pi / 2 * $0) },
    release: .milliseconds(25), pitch: 1, ring: 1,
    partials: [
      Partial(ratio: 1, level: 1, damping: 1),
      Partial(ratio: 2, level: 0.22, damping: 1.8),
      Partial(ratio: 3, level: 0.07, damping: 3),
      Partial(ratio: 4, level: 0.10, damping: 5),
    ])

  /// Bowed, a fifth lower, nearly a pure tone: it comes and goes slowly, since sudden sounds startle
  /// and wake.
  static let swelling = ChimeTouch(
    underVoice: Decibels(14), attack: .milliseconds(80), rise: { 0.5 - 0.5 * cos(Double.pi * $0) },
    release: .milliseconds(70), pitch: 2.0 / 3, ring: 3,
    partials: [
      Partial(ratio: 1, level: 1, damping: 1),
      Partial(ratio: 2, level: 0.08, damping: 1.8),
    ])
}

extension Chime {
  /// Rising for a beginning, falling and longer for an end, a single tick for a repetition.
  fileprivate var notes: [ChimeNote] {
    switch self {
    case .start:
      [
        ChimeNote(strike: .zero, pitch: 659.26, level: 0.8, ring: 0.16),
        ChimeNote(strike: .milliseconds(130), pitch: 880, level: 1, ring: 0.2),
      ]
    case .end:
      [
        ChimeNote(strike: .zero, pitch: 587.33, level: 1, ring: 0.24),
        ChimeNote(strike: .milliseconds(200), pitch: 440, level: 1, ring: 0.32),
      ]
    case .rep:
      [ChimeNote(strike: .zero, pitch: 783.99, level: 1, ring: 0.06)]
    // Bells ring on.
    case .low: [ChimeNote(strike: .zero, pitch: 293.66, level: 1, ring: 0.8)]
    case .high: [ChimeNote(strike: .zero, pitch: 587.33, level: 1, ring: 0.55)]
    }
  }
}
