internal import CueTimeline
internal import Glibc

/// Keeps the true peak of a sound, which is that of the curve through its samples, below a ceiling.
///
/// It looks ahead: the gain falls smoothly before a peak and rises slowly after it, so nothing is
/// clipped and nothing clicks.
struct TruePeakLimiter {
  /// The highest true peak that is allowed, as a share of full scale.
  let ceiling: Float
  private let attack: Int
  private let hold: Int
  private let release: Int

  /// Makes a limiter for sound at a rate.
  ///
  /// - Parameters:
  ///   - decibels: the ceiling in dBTP.
  ///   - rate: the rate of the sound.
  init(decibels: Double, rate: SampleRate) {
    // A tenth of a dB for peaks that lie between the points looked at, and for rounding.
    ceiling = Float(pow(10, (decibels - 0.1) / 20))
    let frames = Double(rate.hertz)
    attack = Int(frames * 0.008)
    // Longer than one period of the lowest voice, so that the gain does not follow the waveform.
    hold = Int(frames * 0.015)
    release = Int(frames * 0.080)
  }

  /// Turns a sound down around the peaks that are too high.
  func limit(_ sound: inout [Float]) {
    let peaks = peaksAboveCeiling(in: sound)
    guard !peaks.isEmpty else { return }
    var gains = [Float](repeating: 1, count: sound.count)
    for peak in peaks { lower(&gains, around: peak) }
    for index in sound.indices { sound[index] *= gains[index] }
  }

  /// Some frames with a peak in them, and the gain that brings it below the ceiling.
  private struct Peak {
    let frames: Range<Int>
    let gain: Float
  }

  /// Looks at a sound about a millisecond at a time.
  private func peaksAboveCeiling(in sound: [Float]) -> [Peak] {
    let length = 24
    var peaks: [Peak] = []
    for start in stride(from: 0, to: sound.count, by: length) {
      let frames = start..<min(start + length, sound.count)
      let highest = TruePeak.highest(in: sound, frames, atLeast: ceiling)
      if highest > ceiling { peaks.append(Peak(frames: frames, gain: ceiling / highest)) }
    }
    return peaks
  }

  private func lower(_ gains: inout [Float], around peak: Peak) {
    let depth = 1 - peak.gain
    // Down over the attack, level over the peak's frames and the hold, up again over the release.
    // Two frames of margin, since a peak may lie between these frames and the next.
    let level = (peak.frames.lowerBound - 2)..<(peak.frames.upperBound + hold)
    for index in max(0, level.lowerBound - attack)..<min(gains.count, level.upperBound + release) {
      let distance: Float =
        if index < level.lowerBound {
          Float(level.lowerBound - index) / Float(attack)
        } else if index >= level.upperBound {
          Float(index - level.upperBound + 1) / Float(release)
        } else {
          0
        }
      let share = 0.5 + 0.5 * cosf(.pi * distance)
      gains[index] = min(gains[index], 1 - depth * share)
    }
  }
}

/// The peak of the curve through samples, estimated at three more points between any two.
enum TruePeak {
  private static let reach = 12

  /// Windowed sines a quarter, a half and three quarters of the way from one sample to the next.
  private static let kernels: [[Float]] = [0.25, 0.5, 0.75].map { (fraction: Double) in
    let taps = (1 - reach...reach).map { (tap: Int) -> Double in
      let x = Double(tap) - fraction
      let window = 0.5 + 0.5 * cos(.pi * x / Double(reach + 1))
      return sin(.pi * x) / (.pi * x) * window
    }
    let sum = taps.reduce(0, +)
    return taps.map { Float($0 / sum) }
  }

  /// The highest true peak of some frames, including the points up to the next sample.
  ///
  /// - Parameters:
  ///   - sound: the whole sound, since the curve depends on what is around the frames.
  ///   - frames: where to look.
  ///   - least: the result may be too low for peaks below this.
  /// - Returns: the peak as a share of full scale.
  static func highest(in sound: [Float], _ frames: Range<Int>, atLeast least: Float) -> Float {
    sound.withUnsafeBufferPointer { sound in
      var highest: Float = 0
      for index in frames { highest = max(highest, abs(sound[index])) }
      // The curve rarely rises to twice the samples around it, and in speech at this rate never:
      // its energy is far below half the sampling rate.
      guard highest > least / 2 else { return highest }
      for index in frames where abs(sound[index]) > least / 2 {
        for kernel in kernels {
          var value: Float = 0
          kernel.withUnsafeBufferPointer { kernel in
            let first = index + 1 - reach
            let taps = max(0, -first)..<min(kernel.count, sound.count - first)
            for tap in taps { value += kernel[tap] * sound[first + tap] }
          }
          highest = max(highest, abs(value))
        }
      }
      return highest
    }
  }
}
