internal import CSystemd
internal import Glibc

/// A message of the bus, to be filled or to be read.
struct Message: ~Copyable {
  private let pointer: OpaquePointer

  /// Takes a message over.
  init(owning pointer: OpaquePointer) { self.pointer = pointer }

  /// Uses a message that somebody else holds too.
  init(sharing pointer: OpaquePointer) {
    sd_bus_message_ref(pointer)
    self.pointer = pointer
  }

  deinit { sd_bus_message_unref(pointer) }

  /// Sends it; where the bus has no room it waits its turn without holding up the caller.
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

  /// The empty answer to this call.
  func answer() throws(BusFault) -> Message {
    var answer: OpaquePointer?
    try BusFault.check(sd_bus_message_new_method_return(pointer, &answer))
    guard let answer else { throw BusFault.late }
    return Message(owning: answer)
  }

  var isAnswerExpected: Bool { sd_bus_message_get_expect_reply(pointer) > 0 }
  var interface: String? { sd_bus_message_get_interface(pointer).map { String(cString: $0) } }
  var member: String? { sd_bus_message_get_member(pointer).map { String(cString: $0) } }

  /// The types of all its values.
  var signature: String {
    sd_bus_message_get_signature(pointer, 1).map { String(cString: $0) } ?? ""
  }

  /// Forbids to start a program that could answer it.
  func startsNobody() throws(BusFault) {
    try BusFault.check(sd_bus_message_set_auto_start(pointer, 0))
  }
}

// MARK: - Filling

extension Message {
  /// Adds a value at the end.
  func append(_ value: BusValue) throws(BusFault) {
    switch value {
    case .string(let text): try append("s", text)
    case .path(let text): try append("o", text)
    case .bool(let value): try append("b", Int32(value ? 1 : 0))
    case .int32(let value): try append("i", value)
    case .int64(let value): try append("x", value)
    case .double(let value): try append("d", value)
    case .strings(let texts):
      try within("a", "s") { () throws(BusFault) in
        for text in texts { try append("s", text) }
      }
    case .dictionary(let entries):
      try within("a", "{sv}") { () throws(BusFault) in
        for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
          try within("e", "sv") { () throws(BusFault) in
            try append("s", key)
            try append(value)
          }
        }
      }
    case .variant(let value):
      try within("v", value.signature) { () throws(BusFault) in try append(value) }
    case .other(let signature):
      throw BusFault.unsupported("Values of type \(signature) are not sent.")
    }
  }

  private func append(_ type: Unicode.Scalar, _ text: String) throws(BusFault) {
    let result = text.forBus.withCString { sd_bus_message_append_basic(pointer, type.type, $0) }
    try BusFault.check(result)
  }

  private func append<Number: BitwiseCopyable>(
    _ type: Unicode.Scalar, _ value: Number
  ) throws(BusFault) {
    let result = withUnsafePointer(to: value) {
      sd_bus_message_append_basic(pointer, type.type, $0)
    }
    try BusFault.check(result)
  }

  private func within(
    _ type: Unicode.Scalar, _ contents: String, _ fill: () throws(BusFault) -> Void
  ) throws(BusFault) {
    try BusFault.check(sd_bus_message_open_container(pointer, type.type, contents))
    try fill()
    try BusFault.check(sd_bus_message_close_container(pointer))
  }
}

// MARK: - Reading

extension Message {
  /// All its values, from the first that has not been read.
  func values() throws(BusFault) -> [BusValue] {
    var values: [BusValue] = []
    while let value = try next() { values.append(value) }
    return values
  }

  /// A file descriptor that comes with it, as a duplicate to take over.
  func descriptor() throws(BusFault) -> Int32 {
    var number: Int32 = -1
    try BusFault.check(sd_bus_message_read_basic(pointer, Unicode.Scalar("h").type, &number))
    let own = fcntl(number, F_DUPFD_CLOEXEC, 3)
    return try BusFault.check(own < 0 ? -errno : own)
  }

  private func next() throws(BusFault) -> BusValue? {
    var type: CChar = 0
    var types: UnsafePointer<CChar>?
    guard try BusFault.check(sd_bus_message_peek_type(pointer, &type, &types)) > 0 else {
      return nil
    }
    let contents = types.map { String(cString: $0) } ?? ""
    let kind = Unicode.Scalar(UInt8(bitPattern: type))
    switch kind {
    case "s": return .string(try text(kind))
    case "o": return .path(try text(kind))
    case "b": return .bool(try number(kind, Int32(0)) != 0)
    case "i": return .int32(try number(kind, Int32(0)))
    case "x": return .int64(try number(kind, Int64(0)))
    case "d": return .double(try number(kind, Double(0)))
    case "v":
      var value: BusValue?
      try inside(kind, contents) { () throws(BusFault) in value = try next() }
      return .variant(value ?? .other(contents))
    case "a" where contents == "s":
      var texts: [String] = []
      try inside(kind, contents) { () throws(BusFault) in
        while let text = try next()?.string { texts.append(text) }
      }
      return .strings(texts)
    case "a" where contents == "{sv}":
      return .dictionary(try entries())
    default:
      let signature =
        switch kind {
        case "a": "a" + contents
        case "r": "(\(contents))"
        default: String(Character(kind))
        }
      try BusFault.check(sd_bus_message_skip(pointer, signature))
      return .other(signature)
    }
  }

  private func entries() throws(BusFault) -> [String: BusValue] {
    var entries: [String: BusValue] = [:]
    try inside("a", "{sv}") { () throws(BusFault) in
      while sd_bus_message_at_end(pointer, 0) == 0 {
        try inside("e", "sv") { () throws(BusFault) in
          guard let key = try next()?.string, let value = try next() else { return }
          entries[key] = value
        }
      }
    }
    return entries
  }

  private func text(_ type: Unicode.Scalar) throws(BusFault) -> String {
    var text: UnsafePointer<CChar>?
    try BusFault.check(sd_bus_message_read_basic(pointer, type.type, &text))
    return text.map { String(cString: $0) } ?? ""
  }

  private func number<Number: BitwiseCopyable>(
    _ type: Unicode.Scalar, _ zero: Number
  ) throws(BusFault) -> Number {
    var value = zero
    try BusFault.check(sd_bus_message_read_basic(pointer, type.type, &value))
    return value
  }

  private func inside(
    _ type: Unicode.Scalar, _ contents: String, _ read: () throws(BusFault) -> Void
  ) throws(BusFault) {
    try BusFault.check(sd_bus_message_enter_container(pointer, type.type, contents))
    try read()
    try BusFault.check(sd_bus_message_exit_container(pointer))
  }
}

extension Unicode.Scalar {
  /// A type's letter as the bus library takes it.
  fileprivate var type: CChar { CChar(truncatingIfNeeded: value) }
}
