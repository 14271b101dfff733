internal import ArgumentParser
internal import FoundationEssentials
internal import Reminders
internal import RoutineScript

/// Reminders in words, as they are written and read on the command line.
enum ReminderWords {
  /// "Every 45 min between 8:00 and 20:00, give or take 4 min 30 s", as a sentence.
  static func plan(_ plan: ReminderPlan) -> String {
    let jitter = plan.jitter == .zero ? "" : ", give or take \(plan.jitter.written)"
    return "Every \(plan.every.written) between \(plan.between.start) and \(plan.between.end)"
      + jitter + "."
  }

  /// `14:20`, `8:00 tomorrow`.
  static func time(of reminder: DueReminder, _ clock: some WallClock) -> String {
    let local = clock.localTime
    let (day, time) = local.reading(at: reminder.moment)
    switch day.days(after: local.reading(at: clock.now).day) {
    case 0: return "\(time)"
    case 1: return "\(time) tomorrow"
    case let days: return "\(time) in \(days) days"
    }
  }

  /// Prints when the next reminder of a plan comes.
  static func printNext(_ plan: ReminderPlan) throws {
    let clock = SystemClock()
    let next = ReminderSchedule(plan, in: clock.localTime).next(after: clock.now)
    if let next { try Console.print("Next: \(time(of: next, clock)).") }
  }

  /// What the clock on the wall shows: `14:20`.
  static func clock(_ moment: Date, _ clock: some WallClock) -> String {
    clock.localTime.reading(at: moment).time.description
  }

  /// A duration as an option takes it: `1h30min`.
  static func option(_ duration: Duration) -> String {
    duration.written.filter { $0 != " " }
  }

  /// A duration as people write it on a command line: as in a script, and `1h30` and `0` as well.
  ///
  /// - Parameter text: what somebody wrote.
  /// - Returns: the duration.
  /// - Throws: what to write instead.
  static func duration(_ text: String) throws -> Duration {
    // In a script that is minutes and seconds; of hours nobody would think so.
    guard !text.contains(":") else {
      throw ValidationError("write it with units, such as 45m or 1h30")
    }
    if text == "0" { return .zero }
    do throws(WrittenDuration.Problem) {
      return try WrittenDuration.parse(text)
    } catch .noUnit where text.lowercased().contains("h") {
      if let duration = try? WrittenDuration.parse(text + "min") { return duration }
      throw ValidationError("write it with units, such as 45m or 1h30")
    } catch {
      switch error {
      case .noUnit: throw ValidationError("a number needs a unit: \(text)m are minutes")
      case .unknownUnit(let unit):
        throw ValidationError("there is no unit `\(unit)`; write s, min or h")
      case .negative: throw ValidationError("it cannot be less than nothing")
      case .tooLong: throw ValidationError("it is at most a day")
      case .unreadable: throw ValidationError("write a duration, such as 45m or 1h30")
      }
    }
  }
}
