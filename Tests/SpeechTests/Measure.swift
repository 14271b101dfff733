import Foundation

/// Measures sounds in other ways than the code that is tested.
enum Measure {
  /// The true peak in dB of full scale, by eightfold interpolation with a long window.
  static func truePeak(of samples: [Int16]) -> Double {
    let sound = samples.map { Double($0) / 32768 }
    let reach = 16
    let kernels = (0..<8).map { step in
      (1 - reach...reach).map { tap -> Double in
        let x = Double(tap) - Double(step) / 8
        let sinc = x == 0 ? 1 : sin(.pi * x) / (.pi * x)
        return sinc * (0.5 + 0.5 * cos(.pi * x / Double(reach + 1)))
      }
    }
    let loudest = sound.map(abs).max() ?? 0
    var peak = loudest
    for index in sound.indices where abs(sound[index]) > loudest * 0.6 {
      for kernel in kernels {
        var value = 0.0
        for (tap, weight) in kernel.enumerated() {
          let at = index + 1 - reach + tap
          if sound.indices.contains(at) { value += sound[at] * weight }
        }
        peak = max(peak, abs(value))
      }
    }
    return 20 * log10(peak)
  }

  /// How often a sound crosses zero, per sample.
  static func zeroCrossings(_ samples: ArraySlice<Int16>) -> Double {
    let crossings = zip(samples, samples.dropFirst()).count { ($0 < 0) != ($1 < 0) }
    return Double(crossings) / Double(samples.count)
  }

  /// The pitch in Hz of a voiced sound at 22,050 Hz, by the lag at which it is most like itself.
  static func pitch(_ samples: ArraySlice<Int16>) -> Double {
    let sound = samples.map(Double.init)
    let lags = 60...280
    let likeness = lags.map { lag in
      zip(sound, sound.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 } / Double(sound.count - lag)
    }
    let best = likeness.indices.max { likeness[$0] < likeness[$1] } ?? 0
    return 22_050 / Double(lags.lowerBound + best)
  }
}
