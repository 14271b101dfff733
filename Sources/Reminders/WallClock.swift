internal import Dispatch
public import Foundation
internal import Synchronization

/// The clock on the wall, and the waiting by it.
public protocol WallClock {
  /// What it shows now, which may jump either way.
  var now: Date { get }
  /// The local time in force now.
  var localTime: LocalTime { get }
  /// Waits until the clock shows a moment; may end before.
  ///
  /// - Parameter moment: when to go on.
  /// - Returns: whether to go on; not where the waiting is to end for good.
  func wait(until moment: Date) -> Bool
}

/// The machine's clock, until it is stopped.
public final class SystemClock: WallClock, Sendable {
  private let isStopped = Mutex(false)
  private let bell = DispatchSemaphore(value: 0)

  /// Makes a clock that nobody has stopped.
  public init() {}

  public var now: Date { Date() }
  public var localTime: LocalTime { .system() }

  /// Ends the waiting for good; may be called from anywhere.
  public func stop() {
    isStopped.withLock { $0 = true }
    bell.signal()
  }

  /// Whether somebody stopped it.
  public var hasStopped: Bool { isStopped.withLock { $0 } }

  /// Sleeps until the clock shows a moment, or as long as that takes from now where it is set back.
  ///
  /// Two timers, no polling: the clock's, which counts a machine's sleep and a clock set forward,
  /// and one that is not bound to it.
  public func wait(until moment: Date) -> Bool {
    guard !hasStopped else { return false }
    let seconds = max(0, moment.timeIntervalSince(now))
    let wall = DispatchSource.makeTimerSource()
    let steady = DispatchSource.makeTimerSource()
    wall.schedule(wallDeadline: .now() + seconds, leeway: Self.leeway)
    steady.schedule(deadline: .now() + seconds, leeway: Self.leeway)
    for timer in [wall, steady] {
      timer.setEventHandler { [bell] in bell.signal() }
      timer.resume()
    }
    bell.wait()
    wall.cancel()
    steady.cancel()
    return !hasStopped
  }

  /// Nobody hears so little, and the processor wakes up for several things at once.
  private static let leeway = DispatchTimeInterval.milliseconds(200)
}
