import Foundation
import Reminders
import Testing

@Suite("Sixty days of reminders, under a clock that is not the machine's")
struct RemindingTests {
  /// Places, with the first of sixty days in which their clocks change.
  static let places = [
    ("Europe/Berlin", 2026, 3, 1), ("Europe/Berlin", 2026, 10, 1),
    ("America/New_York", 2026, 2, 15), ("America/New_York", 2026, 10, 1),
  ]
  static let windows = [
    ("8:00-20:00", 480, 1_200, 45), ("22:00-6:00", 1_320, 360, 30), ("0:00-24:00", 0, 1_440, 90),
  ]
  private static let days = 60

  private struct Spoken: Equatable {
    let moment: Date
    let due: Date
    let turn: Int
  }

  /// Some stretches of seconds in sixty days, in order.
  private func stretches(_ dice: inout Dice, longest: Double) -> [Range<Double>] {
    var stretches: [Range<Double>] = []
    var at = 0.0
    while true {
      at += Double.random(in: 600...2 * 86_400, using: &dice)
      // Many are short, so that some end just before and just after two minutes.
      let length =
        Bool.random(using: &dice)
        ? Double.random(in: 1...300, using: &dice)
        : Double.random(in: 300...longest, using: &dice)
      guard at + length < Double(Self.days) * 86_400 else { return stretches }
      stretches.append(at.rounded()..<(at + length).rounded())
      at += length + 300
    }
  }

