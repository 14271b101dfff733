internal import CSystemd
internal import Glibc
internal import Platform

/// Which bus to talk on.
enum BusAddress: Hashable, Sendable {
  /// The user's login session's.
  case user
  /// The machine's.
  case system
  /// The one at this address.
  case at(String)
}

/// A connection to a bus; ending it gives up its names.
///
/// It belongs to the thread that made it. Calls wait no longer than their limit, even if the bus
/// hangs.
struct Connection: ~Copyable {
  private let bus: OpaquePointer

  /// Connects, and waits until the bus has let us in.
  ///
  /// - Throws: `BusFault` if there is no bus or it does not answer within the limit.
  static func open(_ address: BusAddress, atMost limit: Duration) throws(BusFault) -> Connection {
    let connection = Connection(owning: try begin(address))
    try connection.waitUntilReady(until: .now + limit)
    let microseconds = UInt64(max(limit.microseconds, 1))
    try BusFault.check(sd_bus_set_method_call_timeout(connection.bus, microseconds))
    return connection
  }

  private init(owning bus: OpaquePointer) { self.bus = bus }

  // Without flushing: what can be sent is sent at once, and a bus that hangs takes no more.
  deinit { sd_bus_close_unref(bus) }

  private static func begin(_ address: BusAddress) throws(BusFault) -> OpaquePointer {
    var bus: OpaquePointer?
    let result: Int32 =
      switch address {
      case .user: sd_bus_open_user(&bus)
      case .system: sd_bus_open_system(&bus)
      case .at(let address): start(at: address, &bus)
      }
    do throws(BusFault) {
      try BusFault.check(result)
    } catch {
      sd_bus_unref(bus)
      throw result == -ENOMEDIUM ? BusFault(error.name, "this login has none") : error
    }
    guard let bus else { throw BusFault.late }
    return bus
  }

  private static func start(at address: String, _ bus: inout OpaquePointer?) -> Int32 {
    var result = sd_bus_new(&bus)
    if result >= 0 { result = sd_bus_set_address(bus, address) }
    if result >= 0 { result = sd_bus_set_bus_client(bus, 1) }
    if result >= 0 { result = sd_bus_start(bus) }
    return result
  }

  /// The library's own calls would wait for this without a limit.
  private func waitUntilReady(until end: ContinuousClock.Instant) throws(BusFault) {
    while try BusFault.check(sd_bus_is_ready(bus)) == 0 {
      if try process() { continue }
      let rest = ContinuousClock.now.duration(to: end)
      guard rest > .zero else { throw BusFault.late }
      try BusFault.check(sd_bus_wait(bus, UInt64(max(rest.microseconds, 1))))
    }
  }

  /// A call of a method, to fill and send.
  func call(
    _ member: String, of interface: String, at path: String, to name: String
  ) throws(BusFault) -> Message {
    var message: OpaquePointer?
    try BusFault.check(
      sd_bus_message_new_method_call(bus, &message, name, path, interface, member))
    guard let message else { throw BusFault.late }
    return Message(owning: message)
  }

  /// A signal, to fill and send.
  func signal(
    _ member: String, of interface: String, at path: String
  ) throws(BusFault) -> Message {
    var message: OpaquePointer?
    try BusFault.check(sd_bus_message_new_signal(bus, &message, path, interface, member))
    guard let message else { throw BusFault.late }
    return Message(owning: message)
  }

  /// Takes a name, unless another program has it.
  ///
  /// - Returns: whether we have it now.
  func take(name: String) throws(BusFault) -> Bool {
    let result = sd_bus_request_name(bus, name, 0)
    if result == -EEXIST || result == -EALREADY { return false }
    try BusFault.check(result)
    return true
  }

  /// Shows an object every call of it before its tables answer.
  ///
  /// - Returns: the registration, which must end before the object does.
  /// - Throws: `BusFault` if there is no memory left.
  func add(of object: BusObject) throws(BusFault) -> Slot {
    var slot: OpaquePointer?
    let address = Unmanaged.passUnretained(object).toOpaque()
    try BusFault.check(
      sd_bus_add_object(bus, &slot, object.path, BusObject.callHandler, address))
    guard let slot else { throw BusFault.late }
    return Slot(owning: slot)
  }

  /// Has calls of an interface of an object answered from a table.
  ///
  /// - Parameters:
  ///   - interface: its name.
  ///   - object: the table's handlers are given its address.
  ///   - table: outlives the registration.
  /// - Returns: the registration, which must end before the object does.
  /// - Throws: `BusFault` if a name or a type in the table is invalid.
  func add(
    _ interface: String, of object: BusObject, _ table: UnsafeMutableBufferPointer<sd_bus_vtable>
  ) throws(BusFault) -> Slot {
    var slot: OpaquePointer?
    let address = Unmanaged.passUnretained(object).toOpaque()
    try BusFault.check(
      sd_bus_add_object_vtable(bus, &slot, object.path, interface, table.baseAddress, address))
    guard let slot else { throw BusFault.late }
    return Slot(owning: slot)
  }

  /// Emits `PropertiesChanged` with the current values of the properties; does nothing for none.
  func reportChanges(
    _ properties: [String], of interface: String, at path: String
  ) throws(BusFault) {
    var names = properties.map { strdup($0) } + [nil]
    defer { for name in names { free(name) } }
    try BusFault.check(sd_bus_emit_properties_changed_strv(bus, path, interface, &names))
  }

  /// Whether the bus takes what is sent; if it hangs, messages pile up on our side.
  var isTaking: Bool {
    var count: UInt64 = 0
    return sd_bus_get_n_queued_write(bus, &count) < 0 || count < 16
  }

  /// Sends what waits to be sent, or handles one message.
  ///
  /// - Returns: whether there was anything to do.
  /// - Throws: `BusFault` if the connection is gone.
  func process() throws(BusFault) -> Bool {
    try BusFault.check(sd_bus_process(bus, nil)) > 0
  }

  /// Waits until there is something to do, or a wake-up comes.
  func wait(orFor wakeUp: WakeUp) throws(BusFault) {
    let events = try BusFault.check(sd_bus_get_events(bus))
    var time: UInt64 = 0
    try BusFault.check(sd_bus_get_timeout(bus, &time))
    var ready = [
      pollfd(fd: sd_bus_get_fd(bus), events: Int16(truncatingIfNeeded: events), revents: 0),
      pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&ready, 2, Connection.pollTimeout(until: time))
    wakeUp.reset()
  }

  /// The time until an instant of the monotonic clock, which is in microseconds, as poll(2) takes it.
  private static func pollTimeout(until time: UInt64) -> Int32 {
    guard time != .max else { return -1 }
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let microseconds = UInt64(now.tv_sec) * 1_000_000 + UInt64(now.tv_nsec) / 1_000
    guard time > microseconds else { return 0 }
    return Duration.microseconds(Int64(clamping: time - microseconds)).pollTimeout
  }
}
