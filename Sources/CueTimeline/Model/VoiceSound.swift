/// How a voice sounds next to other sounds: chimes are made to match it.
public struct VoiceSound: Hashable, Sendable {
  /// How loud its sentences are.
  public let loudness: Loudness
  /// Whether it is soft, for somebody asleep nearby: chimes then swell instead of being struck.
  public let isGentle: Bool

  /// A voice at the usual loudness of speech.
  public static let usual = VoiceSound(loudness: .speech, isGentle: false)

  /// Makes the sound of a voice.
  public init(loudness: Loudness, isGentle: Bool) {
    self.loudness = loudness
    self.isGentle = isGentle
  }
}

/// How loud speech is: integrated loudness according to ITU-R BS.1770, in LUFS.
public struct Loudness: Hashable, Comparable, Sendable {
  /// Loudness units relative to full scale; negative.
  public let lufs: Double

  /// The range a voice can be brought to: louder would only be limited, softer cannot be heard.
  public static let range: ClosedRange<Double> = -40...(-14)
  /// The usual loudness of spoken word in mono.
  public static let speech = Loudness(lufs: -19)

  /// Makes a loudness.
  public init(lufs: Double) { self.lufs = lufs }

  public static func < (left: Self, right: Self) -> Bool { left.lufs < right.lufs }
}
