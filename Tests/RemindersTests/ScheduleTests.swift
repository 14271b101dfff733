import Foundation
import Reminders
import Testing

@Suite("When reminders are due, compared with a calendar that is read minute by minute")
struct ScheduleTests {
  /// Hours of the day, and minutes from one reminder to the next.
  static let plans = [
    ("8:00-20:00", 480, 1_200, 45), ("9:30-17:00", 570, 1_020, 60), ("22:00-6:00", 1_320, 360, 40),
    ("0:00-24:00", 0, 1_440, 45), ("1:00-4:00", 60, 240, 25), ("2:30-2:40", 150, 160, 5),
    ("2:15-8:00", 135, 480, 10), ("23:59-0:01", 1_439, 1, 1), ("0:00-2:30", 0, 150, 7),
    ("8:00-8:01", 480, 481, 1_440),
  ]
  /// Places, with the first day of a fortnight in which something happens to their clocks.
  static let places = [
    ("Europe/Berlin", 2026, 3, 20), ("Europe/Berlin", 2026, 10, 17),
    ("America/New_York", 2026, 3, 1), ("America/New_York", 2026, 10, 25),
    // By half an hour; at midnight; by a whole day; never.
    ("Australia/Lord_Howe", 2026, 3, 28), ("Australia/Lord_Howe", 2026, 9, 28),
    ("Africa/Cairo", 2026, 4, 18), ("Africa/Cairo", 2026, 10, 24), ("Pacific/Apia", 2011, 12, 24),
    ("Asia/Kathmandu", 2026, 3, 20), ("Africa/Casablanca", 2026, 2, 8),
  ]

  private func moments(
    _ plan: ReminderPlan, _ zone: String, after first: Date, before end: Date
  ) throws -> [DueReminder] {
    let schedule = ReminderSchedule(plan, in: LocalTime(try TimeZone.named(zone)), seed: 7)
    var found: [DueReminder] = []
    var last = first
    while let next = schedule.next(after: last), next.moment < end {
      found.append(next)
      last = next.moment
    }
    return found
  }

  @Test("Without jitter: exactly", arguments: places)
  func exact(place: (String, Int, Int, Int)) throws {
    let oracle = try Oracle(place.0)
    let first = try oracle.moment(place.1, place.2, place.3)
    let readings = oracle.readings(from: first, days: 14)
    // A window that began before the first day is left to the days before.
    let start = first.addingTimeInterval(86_400)
    let end = first.addingTimeInterval(14 * 86_400)
    for (text, from, to, every) in Self.plans {
      let expected = Oracle.moments(from, to, every: every, in: readings).filter { $0 > start }
      let plan = try ReminderPlan(
        every: .seconds(every * 60), between: try DayWindow(text), jitter: .zero)
      let found = try moments(plan, place.0, after: start, before: end)
      #expect(found.map(\.moment) == expected, "\(text)")
    }
  }

  @Test("With jitter: near, in order, in the window, and the same every time", arguments: places)
  func jittered(place: (String, Int, Int, Int)) throws {
    let local = LocalTime(try TimeZone.named(place.0))
    let start = try Oracle(place.0).moment(place.1, place.2, place.3)
    for (text, _, _, every) in Self.plans where every >= 10 {
      let end = start.addingTimeInterval(14 * 86_400)
      let window = try DayWindow(text)
      let period = Duration.seconds(every * 60)
      let most = Duration.seconds(every * 20)
      let even = try moments(
        try ReminderPlan(every: period, between: window, jitter: .zero), place.0, after: start,
        before: end)
      let plan = try ReminderPlan(every: period, between: window, jitter: most)
      let found = try moments(plan, place.0, after: start, before: end)
      #expect(try moments(plan, place.0, after: start, before: end) == found)
      let due = Dictionary(grouping: even, by: \.turn)
      for reminder in found {
        #expect(window.contains(local.reading(at: reminder.moment).time), "\(text) \(reminder)")
        // One at the very edge may have been left out without jitter, and not with it.
        guard let same = due[reminder.turn] else { continue }
        #expect(
          same.contains {
            abs(reminder.moment.timeIntervalSince($0.moment)) <= Double(every * 20)
          })
      }
    }
  }

  @Test("The jitter is spread over its whole range")
  func spread() throws {
    let zone = try TimeZone.named("UTC")
    let plan = try ReminderPlan(between: try DayWindow("0:00-24:00"))
    let found = try moments(
      plan, "UTC", after: Date(timeIntervalSince1970: 0),
      before: Date(timeIntervalSince1970: 100 * 86_400))
    let offsets = found.map { reminder in
      (Int(reminder.moment.timeIntervalSince1970) + 1_350) % 2_700 - 1_350
    }
    #expect(zone.secondsFromGMT() == 0)
    #expect((offsets.min() ?? 0) < -260 && (offsets.max() ?? 0) > 260)
    let mean = Double(offsets.reduce(0, +)) / Double(offsets.count)
    #expect(abs(mean) < 20, "\(mean)")
  }

  @Test("Each has the text after the one before it, over nights and over a start again")
  func turns() throws {
    let berlin = LocalTime(try TimeZone.named("Europe/Berlin"))
    let oracle = try Oracle("Europe/Berlin")
    let start = try oracle.moment(2026, 3, 20)
    let found = try moments(
      try ReminderPlan(), "Europe/Berlin", after: start,
      before: start.addingTimeInterval(30 * 86_400))
    #expect(found.count > 470)
    for (one, other) in zip(found, found.dropFirst()) { #expect(other.turn == one.turn + 1) }
    let again = ReminderSchedule(try ReminderPlan(), in: berlin, seed: 7)
    for (one, other) in zip(found, found.dropFirst()) {
      #expect(again.next(after: one.moment) == other)
    }
  }

  @Test("The machine's own local time is what a calendar says")
  func system() {
    let calendar = Calendar(identifier: .gregorian)
    for step in 0..<2_000 {
      let moment = Date(timeIntervalSince1970: 1_700_000_000 + Double(step) * 40_000)
      let parts = calendar.dateComponents([.hour, .minute], from: moment)
      let minute = parts.minute ?? 0
      #expect(
        LocalTime.system().reading(at: moment).time.description
          == "\(parts.hour ?? 0):\(minute < 10 ? "0" : "")\(minute)")
    }
  }
}
