internal import RoutineScript
internal import SourceYAML

/// Spells values: without quotes if they mean the same, otherwise with the fewest signs.
enum ScalarSpelling {
  /// A value on one line.
  ///
  /// - Parameters:
  ///   - scalar: the value, and how its author wrote it.
  ///   - inFlow: whether it is in brackets, where commas end it.
  /// - Returns: its spelling.
  static func inline(_ scalar: WrittenScalar, inFlow: Bool) -> String {
    let value = scalar.value
    if scalar.style == .plain {
      // Its author has shown that it needs no quotes here.
      if !value.unicodeScalars.contains("\n"), !isDocumentMark(value) { return value }
    } else if canBePlain(value, inFlow: inFlow) {
      return value
    }
    return quoted(value)
  }

  /// Whether a value means the same without quotes, to other programs that read YAML too.
  static func canBePlain(_ value: String, inFlow: Bool) -> Bool {
    let scalars = Array(value.unicodeScalars)
    guard let first = scalars.first, let last = scalars.last, isPrintable(scalars),
      !first.isBlank, !last.isBlank, last != ":", !scalars.contains("\t"),
      !"-?:,[]{}#&*!|>'\"%@`=<~".unicodeScalars.contains(first), !looksLikeSomethingElse(value),
      !value.hasPrefix("..."), !value.hasPrefix("---")
    else { return false }
    for (scalar, next) in zip(scalars, scalars.dropFirst()) {
      if scalar == ":", next == " " || (inFlow && !next.properties.isAlphabetic && !next.isDigit) {
        return false
      }
      if scalar == " ", next == "#" { return false }
    }
    return !inFlow || !scalars.contains { ",[]{}".unicodeScalars.contains($0) }
  }

  /// Whether it would start or end a document if it stood at the start of a line.
  private static func isDocumentMark(_ value: String) -> Bool {
    let scalars = value.unicodeScalars
    return (value.hasPrefix("---") || value.hasPrefix("..."))
      && scalars.dropFirst(3).first?.isBlank ?? true
  }

  /// Whether it would be read as a number, a date, yes or no, or nothing.
  private static func looksLikeSomethingElse(_ value: String) -> Bool {
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
    if words.contains(value.lowercased()) { return true }
    guard let first = value.unicodeScalars.first else { return true }
    return (first.isDigit || "+.".unicodeScalars.contains(first))
      && !value.unicodeScalars.contains { $0 == " " }
  }

  /// Whether every character may be in a file as it is, and on one line.
  static func isPrintable(_ scalars: some Sequence<Unicode.Scalar>) -> Bool {
    scalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09, 0x20...0x7E: true
      // Line ends to some programs, and the mark of the byte order.
      case 0...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
      default: true
      }
    }
  }

  /// A value in quotes.
  static func quoted(_ value: String) -> String {
    let scalars = value.unicodeScalars
    let needsEscapes = scalars.contains("\"") || scalars.contains("\\")
    if needsEscapes, !scalars.contains("'"), isPrintable(scalars), !scalars.contains("\t") {
      return "'\(value)'"
    }
    var text = "\""
    for scalar in scalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      default: text += isPrintable([scalar]) ? String(scalar) : escaped(scalar)
      }
    }
    return text + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let (sign, width) =
      scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
    return "\\" + sign + String(repeating: "0", count: width - digits.count) + digits
  }
}
