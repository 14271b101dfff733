internal import Dispatch
internal import Glibc
internal import Synchronization

/// Keeps the machine awake and the screen from idling while a session plays, by asking logind.
///
/// Calls return at once; if there is no logind, or it refuses, nothing happens.
public final class SleepInhibitor: Sendable {
  private let holder: LockHolder

  /// Makes one that holds nothing yet.
  public convenience init() { self.init(on: .system) }

  init(on address: BusAddress) { holder = LockHolder(address) }

  deinit { holder.release() }

  /// Asks to stay awake until `release`.
  public func hold() { holder.hold() }

  /// Lets the machine sleep again.
  public func release() { holder.release() }
}

/// Asks logind on a queue of its own, and holds the lock it gives.
private final class LockHolder: Sendable {
  private struct State: ~Copyable {
    var isWanted = false
    /// The machine stays awake while this is open.
    var lock: InhibitorLock?
  }

  private let address: BusAddress
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "coach.sleep")
  private static let patience: Duration = .seconds(2)

  init(_ address: BusAddress) { self.address = address }

  func hold() {
    let isNew = state.withLock { state in
      defer { state.isWanted = true }
      return !state.isWanted
    }
    if isNew { queue.async { self.ask() } }
  }

  func release() {
    state.withLock { state in
      state.isWanted = false
      state.lock = nil
    }
  }

  /// Runs one at a time, so that a second one finds what the first one got.
  private func ask() {
    guard state.withLock({ $0.isWanted && $0.lock == nil }) else { return }
    do throws(BusFault) {
      let number = try inhibit()
      state.withLock { state in
        let lock = InhibitorLock(owning: number)
        // If it was released meanwhile, the lock is closed here.
        if state.isWanted { state.lock = consume lock }
      }
    } catch {
      // Without logind, the machine's own settings apply.
    }
  }

  private func inhibit() throws(BusFault) -> Int32 {
    let connection = try Connection.open(address, atMost: LockHolder.patience)
    let call = try connection.call(
      "Inhibit", of: "org.freedesktop.login1.Manager", at: "/org/freedesktop/login1",
      to: "org.freedesktop.login1")
    for text in ["sleep:idle", "coach", "A session is playing", "block"] {
      try call.append(.string(text))
    }
    return try call.ask(atMost: LockHolder.patience).descriptor()
  }
}

/// A file descriptor from logind; the machine may sleep once it is closed.
private struct InhibitorLock: ~Copyable {
  private let number: Int32

  init(owning number: Int32) { self.number = number }

  deinit { close(number) }
}
