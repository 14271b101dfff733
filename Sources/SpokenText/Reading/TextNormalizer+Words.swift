internal import RoutineScript

/// Words that are read otherwise than they are written.
extension TextNormalizer {
  /// A verb that the engine would read as a noun or an adjective, such as the first word of a sentence.
  func verb(at index: Int) -> Reading? {
    guard !pronunciation.verbs.words.isEmpty,
      let said = pronunciation.verbs.words[words[index].key]
    else { return nil }
    let verbs = pronunciation.verbs
    let next = index + 1 < words.count && words[index].runsOn ? words[index + 1].key : nil
    if let next {
      if verbs.before.contains(next) { return Reading(text: said.text) }
      if verbs.notBefore.contains(next)
        || verbs.notBefore.contains("\(words[index].key) \(next)")
      {
        return nil
      }
    }
    let isFirst = index == 0 || words[index - 1].endsSentence
    return isFirst || verbs.after.contains(words[index - 1].key) ? Reading(text: said.text) : nil
  }

  /// A word with what the engine would leave out of it: signs, Roman numerals, `left/right`, `L4-L5`.
  func spelled(at index: Int) -> Reading {
    let core = words[index].core
    if let sign = between(index) { return Reading(text: sign) }
    if core.utf8.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }) {
      return Reading(text: roman(at: index) ?? String(core))
    }
    return Reading(text: vertebrae(core) ?? alternative(core) ?? withoutSigns(core))
  }

  // MARK: Signs

  /// A sign between words: the x of `4 sets x 8 reps`.
  private func between(_ index: Int) -> String? {
    guard words[index].core.count == 1, let sign = words[index].core.first,
      let joint = AmountReader.Joint(sign),
      joint == .product, index > 0, index + 1 < words.count, words[index + 1].beginsWithDigit
    else { return nil }
    return pronunciation.signs.times
  }

  /// `left/right`.
  private func alternative(_ core: Substring) -> String? {
    let parts = core.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 1, parts.allSatisfy({ $0.count > 0 && $0.allSatisfy(\.isLetter) }) else {
      return nil
    }
    if parts.count == 2, !pronunciation.signs.per.isEmpty,
      let one = pronunciation.units[String(parts[0])],
      let other = pronunciation.units[String(parts[1])]
    {
      return "\(one.many) \(pronunciation.signs.per) \(other.one)"
    }
    return parts.joined(separator: " \(pronunciation.signs.or) ")
  }

  /// A word with words for the signs in it, and in words the numerals among its letters.
  private func withoutSigns(_ core: Substring) -> String {
    var result = ""
    var numeral = ""
    func finish() {
      guard !numeral.isEmpty else { return }
      result += " " + (RomanNumeral(numeral).map { number($0.value) } ?? numeral) + " "
      numeral = ""
    }
    for character in core {
      if let scalar = character.unicodeScalars.first, (0x2160...0x217F).contains(scalar.value) {
        numeral += String(String.UnicodeScalarView(NormalForm.text([scalar]))).uppercased()
        continue
      }
      finish()
      if !character.isLetter, !character.isNumber, let word = pronunciation.words[String(character)]
      {
        result += " " + word.text + " "
      } else if character == "<" || character == ">" {
        // Without a number of its own it cannot be said: `5<3`.
        result += " "
      } else {
        result.append(character)
      }
    }
    finish()
    return result.split(separator: " ").joined(separator: " ")
  }

  // MARK: Numerals

  /// `II`; one letter only after something that is counted, as in `phase I`.
  private func roman(at index: Int) -> String? {
    let core = words[index].core
    guard core.first.map({ "IVX".contains($0) }) == true, !pronunciation.grammar.numbers.isEmpty,
      let numeral = RomanNumeral(core)
    else { return nil }
    let isAfterCounted =
      index > 0 && words[index - 1].runsOn
      && pronunciation.grammar.counted.contains(words[index - 1].key)
    return core.count > 1 || isAfterCounted ? number(numeral.value) : nil
  }

  private func number(_ value: Int) -> String {
    pronunciation.grammar.words(value, "cardinal", nil, nil) ?? String(value)
  }

  /// `L4-L5` are two next to each other; `T4-T8` are from one to another.
  private func vertebrae(_ core: Substring) -> String? {
    let parts = core.split(omittingEmptySubsequences: false) { "-/\u{2013}".contains($0) }
    let ones = parts.compactMap { part -> (letter: Character, value: Int)? in
      guard let letter = part.first, "CTLSctls".contains(letter),
        let value = Int(part.dropFirst()), (1...12).contains(value)
      else { return nil }
      return (letter, value)
    }
    guard ones.count == parts.count, (1...2).contains(ones.count) else { return nil }
    let names = ones.map { "\($0.letter.uppercased()) \(number($0.value))" }
    let isSpan =
      ones.count == 2 && ones[0].letter == ones[1].letter && ones[1].value - ones[0].value > 1
    return names.joined(separator: isSpan ? " \(pronunciation.signs.to) " : " ")
  }
}

/// A number in Roman numerals, up to 39: `IV`.
struct RomanNumeral {
  let value: Int

  init?(_ written: some StringProtocol) {
    let values: [Character: Int] = ["I": 1, "V": 5, "X": 10]
    let digits = written.compactMap { values[$0] }
    guard digits.count == written.count, !digits.isEmpty else { return nil }
    var sum = 0
    for (index, digit) in digits.enumerated() {
      let isBeforeMore = index + 1 < digits.count && digits[index + 1] > digit
      sum += isBeforeMore ? -digit : digit
    }
    // Only what is written as Romans write it: not `IIII` or `VX`.
    guard (1...39).contains(sum), Self.written(sum) == String(written) else { return nil }
    value = sum
  }

  private static func written(_ value: Int) -> String {
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    return String(repeating: "X", count: value / 10) + ones[value % 10]
  }
}
