/// What one character is for somebody who reads a text aloud: its normal form, but for the signs that
/// would mean something else there.
enum SpokenForm {
  /// Signs that the reading of numbers needs as they are: `3ª`, `1º`, `m²`, `½`, `Ⅳ`, `№`.
  static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAA, 0xBA, 0xB2, 0xB3, 0xB9, 0xBC...0xBE, 0x2070...0x2079, 0x2150...0x215F,
      0x2160...0x217F, 0x2189, 0x2116, 0x2026:
      true
    default: false
    }
  }

  /// What stands for a scalar that is not plain.
  ///
  /// - Parameters:
  ///   - scalar: the scalar.
  ///   - before: what is before it.
  /// - Returns: one scalar or more.
  static func parts(
    of scalar: Unicode.Scalar, after before: Unicode.Scalar?
  ) -> [Unicode.Scalar] {
    if isKept(scalar) {
      // `1½` is one and a half.
      let isMixed = isFraction(scalar) && before.map { ("0"..."9").contains($0) } ?? false
      return isMixed ? [" ", scalar] : [scalar]
    }
    switch scalar {
    case "\u{B4}", "\u{2BC}": return ["'"]
    case "\u{27A1}", "\u{2794}", "\u{27F6}", "\u{21D2}", "\u{279C}", "\u{2B62}", "\u{25B6}":
      return ["\u{2192}"]
    case "\u{1F51F}": return [" ", "1", "0", " "]
    default: break
    }
    if let number = number(scalar) {
      let digits = String(number).unicodeScalars
      // A number in a circle is a word of its own.
      return scalar.properties.numericType == .decimal ? Array(digits) : [" "] + digits + [" "]
    }
    var parts: [Unicode.Scalar] = []
    Decompositions.unicode.decompose(scalar, into: &parts)
    // `¨` alone would become a mark on a space.
    if parts.count > 1, parts[0] == " " { return [scalar] }
    return NormalForm.text(parts)
  }

  /// The whole number that a digit of any script stands for, or a number in a circle.
  private static func number(_ scalar: Unicode.Scalar) -> Int? {
    let properties = scalar.properties
    guard let type = properties.numericType, let value = properties.numericValue,
      value.rounded() == value, (0..<1_000).contains(value)
    else { return nil }
    switch properties.generalCategory {
    case .decimalNumber: return Int(value)
    // Not Chinese words for numbers, which are letters.
    case .otherNumber where type == .digit || type == .numeric: break
    default: return nil
    }
    // `⑴` and `⒈` become `(1)` and `1.`.
    if (0x2474...0x249B).contains(scalar.value) || (0x1F100...0x1F10A).contains(scalar.value) {
      return nil
    }
    return Int(value)
  }

  /// Whether a scalar is a fraction: `½`.
  static func isFraction(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xBC...0xBE, 0x2150...0x215E, 0x2189: true
    default: false
    }
  }
}
