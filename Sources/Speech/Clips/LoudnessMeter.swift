internal import CueTimeline
internal import Glibc

/// Measures integrated loudness according to ITU-R BS.1770-4, for one channel.
struct LoudnessMeter {
  private let rate: Double
  private let shelf: Biquad
  private let highPass: Biquad

  /// Makes a meter for sound at a rate.
  init(rate: SampleRate) {
    self.rate = Double(rate.hertz)
    // The standard gives its filters at 48 kHz; these are the analogue filters they are made from.
    shelf = .highShelf(
      frequency: 1681.974450955533, gain: 3.999843853973347, q: 0.7071752369554196, at: self.rate)
    highPass = .highPass(frequency: 38.13547087602444, q: 0.5003270373238773, at: self.rate)
  }

  /// The loudness of a sound, `nil` if it is silent.
  ///
  /// A sound shorter than one block of 400 ms counts as a whole block.
  func loudness(of samples: [Int16]) -> Loudness? {
    let block = Int(rate * 0.4)
    let hop = block / 4
    let weighted = weightedPowers(of: samples, hop: hop)
    let powers = (0...max(0, weighted.count - 4)).map { start in
      weighted[start..<min(start + 4, weighted.count)].reduce(0, +) / Double(block)
    }
    let audible = powers.filter { $0 > Self.power(lufs: -70) }
    guard !audible.isEmpty else { return nil }
    let gate = audible.mean / 10
    return Loudness(lufs: Self.lufs(power: audible.filter { $0 > gate }.mean))
  }

  /// The sums of squares of the weighted sound over successive quarters of a block.
  private func weightedPowers(of samples: [Int16], hop: Int) -> [Double] {
    var sums: [Double] = []
    sums.reserveCapacity(samples.count / hop + 1)
    var (first, second) = (shelf, highPass)
    var (sum, filled) = (0.0, 0)
    for sample in samples {
      let value = second.next(first.next(Double(sample) / 32768))
      sum += value * value
      filled += 1
      if filled == hop {
        sums.append(sum)
        (sum, filled) = (0, 0)
      }
    }
    // The last part counts only if there is no whole block without it.
    if sums.count < 4 { sums.append(sum) }
    return sums
  }

  private static func lufs(power: Double) -> Double { -0.691 + 10 * log10(power) }
  private static func power(lufs: Double) -> Double { pow(10, (lufs + 0.691) / 10) }
}

extension [Double] {
  fileprivate var mean: Double { reduce(0, +) / Double(count) }
}

/// A second-order filter with its state.
struct Biquad {
  private let b0: Double
  private let b1: Double
  private let b2: Double
  private let a1: Double
  private let a2: Double
  private var z1 = 0.0
  private var z2 = 0.0

  private init(b0: Double, b1: Double, b2: Double, a0: Double, a1: Double, a2: Double) {
    self.b0 = b0 / a0
    self.b1 = b1 / a0
    self.b2 = b2 / a0
    self.a1 = a1 / a0
    self.a2 = a2 / a0
  }

  /// Amplifies what is above a frequency by a gain in dB.
  static func highShelf(frequency: Double, gain: Double, q: Double, at rate: Double) -> Self {
    let k = tan(.pi * frequency / rate)
    let vh = pow(10, gain / 20)
    let vb = pow(vh, 0.4996667741545416)
    return Self(
      b0: vh + vb * k / q + k * k, b1: 2 * (k * k - vh), b2: vh - vb * k / q + k * k,
      a0: 1 + k / q + k * k, a1: 2 * (k * k - 1), a2: 1 - k / q + k * k)
  }

  /// Removes what is below a frequency; not normalised, as in the standard.
  static func highPass(frequency: Double, q: Double, at rate: Double) -> Self {
    let k = tan(.pi * frequency / rate)
    let a0 = 1 + k / q + k * k
    return Self(
      b0: a0, b1: -2 * a0, b2: a0, a0: a0, a1: 2 * (k * k - 1), a2: 1 - k / q + k * k)
  }

  /// Filters one sample.
  mutating func next(_ input: Double) -> Double {
    let output = b0 * input + z1
    z1 = b1 * input - a1 * output + z2
    z2 = b2 * input - a2 * output
    return output
  }
}
