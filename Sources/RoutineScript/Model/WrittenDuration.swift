internal import SourceYAML

/// Durations as people write them: `2s`, `90 s`, `1 min 30 s`, `12 min`, `1h`, `1:30`.
public enum WrittenDuration {
  /// Why a text is not a duration.
  public enum Problem: Error, Equatable {
    /// A number without a unit.
    case noUnit
    /// An unknown unit.
    case unknownUnit(String)
    /// Below zero.
    case negative
    /// Longer than a day, the longest a routine can be.
    case tooLong
    /// Not a duration at all.
    case unreadable
  }

  /// The longest duration a script can say: a day.
  public static let longest = Duration.seconds(86_400)

  /// The units, by every name they may have.
  package static let units: [(names: [String], nanoseconds: Int64)] = [
    (["ms", "millisecond", "milliseconds"], 1_000_000),
    (["s", "sec", "secs", "second", "seconds"], 1_000_000_000),
    (["m", "min", "mins", "minute", "minutes"], 60_000_000_000),
    (["h", "hr", "hrs", "hour", "hours"], 3_600_000_000_000),
  ]

  /// How long each unit is, by its name.
  private static let nanoseconds = Dictionary(
    uniqueKeysWithValues: units.flatMap { unit in unit.names.map { ($0, unit.nanoseconds) } })

  /// Whether a text is one.
  package static func isOne(_ text: String) -> Bool { (try? parse(text)) != nil }

  /// Reads a duration, exact to the nanosecond.
  public static func parse(_ text: String) throws(Problem) -> Duration {
    if let duration = simple(text) { return duration }
    let text = text.trimmed.lowercased()
    if text.hasPrefix("-") { throw .negative }
    if text.hasByte(UInt8(ascii: ":")) { return try clock(text) }
    var rest = Substring(text)
    var total: Int64 = 0
    var units = 0
    while true {
      rest = rest.drop { $0 == " " }
      if rest.isEmpty { break }
      let digits = Substring(rest.utf8.prefix { $0.isDigit || $0 == UInt8(ascii: ".") })
      guard !digits.isEmpty else { throw .unreadable }
      rest = rest[digits.endIndex...].drop { $0 == " " }
      let name = String(rest.prefix { $0.isLetter })
      if name.isEmpty { throw rest.isEmpty ? .noUnit : .unreadable }
      rest = rest.dropFirst(name.count)
      guard let unit = nanoseconds[name] else { throw .unknownUnit(name) }
      total += try scaled(digits, by: unit)
      units += 1
      guard total <= 86_400_000_000_000 else { throw .tooLong }
    }
    guard units > 0 else { throw .unreadable }
    return .nanoseconds(total)
  }

  /// The commonest form, a number and its unit, without the detours that the others take.
  private static func simple(_ text: String) -> Duration? {
    var text = text
    return text.withUTF8 { bytes in
      let whole = bytes.prefix(while: \.isDigit)
      var unit = bytes[whole.endIndex...]
      var (fraction, parts): (Int64, Int64) = (0, 1)
      if unit.first == UInt8(ascii: ".") {
        let digits = unit.dropFirst().prefix(while: \.isDigit)
        // To the thousandth, into which every unit can be divided.
        guard (1...3).contains(digits.count) else { return nil }
        fraction = number(digits)
        for _ in digits { parts *= 10 }
        unit = bytes[digits.endIndex...]
      }
      unit = unit.drop { $0 == UInt8(ascii: " ") }
      // Of more digits the product could be too large for 64 bits.
      guard (1...6).contains(whole.count),
        let nanoseconds = units.first(where: { $0.names.contains { $0.utf8.elementsEqual(unit) } })?
          .nanoseconds
      else { return nil }
      let duration = Duration.nanoseconds(
        number(whole) * nanoseconds + fraction * (nanoseconds / parts))
      return duration <= longest ? duration : nil
    }
  }

  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int64 {
    digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }

  /// `1:30` is minutes and seconds, `1:02:03` hours, minutes and seconds.
  private static func clock(_ text: String) throws(Problem) -> Duration {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count) else { throw .unreadable }
    var total: Int64 = 0
    for (index, part) in parts.enumerated() {
      guard part.count <= 4, let value = Int64(part), part.allSatisfy(\.isNumber),
        index == 0 || (part.count == 2 && value < 60)
      else { throw .unreadable }
      total = total * 60 + value
    }
    guard total <= 86_400 else { throw .tooLong }
    return .seconds(total)
  }

  private static func scaled(
    _ digits: Substring, by unit: Int64
  ) throws(Problem) -> Int64 {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, !whole.isEmpty, whole.count <= 9,
      let value = Int64(whole)
    else { throw whole(parts) }
    let (product, isOverflowing) = value.multipliedReportingOverflow(by: unit)
    var result = product
    if isOverflowing || result > 86_400_000_000_000 { throw .tooLong }
    if parts.count == 2 {
      // What is finer than a nanosecond cannot be heard and is cut off.
      let digits = parts[1].prefix(9)
      guard let fraction = Int64(digits) else { throw .unreadable }
      var scale: Int64 = 1
      for _ in digits { scale *= 10 }
      // At most 1e9 × 3.6e12: split so that the product stays within 64 bits.
      result += fraction * (unit / 1_000_000) / scale * 1_000_000
      result += (fraction * (unit / 1_000_000) % scale) * 1_000_000 / scale
    }
    return result
  }

  /// Many digits are a long time, not a riddle.
  private static func whole(_ parts: [Substring]) -> Problem {
    parts.count <= 2 && (parts.first?.count ?? 0) > 9 ? .tooLong : .unreadable
  }
}

extension Duration {
  /// The duration as a script writes it: `1 h 5 min`, `90 s` as `1 min 30 s`, `1.5 s`.
  public var written: String {
    let (seconds, attoseconds) = components
    let nanoseconds = attoseconds / 1_000_000_000
    var parts: [String] = []
    if seconds >= 3600 { parts.append("\(seconds / 3600) h") }
    if seconds / 60 % 60 > 0 { parts.append("\(seconds / 60 % 60) min") }
    if nanoseconds > 0 {
      var digits = String(nanoseconds + 1_000_000_000).dropFirst()
      while digits.last == "0" { digits = digits.dropLast() }
      parts.append("\(seconds % 60).\(digits) s")
    } else if seconds % 60 > 0 || parts.isEmpty {
      parts.append("\(seconds % 60) s")
    }
    return parts.joined(separator: " ")
  }
}
