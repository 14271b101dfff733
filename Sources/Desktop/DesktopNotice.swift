internal import Dispatch
internal import Synchronization

/// Shows one message on the desktop that somebody must see, by `org.freedesktop.Notifications`.
///
/// Calls return at once; without a desktop that shows messages, nothing happens.
public final class DesktopNotice: Sendable {
  private let sender: Sender

  /// Makes one that shows nothing yet.
  public convenience init() { self.init(on: .user) }

  init(on address: BusAddress) { sender = Sender(address) }

  /// Shows the message; if it is shown already, again, as the same one.
  ///
  /// - Parameters:
  ///   - title: what it is about, in one line.
  ///   - text: what to do.
  public func show(_ title: String, _ text: String) {
    sender.queue.async { [sender] in sender.show(title, text) }
  }

  /// Takes the message off the desktop.
  public func close() {
    guard sender.isShown else { return }
    sender.queue.async { [sender] in sender.close() }
  }

  /// Waits until what was asked for has been sent; not forever, since a desktop may hang.
  public func flush(atMost limit: Duration = .seconds(2)) {
    let done = DispatchSemaphore(value: 0)
    sender.queue.async { done.signal() }
    _ = done.wait(timeout: .now() + limit / .seconds(1))
  }
}

/// Asks on a queue of its own, since a desktop may take its time.
private final class Sender: Sendable {
  let queue = DispatchQueue(label: "coach.notice")
  private let address: BusAddress
  /// The number that the desktop gave to the message; 0 if it shows none.
  private let shown = Mutex<UInt32>(0)
  private static let name = "org.freedesktop.Notifications"
  private static let path = "/org/freedesktop/Notifications"
  private static let patience = Duration.seconds(2)

  init(_ address: BusAddress) { self.address = address }

  var isShown: Bool { shown.withLock { $0 != 0 } }

  func show(_ title: String, _ text: String) {
    do throws(BusFault) {
      let connection = try Connection.open(address, atMost: Self.patience)
      let call = try connection.call("Notify", of: Self.name, at: Self.path, to: Self.name)
      try call.append(.string("coach"))
      try call.append(.uint32(shown.withLock { $0 }))
      for value in ["dialog-warning", title, text] { try call.append(.string(value)) }
      try call.append(.strings([]))
      // Critical: it stays until somebody has seen it.
      try call.append(.dictionary(["urgency": .variant(.byte(2))]))
      try call.append(.int32(0))
      let answer = try call.ask(atMost: Self.patience).values().first
      if case .uint32(let number) = answer { shown.withLock { $0 = number } }
    } catch {
      // Without a desktop, the screen and the bell have to do.
    }
  }

  func close() {
    let number = shown.withLock { shown in
      defer { shown = 0 }
      return shown
    }
    guard number != 0 else { return }
    do throws(BusFault) {
      let connection = try Connection.open(address, atMost: Self.patience)
      let call = try connection.call(
        "CloseNotification", of: Self.name, at: Self.path, to: Self.name)
      try call.append(.uint32(number))
      _ = try call.ask(atMost: Self.patience)
    } catch {
      // It is gone already, or so is the desktop.
    }
  }
}
