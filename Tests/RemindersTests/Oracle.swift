import Foundation

/// When reminders are due without jitter, found by looking at a calendar minute by minute.
struct Oracle {
  /// What calendar and clock show at a moment.
  struct Reading {
    let moment: Date
    let day: Int
    /// Since midnight.
    let minute: Int
  }

  private let calendar: Calendar

  init(_ zone: String) throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try TimeZone.named(zone)
    self.calendar = calendar
  }

  /// The first moment of a day.
  func moment(_ year: Int, _ month: Int, _ day: Int) throws -> Date {
    guard let date = calendar.date(from: DateComponents(year: year, month: month, day: day))
    else { throw Unknown() }
    return date
  }

  /// What is shown at a moment.
  func reading(_ moment: Date) -> Reading {
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: moment)
    let day = ((parts.year ?? 0) * 12 + (parts.month ?? 0)) * 31 + (parts.day ?? 0)
    return Reading(
      moment: moment, day: day, minute: (parts.hour ?? 0) * 60 + (parts.minute ?? 0))
  }

  /// What is shown at each minute of a stretch of days.
  func readings(from first: Date, days: Int) -> [Reading] {
    (0..<days * 1_440).map { reading(first.addingTimeInterval(Double($0 * 60))) }
  }

  /// Whether a window is open at a minute of the day.
  static func isOpen(_ minute: Int, _ start: Int, _ end: Int) -> Bool {
    start < end ? minute >= start && minute < end : minute >= start || minute < end
  }

  /// When reminders are due in a stretch of minutes; a window that began before is not in it.
  static func moments(
    _ start: Int, _ end: Int, every period: Int, in readings: [Reading]
  ) -> [Date] {
    var moments: [Date] = []
    var opened: (day: Int, at: Int)?
    var lastDay = Int.min
    for (index, now) in readings.enumerated() {
      if let (day, _) = opened {
        let isNextDay = now.day > day
        let isOver = start < end ? isNextDay || now.minute >= end : isNextDay && now.minute >= end
        if isOver { opened = nil }
      }
      if opened == nil, now.day > lastDay, now.minute >= start, start > end || now.minute < end {
        opened = (now.day, index)
        lastDay = now.day
      }
      if let (_, at) = opened, (index - at) % period == 0, isOpen(now.minute, start, end) {
        moments.append(now.moment)
      }
    }
    return moments
  }
}

/// A time zone or a day that does not exist.
struct Unknown: Error {}

extension TimeZone {
  /// A zone by its name.
  static func named(_ name: String) throws -> TimeZone {
    guard let zone = TimeZone(identifier: name) else { throw Unknown() }
    return zone
  }
}
