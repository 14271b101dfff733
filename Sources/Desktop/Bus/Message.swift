internal import CSystemd

/// A message of the bus, to be filled or to be read.
struct Message: ~Copyable {
  let pointer: OpaquePointer

  /// Takes a message over.
  init(owning pointer: OpaquePointer) { self.pointer = pointer }

  /// Uses a message that the library holds too.
  init(sharing pointer: OpaquePointer) {
    sd_bus_message_ref(pointer)
    self.pointer = pointer
  }

  deinit { sd_bus_message_unref(pointer) }

  /// Sends it, without waiting: if the bus has no room, the message is sent later.
  consuming func send() throws(BusFault) {
    try BusFault.check(sd_bus_send(nil, pointer, nil))
  }

  /// Sends it and waits for the answer.
  consuming func ask(atMost limit: Duration) throws(BusFault) -> Message {
    var error = sd_bus_error()
    defer { sd_bus_error_free(&error) }
    var reply: OpaquePointer?
    let microseconds = UInt64(max(limit.microseconds, 1))
    let result = sd_bus_call(nil, pointer, microseconds, &error, &reply)
    if result >= 0, let reply { return Message(owning: reply) }
    throw BusFault(error)
  }

  /// Answers this call, if its caller wants an answer.
  func answer(_ values: [BusValue]) throws(BusFault) {
    var pointer: OpaquePointer?
    try BusFault.check(sd_bus_message_new_method_return(self.pointer, &pointer))
    guard let pointer else { throw BusFault.late }
    let answer = Message(owning: pointer)
    for value in values { try answer.append(value) }
    try answer.send()
  }

  var interface: String? { sd_bus_message_get_interface(pointer).map { String(cString: $0) } }
  var member: String? { sd_bus_message_get_member(pointer).map { String(cString: $0) } }

  /// The types of all its values.
  var signature: String {
    sd_bus_message_get_signature(pointer, 1).map { String(cString: $0) } ?? ""
  }

  /// Keeps the bus from starting a program to answer it.
  func forbidStarting() throws(BusFault) {
    try BusFault.check(sd_bus_message_set_auto_start(pointer, 0))
  }
}
