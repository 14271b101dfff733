internal import RoutineScript

/// What of a text would be lost if it were said.
extension Pronunciation {
  /// Signs and letters that are not said, and have no meaning for how the others are.
  ///
  /// - Parameter written: the text.
  /// - Returns: their places, in Unicode scalars; what belongs together is one.
  package func lost(in written: String) -> [Range<Int>] {
    if written.utf8.allSatisfy(Self.isAlwaysSaid) { return [] }
    var lost = PlainText(written).lost
    var isLost: [Range<Int>] = []
    for (index, scalar) in written.unicodeScalars.enumerated() where !says(scalar) {
      if let last = isLost.last, last.upperBound == index {
        isLost[isLost.count - 1] = last.lowerBound..<(index + 1)
      } else {
        isLost.append(index..<(index + 1))
      }
    }
    lost = (lost + isLost).sorted { $0.lowerBound < $1.lowerBound }
    var merged: [Range<Int>] = []
    for range in lost {
      if let last = merged.last, last.upperBound >= range.lowerBound {
        merged[merged.count - 1] =
          last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return withoutOverridden(merged, in: written)
  }

  /// What a text has in words, and some of its punctuation.
  private static func isAlwaysSaid(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x0A, 0x20, 0x21, 0x22, 0x27, 0x28, 0x29, 0x2C, 0x2D, 0x2E, 0x2F, 0x3A, 0x3B, 0x3F: true
    default: false
    }
  }

  /// The places without the letters whose sound a routine or a voice gives.
  private func withoutOverridden(_ places: [Range<Int>], in written: String) -> [Range<Int>] {
    let given = overrides(in: written).reduce(into: Set<Unicode.Scalar>()) { given, entry in
      given.formUnion(entry.written.unicodeScalars)
    }
    guard !given.isEmpty else { return places }
    let scalars = Array(written.unicodeScalars)
    return places.filter { place in
      !scalars[place].allSatisfy { $0.properties.isAlphabetic && given.contains($0) }
    }
  }

  /// Whether the language has a sound for a sign, or the sign is about others.
  private func says(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return true }
    if SpokenForm.isKept(scalar) { return true }
    return SpokenForm.parts(of: scalar, after: nil).allSatisfy { part in
      part.isASCII || isPunctuation(part) || isLetter(part) || words[String(part)] != nil
        || units[String(part)] != nil || AmountReader.marks.contains(Character(part))
        || AmountReader.Joint(Character(part)) != nil
    }
  }

  private func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .dashPunctuation, .connectorPunctuation, .spaceSeparator, .lineSeparator,
      .paragraphSeparator:
      return true
    // `PlainText` knows of these.
    case .control, .format, .privateUse, .surrogate, .unassigned, .enclosingMark: return true
    case .nonspacingMark, .spacingMark: return true
    default:
      return "¡¿…·•‚„′″。、'\u{2BC}\u{2044}\u{B0}\u{FFFC}".unicodeScalars.contains(scalar)
        || scalar.properties.isEmojiPresentation || scalar.properties.isEmojiModifier
    }
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    guard properties.isAlphabetic || properties.numericType != nil else { return false }
    // These the engine names in every language.
    if "αβγμπΩ".unicodeScalars.contains(scalar) { return true }
    return scripts.isEmpty || scripts.contains(Script(scalar))
  }
}

/// A kind of letters, as far as languages differ in it.
struct Script: Hashable, Sendable {
  private let number: UInt32

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0..<0x250, 0x1E00..<0x1F00, 0x2C60..<0x2C80, 0xA720..<0xA800, 0x2B0..<0x300: number = 0
    case 0x370..<0x400, 0x1F00..<0x2000: number = 1
    case 0x400..<0x530: number = 2
    case 0x1100..<0x1200, 0xAC00..<0xD7B0: number = 3
    case 0x3040..<0x3100, 0x3400..<0xA000: number = 4
    default: number = scalar.value >> 7
    }
  }

  /// The kinds of letters in texts.
  static func all(in texts: [String]) -> Set<Script> {
    Set(texts.joined().unicodeScalars.filter(\.properties.isAlphabetic).map(Script.init))
  }
}