  @Test(
    "At the right times, never in quiet hours, during a session or late; each text in turn",
    arguments: places)
  func sixtyDays(place: (String, Int, Int, Int)) throws {
    let oracle = try Oracle(place.0)
    let zone = try TimeZone.named(place.0)
    let day = try oracle.moment(place.1, place.2, place.3)
    let start = day.addingTimeInterval(12 * 3_600)
    let end = start.addingTimeInterval(Double(Self.days) * 86_400)
    let readings = oracle.readings(
      from: day.addingTimeInterval(-2 * 86_400), days: Self.days + 3)
    for (seed, (text, from, to, every)) in Self.windows.enumerated() {
      let all = Oracle.moments(from, to, every: every, in: readings)
      let plan = try ReminderPlan(
        every: .seconds(every * 60), between: try DayWindow(text), jitter: .zero)
      var dice = Dice(UInt64(seed * 100 + place.2))
      let sleeps = stretches(&dice, longest: 30 * 3_600)
      let sessions = stretches(&dice, longest: 2 * 3_600)
      let isInSession = { (moment: Date) in
        let elapsed = moment.timeIntervalSince(start)
        return sessions.contains { $0.contains(elapsed) }
      }
      let clock = FakeClock(from: start, days: Self.days, sleeps: sleeps) { _ in zone }
      var spoken: [Spoken] = []
      var reminding = Reminding(plan, clock: clock) {
        isInSession(clock.now)
      } speak: { reminder in
        spoken.append(Spoken(moment: clock.now, due: reminder.moment, turn: reminder.turn))
        clock.speak(6)
      }
      reminding.run()

      var expected: [Date] = []
      var numbers: [Int] = []
      for (number, due) in all.enumerated() where due > start && due < end {
        let elapsed = due.timeIntervalSince(start)
        let late = sleeps.first { $0.contains(elapsed) }.map { $0.upperBound - elapsed } ?? 0
        let heard = due.addingTimeInterval(late)
        guard late <= 120, heard < end, !isInSession(heard) else { continue }
        expected.append(heard)
        numbers.append(number)
      }
      #expect(spoken.map(\.moment) == expected, "\(text)")
      #expect(expected.count > 200)
      for one in spoken { #expect(Oracle.isOpen(oracle.reading(one.due).minute, from, to)) }
      // By night the hour that is left out, or comes twice, shifts the turn once.
      guard text == "8:00-20:00", let first = spoken.first else { continue }
      #expect(spoken.map { $0.turn - first.turn } == numbers.map { $0 - numbers[0] })
    }
  }

  @Test(
    "After the clock is set, nothing is repeated or late, and reminding goes on",
    arguments: places)
  func clockSet(place: (String, Int, Int, Int)) throws {
    let oracle = try Oracle(place.0)
    let zone = try TimeZone.named(place.0)
    let start = try oracle.moment(place.1, place.2, place.3)
    for seed in 1...3 as ClosedRange<UInt64> {
      var dice = Dice(seed)
      // Some day every week: back and forward again, or the other way, by up to seven hours.
      let settings = (1...7).flatMap { week -> [(at: Double, by: Double)] in
        let at = Double(week) * 7 * 86_400 + Double.random(in: 8...19, using: &dice) * 3_600
        let by = Double(Int.random(in: -25_000...25_000, using: &dice))
        let back = at + Double(Int.random(in: 60...30_000, using: &dice))
        return [(at, by), (back, -by)]
      }
      let clock = FakeClock(from: start, days: Self.days, settings: settings) { _ in zone }
      var spoken: [DueReminder] = []
      var reminding = Reminding(try ReminderPlan(), clock: clock) {
        false
      } speak: { reminder in
        let late = clock.now.timeIntervalSince(reminder.moment)
        #expect(late >= 0 && late <= 120)
        #expect(Oracle.isOpen(oracle.reading(reminder.moment).minute, 480, 1_200))
        spoken.append(reminder)
        clock.speak(6)
      }
      reminding.run()
      #expect(Set(spoken.map(\.turn)).count == spoken.count, "none twice")
      // On the other days there is nothing that is left out.
      let schedule = ReminderSchedule(try ReminderPlan(), in: LocalTime(zone))
      var due = schedule.next(after: start)
      let heard = Set(spoken)
      while let reminder = due, reminder.moment < start.addingTimeInterval(59 * 86_400) {
        let elapsed = reminder.moment.timeIntervalSince(start)
        let isNearSetting = settings.contains { abs($0.at - elapsed) < 86_400 }
        if !isNearSetting { #expect(heard.contains(reminder), "\(reminder)") }
        due = schedule.next(after: reminder.moment)
      }
      #expect(spoken.count > 700)
    }
  }

  @Test("In another time zone, it reminds by the clocks there within an hour")
  func moved() throws {
    let (berlin, newYork) = (
      try TimeZone.named("Europe/Berlin"), try TimeZone.named("America/New_York")
    )
    let oracle = try Oracle("Europe/Berlin")
    let start = try oracle.moment(2026, 6, 1)
    let arrival = start.addingTimeInterval(3.7 * 86_400)
    let clock = FakeClock(from: start, days: 10) { $0 < arrival ? berlin : newYork }
    let there = try Oracle("America/New_York")
    var after: [Date] = []
    var reminding = Reminding(try ReminderPlan(), clock: clock) {
      false
    } speak: { reminder in
      if reminder.moment >= arrival.addingTimeInterval(3_600) { after.append(reminder.moment) }
    }
    reminding.run()
    #expect(after.allSatisfy { Oracle.isOpen(there.reading($0).minute, 480, 1_200) })
    #expect(after.count > 6 * 15)
  }

  @Test("After a day of sleep there is no burst, and one missed reminder is reported")
  func noBurst() throws {
    let zone = try TimeZone.named("UTC")
    let start = Date(timeIntervalSince1970: 20_000 * 86_400)
    // Asleep from 9:10 to 15:00:30 the next day.
    let asleep = 9.0 * 3_600 + 600..<39.0 * 3_600 + 30
    let clock = FakeClock(from: start, days: 3, sleeps: [asleep]) { _ in zone }
    var log: [String] = []
    let plan = try ReminderPlan(every: .seconds(3_600), jitter: .zero)
    let local = LocalTime(zone)
    var reminding = Reminding(plan, clock: clock) {
      false
    } speak: { reminder in
      log.append("\(local.reading(at: reminder.moment).time)")
    } report: { notice in
      if case .missed(let reminder) = notice {
        log.append("missed \(local.reading(at: reminder.moment).time)")
      }
    }
    reminding.run()
    #expect(log.prefix(6) == ["8:00", "9:00", "missed 10:00", "15:00", "16:00", "17:00"])
  }
}
