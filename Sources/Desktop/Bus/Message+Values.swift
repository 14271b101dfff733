internal import CSystemd
internal import Glibc

// MARK: - Filling

extension Message {
  /// Adds a value at the end.
  func append(_ value: BusValue) throws(BusFault) {
    switch value {
    case .string(let text): try append("s", text)
    case .path(let text): try append("o", text)
    case .bool(let value): try append("b", Int32(value ? 1 : 0))
    case .byte(let value): try append("y", value)
    case .int32(let value): try append("i", value)
    case .uint32(let value): try append("u", value)
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
  /// All values that have not been read.
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

  /// The next value that has not been read; `nil` at the end of the message or of a container.
  func next() throws(BusFault) -> BusValue? {
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
    case "y": return .byte(try number(kind, UInt8(0)))
    case "i": return .int32(try number(kind, Int32(0)))
    case "u": return .uint32(try number(kind, UInt32(0)))
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
  /// A type's letter, as the bus library takes it.
  fileprivate var type: CChar { CChar(truncatingIfNeeded: value) }
}
