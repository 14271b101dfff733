/// The hours of the day in which reminders may be spoken, in local time: `8:00-20:00`.
///
/// A window that ends before it starts goes on into the next day.
public struct DayWindow: Hashable, Sendable, CustomStringConvertible {
  /// Why a text is not a window.
  public enum Problem: Error, Equatable {
    /// It is not two times with a dash between.
    case unreadable
    /// It ends at the time at which it starts.
    case empty

    /// What happened, and what to write instead.
    public var message: String {
      switch self {
      case .unreadable: "write two times of day with a dash between, such as 8:00-20:00"
      case .empty: "it ends at the time it starts; the whole day is 0:00-24:00"
      }
    }
  }

  /// When it starts.
  public let start: TimeOfDay
  /// When it ends; that moment is no longer in it.
  public let end: TimeOfDay

  /// The hours in which most people are awake.
  public static let usual = DayWindow(
    start: TimeOfDay(seconds: 8 * 3_600), end: TimeOfDay(seconds: 20 * 3_600))

  private init(start: TimeOfDay, end: TimeOfDay) { (self.start, self.end) = (start, end) }

  /// Reads a window: `8:00-20:00`, `8-20`, `22:00–6:00`, `0:00-24:00`.
  ///
  /// - Parameter text: what somebody wrote.
  /// - Throws: why it is not a window.
  public init(_ text: String) throws(Problem) {
    let ends = text.split(omittingEmptySubsequences: false) { "-–—".contains($0) }
    guard ends.count == 2, let start = Self.time(ends[0]), let end = Self.time(ends[1]),
      start < .endOfDay
    else { throw .unreadable }
    guard start != end else { throw .empty }
    // A window that ends at 0:00 ends with the day.
    self.init(start: start, end: end.seconds == 0 ? .endOfDay : end)
  }

  public var description: String { "\(start)-\(end)" }

  var crossesMidnight: Bool { end < start }

  /// How long it is, in seconds, on a day on which the clocks do not change.
  var seconds: Int { end.seconds - start.seconds + (crossesMidnight ? 86_400 : 0) }

  /// Whether a time of day is in the window.
  public func contains(_ time: TimeOfDay) -> Bool {
    crossesMidnight ? time >= start || time < end : time >= start && time < end
  }

  private static func time(_ text: Substring) -> TimeOfDay? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { part in
      part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    }
    guard (1...2).contains(parts.count) else { return nil }
    let numbers = parts.compactMap { digits -> Int? in
      let text = String(digits)
      return (1...2).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
        ? Int(text) : nil
    }
    guard numbers.count == parts.count, parts.count == 1 || parts[1].count == 2 else { return nil }
    let (hour, minute) = (numbers[0], numbers.count == 2 ? numbers[1] : 0)
    guard minute < 60, hour < 24 || hour == 24 && minute == 0 else { return nil }
    return TimeOfDay(seconds: (hour * 60 + minute) * 60)
  }
}
