public import FoundationEssentials

/// A reminder and the moment at which it is due.
public struct DueReminder: Hashable, Sendable {
  /// When it is due.
  public let moment: Date
  /// Which of the texts comes next: it grows by one from each reminder to the next, over nights too.
  ///
  /// It skips or repeats numbers only if the clocks change within the plan's hours.
  public let turn: Int
}

/// When reminders are due: a plan in a local time.
///
/// Pure: it remembers nothing, so a program that is started again goes on as if it had run all the
/// time. In each day's window the first reminder is due at the start, and the others follow by time
/// that passes, not by the clock on the wall, so that their spacing stays right when clocks change.
public struct ReminderSchedule: Sendable {
  private let plan: ReminderPlan
  private let localTime: LocalTime
  private let seed: UInt64

  /// Makes the schedule of a plan.
  ///
  /// - Parameters:
  ///   - plan: what somebody wants.
  ///   - localTime: the time where they are.
  ///   - seed: what the jitter is drawn from, the same for each reminder every time.
  public init(_ plan: ReminderPlan, in localTime: LocalTime, seed: UInt64 = 0) {
    self.plan = plan
    self.localTime = localTime
    self.seed = seed
  }

  /// The first reminder after a moment, apart from some that are left out.
  ///
  /// - Parameters:
  ///   - moment: the moment; a reminder due at it is not returned.
  ///   - others: the moments of reminders that were spoken already.
  /// - Returns: the reminder; `nil` only if the clocks change so often that no window is left.
  public func next(
    after moment: Date, leavingOut others: Set<Date> = []
  ) -> DueReminder? {
    let today = localTime.reading(at: moment).day.number
    // The window that started yesterday may still be open.
    for number in (plan.between.crossesMidnight ? today - 1 : today)...today + 9 {
      let found = reminders(on: LocalDay(number: number)).first {
        $0.moment > moment && !others.contains($0.moment)
      }
      if let found { return found }
    }
    return nil
  }

  /// The reminders of the window that starts on a day, in order.
  func reminders(on day: LocalDay) -> [DueReminder] {
    let start = localTime.moment(of: plan.between.start, on: day)
    let end = localTime.moment(
      of: plan.between.end, on: plan.between.crossesMidnight ? day.next : day)
    let length = Int(end.timeIntervalSince(start))
    guard length > 0 else { return [] }
    return stride(from: 0, to: length, by: plan.period).enumerated().compactMap { place, after in
      let jitter = jitter(on: day, place, after: after, length: length)
      let moment = start.addingTimeInterval(Double(after + jitter))
      // When an hour comes twice, the clock may show quiet hours once more.
      guard plan.between.contains(localTime.reading(at: moment).time) else { return nil }
      return DueReminder(moment: moment, turn: day.number * plan.perDay + place)
    }
  }

  /// How many seconds later a reminder comes, within its window.
  ///
  /// - Parameters:
  ///   - day: the day on which the window starts.
  ///   - place: the reminder's place in it, from 0.
  ///   - after: seconds from the window's start.
  ///   - length: how long the window is, in seconds.
  /// - Returns: the seconds, the same every time; negative if it comes earlier.
  private func jitter(on day: LocalDay, _ place: Int, after: Int, length: Int) -> Int {
    let most = Int(plan.jitter.components.seconds)
    let range = max(-most, -after)...min(most, length - 1 - after)
    var bits = seed
    for value in [day.number, place] {
      bits = Self.scramble(bits &+ UInt64(bitPattern: Int64(value)))
    }
    return range.lowerBound + Int(bits % UInt64(range.count))
  }

  /// SplitMix64's step: neighbouring numbers become as good as random.
  private static func scramble(_ value: UInt64) -> UInt64 {
    var bits = value &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
