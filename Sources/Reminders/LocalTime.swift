public import FoundationEssentials
internal import Platform

/// A day of the local calendar.
public struct LocalDay: Hashable, Comparable, Sendable {
  /// Days since 1 January 1970.
  let number: Int

  /// The day after it.
  public var next: LocalDay { LocalDay(number: number + 1) }

  /// How many days it is from another day to this one.
  public func days(after other: LocalDay) -> Int { number - other.number }

  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// A time of day as a clock on the wall shows it, from 0:00 to 24:00.
public struct TimeOfDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Seconds since midnight, as if the clock had not changed in between.
  let seconds: Int

  static let endOfDay = TimeOfDay(seconds: 86_400)

  /// `8:05`.
  public var description: String {
    let minutes = seconds / 60
    return "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
  }

  public static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }
}

/// What calendars and clocks show in one place, at any moment, daylight saving time included.
///
/// It asks only how far local time is ahead of UTC at a moment; nothing here needs more of a
/// calendar.
public struct LocalTime: Sendable {
  /// Seconds ahead of UTC, at a moment in seconds since the start of 1970.
  private let offset: @Sendable (Int) -> Int

  /// Makes the local time of a time zone.
  public init(_ zone: TimeZone) {
    offset = { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0))) }
  }

  private init(offset: @escaping @Sendable (Int) -> Int) { self.offset = offset }

  /// The local time of this machine, as it is set now.
  public static func system() -> LocalTime {
    SystemTimeZone.refresh()
    return LocalTime(offset: SystemTimeZone.offset)
  }

  /// What the calendar and the clock show at a moment.
  public func reading(at moment: Date) -> (day: LocalDay, time: TimeOfDay) {
    let seconds = Int(moment.timeIntervalSince1970.rounded(.down))
    let local = seconds + offset(seconds)
    let day = Int((Double(local) / 86_400).rounded(.down))
    return (LocalDay(number: day), TimeOfDay(seconds: local - day * 86_400))
  }

  /// The first moment at which the clock shows a time of a day, or has passed it.
  ///
  /// For a time that is skipped in spring it is the moment of the change; for one that comes twice
  /// in autumn, the first of the two.
  public func moment(of time: TimeOfDay, on day: LocalDay) -> Date {
    let local = day.number * 86_400 + time.seconds
    let (before, after) = (offset(local - 86_400), offset(local + 86_400))
    guard before != after else { return Date(timeIntervalSince1970: Double(local - before)) }
    let change = change(of: before, after: local - 86_400, until: local + 86_400)
    let first = local - before < change ? local - before : max(local - after, change)
    return Date(timeIntervalSince1970: Double(first))
  }

  /// The first second at which an offset is no longer in force.
  private func change(of before: Int, after start: Int, until end: Int) -> Int {
    var (low, high) = (start, end)
    while high - low > 1 {
      let middle = (low + high) / 2
      if offset(middle) == before { low = middle } else { high = middle }
    }
    return high
  }
}
