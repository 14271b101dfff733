/// A value in a message, of one of the types that are used here.
indirect enum BusValue: Hashable {
  case string(String)
  /// The path of an object; whoever makes one uses only the characters that are allowed there.
  case path(String)
  case bool(Bool)
  case byte(UInt8)
  case int32(Int32)
  case uint32(UInt32)
  case int64(Int64)
  case double(Double)
  case strings([String])
  case dictionary([String: BusValue])
  case variant(BusValue)
  /// A value of a type that is not used here: only its signature is kept.
  case other(String)

  /// The type, as the bus writes it.
  var signature: String {
    switch self {
    case .string: "s"
    case .path: "o"
    case .bool: "b"
    case .byte: "y"
    case .int32: "i"
    case .uint32: "u"
    case .int64: "x"
    case .double: "d"
    case .strings: "as"
    case .dictionary: "a{sv}"
    case .variant: "v"
    case .other(let signature): signature
    }
  }

  var string: String? { if case .string(let value) = self { value } else { nil } }

  var strings: [String]? { if case .strings(let value) = self { value } else { nil } }

  /// The value for a key, out of its variant; `nil` if this is not a dictionary.
  subscript(key: String) -> BusValue? {
    guard case .dictionary(let entries) = self, case .variant(let value)? = entries[key] else {
      return nil
    }
    return value
  }
}

extension String {
  /// The text without what the bus forbids: NUL and noncharacters become U+FFFD.
  var forBus: String {
    let isBad = { (scalar: Unicode.Scalar) in
      scalar == "\0" || scalar.properties.isNoncharacterCodePoint
    }
    guard unicodeScalars.contains(where: isBad) else { return self }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars { text.append(isBad(scalar) ? "\u{FFFD}" : scalar) }
    return String(text)
  }
}

extension Duration {
  /// In the unit of the bus, rounded down; the longest possible if it does not fit.
  var microseconds: Int64 {
    let (seconds, attoseconds) = components
    let (whole, isOver) = seconds.multipliedReportingOverflow(by: 1_000_000)
    let (sum, isOverToo) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000)
    return isOver || isOverToo ? (seconds < 0 ? .min : .max) : sum
  }
}
