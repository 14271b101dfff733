internal import Glibc

/// A level or a gain on the logarithmic scale: 0 is full scale or unchanged, -6 about half.
public struct Decibels: Hashable, Comparable, Sendable {
  /// Decibels.
  public let value: Double

  /// Makes a level or a gain.
  ///
  /// - Precondition: `value` is finite.
  public init(_ value: Double) {
    precondition(value.isFinite, "a level is a finite number of decibels")
    self.value = value
  }

  /// The factor on amplitudes.
  var amplitude: Double { pow(10, value / 20) }

  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
  public static func + (left: Self, right: Self) -> Self { Self(left.value + right.value) }
  public static func - (left: Self, right: Self) -> Self { Self(left.value - right.value) }
}
