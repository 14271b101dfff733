/// How often somebody wants to be reminded, and at which hours.
public struct ReminderPlan: Hashable, Sendable {
  /// Why a plan makes no sense.
  public enum Problem: Error, Equatable {
    /// More often than once a minute.
    case tooOften
    /// Less often than once a day.
    case tooSeldom
    /// Below zero.
    case negativeJitter
    /// So much that two reminders could come in a row; at most this.
    case tooMuchJitter(most: Duration)
  }

  /// The time from one reminder to the next.
  public let every: Duration
  /// The hours in which they may be spoken.
  public let between: DayWindow
  /// How much earlier or later a reminder may come, so that nobody waits for it.
  public let jitter: Duration

  /// The time from one to the next if nobody sets it.
  public static let usualPeriod = Duration.seconds(45 * 60)
  /// The shortest and the longest time from one to the next.
  public static let periods = Duration.seconds(60)...Duration.seconds(86_400)

  /// Makes a plan.
  ///
  /// - Parameters:
  ///   - every: the time from one to the next.
  ///   - between: the hours in which they may be spoken.
  ///   - jitter: how much earlier or later one may come; a tenth of `every` if `nil`.
  /// - Throws: why it makes no sense.
  public init(
    every: Duration = Self.usualPeriod, between: DayWindow = .usual, jitter: Duration? = nil
  ) throws(Problem) {
    guard every >= Self.periods.lowerBound else { throw .tooOften }
    guard every <= Self.periods.upperBound else { throw .tooSeldom }
    // Two that come as close together as they may are still a third of the period apart.
    let most = Duration.seconds(every.components.seconds / 3)
    let jitter = jitter ?? .seconds(every.components.seconds / 10)
    guard jitter >= .zero else { throw .negativeJitter }
    guard jitter <= most else { throw .tooMuchJitter(most: most) }
    self.every = every
    self.between = between
    self.jitter = jitter
  }

  /// Seconds from one to the next; nobody hears a fraction of one.
  var period: Int { Int(every.components.seconds) }

  /// How many there are on a day on which the clocks do not change; at least one.
  var perDay: Int { (between.seconds + period - 1) / period }
}
