internal import Platform

extension Transport {
  /// A moment on two clocks: one that nobody can set, and the wall clock, which counts the time as
  /// well in which a machine was a saved image of itself.
  ///
  /// Both go on while the machine sleeps. They agree unless somebody sets the wall clock.
  public struct Moment: Hashable, Sendable {
    /// Since the system started (`CLOCK_BOOTTIME`).
    let sinceBoot: Duration
    /// Since 1970, by the wall clock.
    let date: Duration

    /// What the clocks show now.
    public static var now: Moment {
      Moment(sinceBoot: SystemClocks.sinceBoot, date: SystemClocks.sinceEpoch)
    }

    /// The moment so much later on both clocks.
    public static func + (left: Moment, right: Duration) -> Moment {
      Moment(sinceBoot: left.sinceBoot + right, date: left.date + right)
    }

    /// The moment so much earlier on both clocks.
    static func - (left: Moment, right: Duration) -> Moment {
      Moment(sinceBoot: left.sinceBoot - right, date: left.date - right)
    }

    /// How long it is until a moment, by the clock that shows it first; negative if one is past it.
    func left(until end: Moment) -> Duration {
      min(end.sinceBoot - sinceBoot, end.date - date)
    }

    /// How long ago a moment was at the most, and at the least.
    func passed(since start: Moment) -> (most: Duration, least: Duration) {
      let (boot, wall) = (sinceBoot - start.sinceBoot, date - start.date)
      return (max(boot, wall, .zero), max(min(boot, wall), .zero))
    }

    /// The earlier of two moments on each clock.
    func orEarlier(_ other: Moment) -> Moment {
      Moment(
        sinceBoot: min(sinceBoot, other.sinceBoot), date: min(date, other.date))
    }
  }
}
