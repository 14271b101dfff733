internal import Foundation
internal import Glibc
internal import Synchronization

/// Keeps the machine awake and the screen from idling while a session plays, by asking logind.
///
/// Calls return at once; where there is no logind, or it refuses, nothing happens.
public final class SleepInhibitor: Sendable {
  private let asking: Asking

  /// Makes one that holds nothing yet.
  public convenience init() { self.init(on: .system) }

  init(on address: BusAddress) { asking = Asking(address) }

  deinit { asking.release() }

  /// Asks to stay awake until `release`.
  public func hold() { asking.hold() }

  /// Lets the machine sleep again.
  public func release() { asking.release() }
}

/// Asks logind on a queue of its own, and holds what it gives.
private final class Asking: Sendable {
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

  /// One at a time, so a second time finds what the first one got.
  private func ask() {
    guard state.withLock({ $0.isWanted && $0.lock == nil }) else { return }
    do throws(BusFault) {
      let number = try inhibit()
      state.withLock { state in
        let lock = InhibitorLock(owning: number)
        // Released meanwhile: it is closed here.
        if state.isWanted { state.lock = consume lock }
      }
    } catch {
      // Without logind the machine's own settings hold.
    }
  }

  private func inhibit() throws(BusFault) -> Int32 {
    let connection = try Connection.open(address, atMost: Asking.patience)
    let call = try connection.call(
      "Inhibit", of: "org.freedesktop.login1.Manager", at: "/org/freedesktop/login1",
      to: "org.freedesktop.login1")
    for text in ["sleep:idle", "coach", "A session is playing", "block"] {
      try call.append(.string(text))
    }
    return try call.ask(atMost: Asking.patience).descriptor()
  }
}

/// A file descriptor of logind's; closing it lets the machine sleep.
private struct InhibitorLock: ~Copyable {
  private let number: Int32

  init(owning number: Int32) { self.number = number }

  deinit { close(number) }
}
