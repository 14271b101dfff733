import Foundation
import Reminders

/// A clock that runs as fast as it is waited for, in a machine that sleeps now and then and whose
/// clock is set.
final class FakeClock: WallClock {
  /// Seconds since it was started, which nobody can set.
  private var elapsed = 0.0
  private let start: Date
  private let end: Double
  /// Seconds in which the machine sleeps, by `elapsed`, in order.
  private let sleeps: [Range<Double>]
  /// When the clock is set, by `elapsed` in order, and by how much.
  private let settings: [(at: Double, by: Double)]
  private let zone: (Date) -> TimeZone

  init(
    from start: Date, days: Int, sleeps: [Range<Double>] = [],
    settings: [(at: Double, by: Double)] = [], zone: @escaping (Date) -> TimeZone
  ) {
    self.start = start
    end = Double(days) * 86_400
    self.sleeps = sleeps
    self.settings = settings
    self.zone = zone
  }

  var now: Date { reading(elapsed) }
  var localTime: LocalTime { LocalTime(zone(now)) }

  func wait(until moment: Date) -> Bool {
    let planned = elapsed + max(0, moment.timeIntervalSince(now))
    // Set forward beyond the moment, it wakes up at once.
    let jump = settings.first { $0.at > elapsed && $0.at < planned && reading($0.at) >= moment }
    pass(until: jump?.at ?? planned)
    return elapsed < end
  }

  /// Lets some seconds pass, in which something is said.
  func speak(_ seconds: Double) { pass(until: elapsed + seconds) }

  private func reading(_ elapsed: Double) -> Date {
    let set = settings.filter { $0.at <= elapsed }.reduce(0) { $0 + $1.by }
    return start.addingTimeInterval(elapsed + set)
  }

  private func pass(until moment: Double) {
    elapsed = sleeps.first { $0.contains(moment) }?.upperBound ?? moment
  }
}

/// Numbers that are the same in every run.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 29)) &* 0x9E37_79B9_7F4A_7C15
  }
}
