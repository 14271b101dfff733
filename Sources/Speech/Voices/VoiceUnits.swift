internal import CueTimeline

/// A speaking rate as the engine counts it: it sounds a little slower, since pauses are added.
public struct WordsPerMinute: Hashable, Comparable, Sendable {
  /// Words per minute.
  public let value: Int32

  /// The range of the engine: below 80 it stays at 80, and 450 is slower than 449.
  public static let range: ClosedRange<Int32> = 80...449

  /// Makes a rate, brought into `range`.
  public init(_ value: Int32) {
    self.value = min(max(value, Self.range.lowerBound), Self.range.upperBound)
  }

  /// This rate at a pace, brought into `range`.
  func at(_ pace: Pace) -> Self {
    Self(Int32(clamping: (Int64(value) * Int64(pace.percent) + 50) / 100))
  }

  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

/// A setting of the engine's voice on the engine's own scale, from 0 to 99.
public struct VoiceLevel: Hashable, Sendable {
  /// From 0 to 99; 50 is what the voice was designed for.
  public let value: Int32

  /// The engine's scale.
  public static let range: ClosedRange<Int32> = 0...99
  /// What the voice was designed for.
  public static let neutral = VoiceLevel(50)

  /// Makes a level, brought into `range`.
  public init(_ value: Int32) {
    self.value = min(max(value, Self.range.lowerBound), Self.range.upperBound)
  }

  /// A share of this level, in percent.
  func scaled(byPercent percent: Int32) -> Self { Self(value * percent / 100) }
}

/// Extra silence between words.
public struct WordGap: Hashable, Sendable {
  /// In units of 10 ms at the engine's usual rate of 175 words per minute.
  public let value: Int32

  /// More than half a second between words is not speech any more.
  public static let range: ClosedRange<Int32> = 0...50

  /// Makes a gap, brought into `range`.
  public init(_ value: Int32) {
    self.value = min(max(value, Self.range.lowerBound), Self.range.upperBound)
  }
}
