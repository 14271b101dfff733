/// What Unicode's characters are made of, as far as they are made of others.
///
/// Read once, when a text first has a character that may be: most texts have none.
struct Decompositions: Sendable {
  /// The file that ships.
  static let unicode = Decompositions(PackageResources.Decompositions_txt)

  /// Scalars that become others, in order, with where their parts begin in `parts`.
  private var first: [UInt32] = []
  private var last: [UInt32] = []
  private var begin: [Int32] = []
  private var parts: [UInt32] = []
  /// The scalar that two others make, by both of them.
  private var composed: [UInt64: UInt32] = [:]

  private init(_ file: [UInt8]) {
    composed.reserveCapacity(1_000)
    for line in file.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      let sides = line.split(separator: UInt8(ascii: "="))
      guard sides.count == 2, let left = sides.first, let right = sides.last else { continue }
      let whole = right.split(separator: UInt8(ascii: " ")).map(Self.number)
      if let plus = left.firstIndex(of: UInt8(ascii: "+")) {
        composed[Self.pair(Self.number(left[..<plus]), Self.number(left[(plus + 1)...]))] = whole[0]
      } else {
        let ends = left.split(separator: UInt8(ascii: "-")).map(Self.number)
        first.append(ends[0])
        last.append(ends.last ?? ends[0])
        begin.append(Int32(parts.count))
        parts += whole
      }
    }
    begin.append(Int32(parts.count))
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> UInt32 {
    digits.reduce(0) { value, digit in
      value << 4 | UInt32(digit < UInt8(ascii: "A") ? digit - 0x30 : digit - 0x37)
    }
  }

  private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 32 | UInt64(second)
  }

  /// Appends what a scalar is made of, wholly taken apart (NFKD); itself if it is made of nothing.
  func decompose(_ scalar: Unicode.Scalar, into result: inout [Unicode.Scalar]) {
    let value = scalar.value
    if let syllable = Hangul(value) {
      result += syllable.parts
      return
    }
    // The first entry that begins after it; the one before may have it.
    var (low, high) = (0, first.count)
    while low < high {
      let middle = (low + high) / 2
      if first[middle] <= value { low = middle + 1 } else { high = middle }
    }
    let entry = low - 1
    guard entry >= 0, value <= last[entry] else {
      result.append(scalar)
      return
    }
    let range = Int(begin[entry])..<Int(begin[entry + 1])
    if let only = Unicode.Scalar(parts[range.lowerBound] + value - first[entry]), range.count == 1 {
      result.append(only)
    } else {
      result += parts[range].compactMap { Unicode.Scalar($0) }
    }
  }

  /// The scalar that two make in composed form (NFC), if they make one.
  func compose(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
    if let syllable = Hangul.compose(first.value, second.value) { return syllable }
    return composed[Self.pair(first.value, second.value)].flatMap { Unicode.Scalar($0) }
  }
}

/// A Korean syllable, which Unicode makes of its letters by counting.
private struct Hangul {
  private static let (base, lead, vowel, tail): (UInt32, UInt32, UInt32, UInt32) =
    (0xAC00, 0x1100, 0x1161, 0x11A7)
  private static let (leads, vowels, tails): (UInt32, UInt32, UInt32) = (19, 21, 28)

  let parts: [Unicode.Scalar]

  init?(_ value: UInt32) {
    guard value >= Self.base, value - Self.base < Self.leads * Self.vowels * Self.tails else {
      return nil
    }
    let index = value - Self.base
    let tail = index % Self.tails
    let letters = [
      Self.lead + index / (Self.vowels * Self.tails),
      Self.vowel + index / Self.tails % Self.vowels,
    ]
    parts = (tail == 0 ? letters : letters + [Self.tail + tail]).compactMap { Unicode.Scalar($0) }
  }

  static func compose(_ first: UInt32, _ second: UInt32) -> Unicode.Scalar? {
    if (lead..<(lead + leads)).contains(first), (vowel..<(vowel + vowels)).contains(second) {
      return Unicode.Scalar(base + ((first - lead) * vowels + second - vowel) * tails)
    }
    if (base..<(base + leads * vowels * tails)).contains(first), (first - base) % tails == 0,
      (tail + 1..<(tail + tails)).contains(second)
    {
      return Unicode.Scalar(first + second - tail)
    }
    return nil
  }
}
