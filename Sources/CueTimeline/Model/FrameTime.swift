/// Frames per second of a sound; 22,050 for eSpeak NG.
public struct SampleRate: Hashable, Sendable {
  /// Frames per second, from 1 to 768,000.
  public let hertz: Int32

  /// Makes a rate.
  ///
  /// - Precondition: `hertz` is from 1 to 768,000, the range ALSA devices offer.
  public init(hertz: Int32) {
    precondition((1...768_000).contains(hertz), "a sample rate is from 1 to 768000 Hz")
    self.hertz = hertz
  }

  /// The number of whole frames nearest to a duration; halves go up.
  ///
  /// Beats are placed by rounding a sum, never by adding up rounded parts, so errors do not add up.
  /// Exact for durations up to a hundred years.
  public func frames(in duration: Duration) -> FrameCount {
    // A script cannot write anything finer than nanoseconds.
    let billion: Int64 = 1_000_000_000
    let (seconds, nanoseconds) = Int64(duration.attoseconds / Int128(billion))
      .quotientAndRemainder(dividingBy: billion)
    let rate = Int64(hertz)
    let part = nanoseconds * rate
    let rounded = (part + billion / 2) / billion - (part + billion / 2 < 0 ? 1 : 0)
    return FrameCount(seconds * rate + rounded)
  }

  /// How long a number of frames lasts, to the nanosecond.
  public func duration(of frames: FrameCount) -> Duration {
    let rate = Int64(hertz)
    let (seconds, rest) = frames.value.quotientAndRemainder(dividingBy: rate)
    return .seconds(seconds) + .nanoseconds(rest * 1_000_000_000 / rate)
  }
}

/// A length in frames.
public struct FrameCount: Hashable, Comparable, Sendable, AdditiveArithmetic {
  /// Frames; negative only as the difference of two positions.
  public let value: Int64

  /// No frames.
  public static let zero = FrameCount(0)

  /// Makes a length of `value` frames.
  public init(_ value: Int64) { self.value = value }

  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
  public static func + (left: Self, right: Self) -> Self { Self(left.value + right.value) }
  public static func - (left: Self, right: Self) -> Self { Self(left.value - right.value) }
}

/// A place on a timeline: frames since its first frame, which is position zero.
public struct FramePosition: Hashable, Comparable, Sendable {
  /// Frames since the timeline's first frame.
  public let value: Int64

  /// The timeline's first frame.
  public static let start = FramePosition(0)

  /// Makes the position `value` frames after the timeline's first.
  public init(_ value: Int64) { self.value = value }

  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
  /// The position that many frames later.
  public static func + (left: Self, right: FrameCount) -> Self { Self(left.value + right.value) }
  /// The position that many frames earlier.
  public static func - (left: Self, right: FrameCount) -> Self { Self(left.value - right.value) }
  /// How far apart two positions are; negative if the first is earlier.
  public static func - (left: Self, right: Self) -> FrameCount {
    FrameCount(left.value - right.value)
  }
  /// Moves a position that many frames later.
  public static func += (left: inout Self, right: FrameCount) { left = left + right }
}
