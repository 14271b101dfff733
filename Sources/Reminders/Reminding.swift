internal import FoundationEssentials

/// Reminds somebody for as long as its clock runs.
///
/// A reminder is spoken at its time or not at all: none is made up for after the machine has slept,
/// and none is put off because a session is running.
public struct Reminding<Clock: WallClock> {
  /// Something to report in passing.
  public enum Notice: Equatable, Sendable {
    /// This one is next, if nothing comes between.
    case next(DueReminder)
    /// This one's time, and perhaps that of others after it, passed while the machine slept or its
    /// clock was changed.
    case missed(DueReminder)
    /// This one was left out because a session is running.
    case leftOut(DueReminder)
  }

  /// How late a reminder may be and still be spoken.
  static var patience: TimeInterval { 120 }
  /// How long to wait before looking again whether the machine was moved to another time zone.
  static var longestWait: TimeInterval { 3_600 }

  private let plan: ReminderPlan
  private let clock: Clock
  private let seed: UInt64
  private let isSessionRunning: () -> Bool
  private let speak: (DueReminder) -> Void
  private let report: (Notice) -> Void
  /// The moment up to which everything has been dealt with.
  private var seen: Date
  /// The moments of those that were dealt with lately, in case the clock is set back.
  private var done: Set<Date> = []
  private var announced: Date?

  /// Makes ready to remind.
  ///
  /// - Parameters:
  ///   - plan: what somebody wants.
  ///   - clock: what time it is.
  ///   - seed: what the jitter is drawn from.
  ///   - isSessionRunning: whether a session is running now, paused or not.
  ///   - speak: says a reminder; returns when it has been heard.
  ///   - report: called with what happens.
  public init(
    _ plan: ReminderPlan, clock: Clock, seed: UInt64 = 0, isSessionRunning: @escaping () -> Bool,
    speak: @escaping (DueReminder) -> Void, report: @escaping (Notice) -> Void = { _ in }
  ) {
    self.plan = plan
    self.clock = clock
    self.seed = seed
    self.isSessionRunning = isSessionRunning
    self.speak = speak
    self.report = report
    seen = clock.now
  }

  /// Reminds until the clock is stopped.
  public mutating func run() {
    while true {
      let now = clock.now
      // If the clock was set back, what was not spoken yet is still to come.
      seen = min(seen, now)
      forget(farFrom: now)
      let schedule = ReminderSchedule(plan, in: clock.localTime, seed: seed)
      let next = schedule.next(after: seen, leavingOut: done)
      if let next, next.moment <= now {
        take(next, at: now)
        continue
      }
      if let next, next.moment != announced {
        announced = next.moment
        report(.next(next))
      }
      let look = now.addingTimeInterval(Self.longestWait)
      guard clock.wait(until: min(next?.moment ?? look, look)) else { return }
    }
  }

  /// Deals with a reminder that is due.
  private mutating func take(_ reminder: DueReminder, at now: Date) {
    // If they come every minute, one that is two minutes late would be the second in a row.
    let patience = min(Self.patience, Double(plan.period) / 2)
    guard now.timeIntervalSince(reminder.moment) <= patience else {
      seen = max(reminder.moment, now.addingTimeInterval(-patience))
      return report(.missed(reminder))
    }
    seen = reminder.moment
    done.insert(reminder.moment)
    if isSessionRunning() { report(.leftOut(reminder)) } else { speak(reminder) }
  }

  /// A clock that was days off was wrong, so what was spoken by it no longer counts.
  private mutating func forget(farFrom now: Date) {
    let farthest = 2 * 86_400.0
    done = done.filter { abs($0.timeIntervalSince(now)) < farthest }
  }
}
