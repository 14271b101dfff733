/// How loud everything is played, as a slider shows it.
///
/// The amplitude is the cube of the slider's place, as it is for PulseAudio's volumes
/// (`pa_sw_volume_to_linear`) and mpv's `--volume`: equal steps sound about equally large.
public struct Volume: Hashable, Comparable, Sendable {
  /// The slider's place, from 0 (silent) to 100 (unchanged).
  public let percent: Int

  /// Samples stay as they are.
  public static let full = Volume(percent: 100)

  /// The softest that words are played which keep somebody from harm, whatever the slider says.
  public static let audible = Volume(percent: 40)

  /// Makes a volume; a value beyond 0 or 100 becomes 0 or 100.
  public init(percent: Int) { self.percent = min(max(percent, 0), 100) }

  /// The factor on amplitudes.
  public var amplitude: Double {
    let place = Double(percent) / 100
    return place * place * place
  }

  public static func < (left: Self, right: Self) -> Bool { left.percent < right.percent }

  /// Scales samples to this volume.
  func apply(to samples: UnsafeMutableBufferPointer<Int16>) {
    guard self != .full else { return }
    let factor = amplitude
    for index in samples.indices {
      samples[index] = Int16((Double(samples[index]) * factor).rounded())
    }
  }
}
