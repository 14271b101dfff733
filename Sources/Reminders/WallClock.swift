internal import Dispatch
public import FoundationEssentials
internal import Synchronization

/// The clock on the wall, and how to wait by it.
public protocol WallClock {
  /// What it shows now; it may jump either way.
  var now: Date { get }
  /// The local time in force now.
  var localTime: LocalTime { get }
  /// Waits until the clock shows a moment; may return earlier.
  ///
  /// - Parameter moment: when to go on.
  /// - Returns: whether to go on; `false` if the waiting is to end for good.
  func wait(until moment: Date) -> Bool
}

/// The machine's clock, until it is stopped.
public final class SystemClock: WallClock, Sendable {
  private let isStopped = Mutex(false)
  private let wakeUp = DispatchSemaphore(value: 0)

  /// Makes a clock that nobody has stopped.
  public init() {}

  public var now: Date { Date() }
  public var localTime: LocalTime { .system() }

  /// Ends the waiting for good; may be called from any thread.
  public func stop() {
    isStopped.withLock { $0 = true }
    wakeUp.signal()
  }

  /// Whether somebody stopped it.
  public var hasStopped: Bool { isStopped.withLock { $0 } }

  /// Sleeps until the clock shows a moment, or as long as that takes from now if it is set back.
  ///
  /// Two timers instead of polling: one follows the clock, so it counts a machine's sleep and notices
  /// a clock that is set forward; the other does not.
  public func wait(until moment: Date) -> Bool {
    guard !hasStopped else { return false }
    let seconds = max(0, moment.timeIntervalSince(now))
    let wall = DispatchSource.makeTimerSource()
    let steady = DispatchSource.makeTimerSource()
    wall.schedule(wallDeadline: .now() + seconds, leeway: Self.leeway)
    steady.schedule(deadline: .now() + seconds, leeway: Self.leeway)
    for timer in [wall, steady] {
      timer.setEventHandler { [wakeUp] in wakeUp.signal() }
      timer.resume()
    }
    wakeUp.wait()
    wall.cancel()
    steady.cancel()
    return !hasStopped
  }

  /// Nobody hears so small a delay, and the processor can wake up for several things at once.
  private static let leeway = DispatchTimeInterval.milliseconds(200)
}
