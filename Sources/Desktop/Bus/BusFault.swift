internal import CSystemd
internal import CoachErrors
internal import Glibc

/// An error as it travels on the bus: a name that programs know and a text for people.
struct BusFault: Error, Hashable {
  let name: String
  let text: String

  init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  /// Takes the result of a call of the bus library: a negative one is an `errno`.
  @discardableResult
  static func check(_ result: Int32) throws(BusFault) -> Int32 {
    guard result < 0 else { return result }
    var error = sd_bus_error()
    sd_bus_error_set_errno(&error, result)
    defer { sd_bus_error_free(&error) }
    throw BusFault(error)
  }

  /// Takes the error that the library filled in.
  init(_ error: sd_bus_error) {
    name = error.name.map { String(cString: $0) } ?? SD_BUS_ERROR_FAILED
    text = error.message.map { String(cString: $0) } ?? name
  }

  /// Hands it to the library, which sends it as the answer.
  ///
  /// - Returns: what a handler then returns to the library: a negative number.
  func fill(_ error: UnsafeMutablePointer<sd_bus_error>?) -> Int32 {
    sd_bus_error_set(error, name, text)
  }

  /// Whether nobody answered in time.
  var isSilence: Bool { [SD_BUS_ERROR_TIMEOUT, SD_BUS_ERROR_NO_REPLY].contains(name) }

  /// Whether no program has the name that was called.
  var isAbsence: Bool {
    [SD_BUS_ERROR_SERVICE_UNKNOWN, SD_BUS_ERROR_NAME_HAS_NO_OWNER].contains(name)
  }

  /// Whether the bus itself is gone.
  var isDisconnection: Bool {
    name == SD_BUS_ERROR_DISCONNECTED || name == "System.Error.ENOTCONN"
      || name == "System.Error.EPIPE"
  }
}

extension BusFault {
  static let late = BusFault(SD_BUS_ERROR_TIMEOUT, "it does not answer")

  static func badArguments(_ text: String) -> BusFault {
    BusFault(SD_BUS_ERROR_INVALID_ARGS, text)
  }

  static func unknownInterface(_ name: String) -> BusFault {
    BusFault(SD_BUS_ERROR_UNKNOWN_INTERFACE, "There is no interface \(name) here.")
  }

  static func unknownProperty(_ name: String) -> BusFault {
    BusFault(SD_BUS_ERROR_UNKNOWN_PROPERTY, "There is no property \(name) here.")
  }

  static func readOnly(_ name: String) -> BusFault {
    BusFault(SD_BUS_ERROR_PROPERTY_READ_ONLY, "The property \(name) cannot be set.")
  }

  static func unsupported(_ text: String) -> BusFault {
    BusFault(SD_BUS_ERROR_NOT_SUPPORTED, text)
  }
}
