internal import CueTimeline

/// A speaking rate as the engine counts it: a little faster than it sounds, since pauses come on top.
public struct WordsPerMinute: Hashable, Comparable, Sendable {
  /// Words a minute.
  public let value: Int32

  /// What the engine can do: below 80 it stays at 80, and at 450 it is slower than at 449.
  public static let range: ClosedRange<Int32> = 80...449

  /// Makes a rate, brought within `range`.
  public init(_ value: Int32) {
    self.value = min(max(value, Self.range.lowerBound), Self.range.upperBound)
  }

  /// This rate at a pace, brought within `range`.
  func at(_ pace: Pace) -> Self {
    Self(Int32(clamping: (Int64(value) * Int64(pace.percent) + 50) / 100))
  }

  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

/// A setting of the engine's voice on its own scale, from 0 to 99.
public struct VoiceLevel: Hashable, Sendable {
  /// From 0 to 99; 50 is what the voice was made for.
  public let value: Int32

  /// The engine's scale.
  public static let range: ClosedRange<Int32> = 0...99
  /// What the voice was made for.
  public static let neutral = VoiceLevel(50)

  /// Makes a level, brought within `range`.
  public init(_ value: Int32) {
    self.value = min(max(value, Self.range.lowerBound), Self.range.upperBound)
  }

  /// A share of this level, in percent.
  func scaled(byPercent percent: Int32) -> Self { Self(value * percent / 100) }
}

/// Silence put between words, on top of what the language has.
public struct WordGap: Hashable, Sendable {
  /// In units of 10 ms at the engine's usual rate of 175 words a minute.
  public let value: Int32

  /// More than half a second between words is no speech any more.
  public static let range: ClosedRange<Int32> = 0...50

  /// Makes a gap, brought within `range`.
  public init(_ value: Int32) {
    self.value = min(max(value, Self.range.lowerBound), Self.range.upperBound)
  }
}

/// How loud speech is: integrated loudness as of ITU-R BS.1770, in LUFS.
public struct Loudness: Hashable, Comparable, Sendable {
  /// Loudness units relative to full scale; negative.
  public let lufs: Double

  /// What a voice can be brought to: louder would only be limited flat, softer is not heard.
  public static let range: ClosedRange<Double> = -40...(-14)
  /// What spoken word in mono is commonly delivered at.
  public static let speech = Loudness(lufs: -19)

  /// Makes a loudness.
  public init(lufs: Double) { self.lufs = lufs }

  public static func < (left: Self, right: Self) -> Bool { left.lufs < right.lufs }
}
