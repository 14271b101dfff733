/// A number as it is written: `12`, `2.5`, `1,000`.
struct Numeral {
  let text: String
  /// Its value if it is a whole number that is put into words.
  let value: Int?
  /// The digits after the decimal sign, if it has one.
  let decimals: String?

  /// Takes a number apart.
  ///
  /// - Parameters:
  ///   - text: digits, with points or commas among them.
  ///   - sign: the language's decimal sign.
  init(_ text: String, decimal sign: Character) {
    self.text = text
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    let separators = Set(text.filter { $0 == "." || $0 == "," })
    let first = parts[0]
    let isGrouped =
      separators.count == 1 && first.count <= 3 && parts.dropFirst().allSatisfy { $0.count == 3 }
    if parts.count == 1 {
      // `007` and telephone numbers are read digit by digit, if at all.
      value = first.count > 1 && first.first == "0" ? nil : Int(first)
      decimals = nil
    } else if isGrouped, separators.first != sign {
      value = Int(parts.joined())
      decimals = nil
    } else if parts.count == 2 {
      value = Int(first)
      decimals = String(parts[1])
    } else {
      value = nil
      decimals = nil
    }
  }

  /// Whether a unit after it is in the singular.
  var isOne: Bool { value == 1 && decimals == nil }
  /// Whether it is a whole number with few digits and no zero in front, as people count.
  var isSmall: Bool { decimals == nil && text.utf8.count <= 2 && value != nil }
}
