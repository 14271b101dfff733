/// A number with what belongs to it: a fraction, a time, an ordinal, a unit.
extension AmountReader {
  /// Takes a number with what belongs to it; `nil` if it is part of a word.
  mutating func takeTerm() -> Term? {
    if let fraction = takeFraction(after: nil) { return fraction }
    if let money = takeMoney() { return money }
    guard let number = takeNumber() else { return nil }
    if let term = takeClock(number) ?? takeDuration(number) ?? takeOrdinal(number)
      ?? takePart(number) ?? takeFraction(after: number)
    {
      return term
    }
    var term = Term(numeral: number)
    term.isSingular = number.isOne
    if let unit = takeUnit() {
      term.unit = unit
      term.isWhole = true
    } else if self[end].isLetter, Joint(self[end]) != .product || self[end + 1].isLetter {
      return nil
    }
    return term
  }

  /// `€5`: a unit before its number.
  private mutating func takeMoney() -> Term? {
    guard let unit = unit(String(self[end])), !self[end].isLetter, isDigit(end + 1) else {
      return nil
    }
    end += 1
    guard let number = takeNumber() else {
      end -= 1
      return nil
    }
    return Term(numeral: number, unit: unit, isSingular: number.isOne, isWhole: true)
  }

  /// `1:30`, `1:30 min`, `1:02:03`: a duration, as values of a script are; or `8:30 am`.
  private mutating func takeClock(_ first: Numeral) -> Term? {
    guard self[end] == ":", first.text.utf8.allSatisfy({ $0 != 0x2E && $0 != 0x2C }),
      let hours = Int(first.text)
    else { return nil }
    var parts = [hours]
    var place = end
    while self[place] == ":", isDigit(place + 1), isDigit(place + 2), !isDigit(place + 3),
      let value = Int(String(line[place + 1...place + 2])), value < 60, parts.count < 3
    {
      parts.append(value)
      place += 3
    }
    guard parts.count > 1, self[place] != ":" else {
      return parts.count == 1 ? takeRatio(first) : nil
    }
    let start = end
    end = place
    if let time = takeTimeOfDay(parts) { return time }
    var units = ["h", "min", "s"].suffix(parts.count).map { $0 }
    if parts.count == 2, let unit = takeUnit(), unit == self.unit("h") { units = ["h", "min"] }
    var words: [String] = []
    for (value, name) in zip(parts, units) where value > 0 {
      guard let unit = self.unit(name) else {
        end = start
        return nil
      }
      // The last of them needs no unit after another: "one minute thirty".
      let isBare = parts.count == 2 && !words.isEmpty
      words.append(isBare ? number(value) : counted(value, unit))
    }
    if words.isEmpty, let unit = self.unit("s") { words.append(counted(0, unit)) }
    return Term(words: words.joined(separator: " "), isWhole: true)
  }

  /// `2:1`.
  private mutating func takeRatio(_ first: Numeral) -> Term? {
    guard let one = first.value, isDigit(end + 1) else { return nil }
    let start = end
    end += 1
    guard let second = takeNumber()?.value, self[end] != ":" else {
      end = start
      return nil
    }
    return Term(words: "\(number(one)) \(signs.to) \(number(second))", isWhole: true)
  }

  private mutating func takeTimeOfDay(_ parts: [Int]) -> Term? {
    let start = skipSpace(end)
    var stop = start
    while !isBoundary(stop) { stop += 1 }
    guard parts.count == 2, stop > start,
      let time = grammar.timesOfDay[String(line[start..<stop]).lowercased()]
    else { return nil }
    end = stop
    endsInUnit = true
    let words = (parts[1] == 0 ? time.whole : time.full)
      .replacing("{h}", with: number(parts[0])).replacing("{m}", with: number(parts[1]))
    return Term(words: words, isWhole: true)
  }

  /// `1m30s`, `1h30`, `90s`: a number right after a unit of time.
  private mutating func takeDuration(_ first: Numeral) -> Term? {
    let start = end
    var numeral = first
    var words: [String] = []
    while let value = numeral.value, numeral.decimals == nil {
      let name = letters(end)
      guard let unit = timeUnit(name), isDigit(end + name.count) || !words.isEmpty else { break }
      words.append(counted(value, unit))
      end += name.count
      guard let next = takeNumber() else {
        return Term(words: words.joined(separator: " "), isWhole: true)
      }
      numeral = next
    }
    if !words.isEmpty, letters(end).isEmpty, let value = Int(numeral.text) {
      words.append(number(value))
      return Term(words: words.joined(separator: " "), isWhole: true)
    }
    end = start
    return nil
  }

  /// A unit of time by its sign, in which a single m is a minute.
  private func timeUnit(_ name: String) -> Pronunciation.Unit? {
    switch name.lowercased() {
    case "h", "hr", "hrs": unit("h")
    case "m", "min", "mins": unit("min")
    case "s", "sec", "secs": unit("s")
    default: nil
    }
  }

  /// `2nd`, `3ª`, `1.er`.
  private mutating func takeOrdinal(_ number: Numeral) -> Term? {
    guard let value = number.value, number.decimals == nil else { return nil }
    let dot = self[end] == "." ? 1 : 0
    // `ª` is a letter too.
    let ending = String(
      line[(min(end + dot, line.count))...].prefix { $0.isLetter || $0 == "\u{B0}" })
    guard !ending.isEmpty, isBoundary(end + dot + ending.count),
      let rules = grammar.ordinals[ending.lowercased()]
    else { return nil }
    let after = end + dot + ending.count
    let gender = noun(after: after).flatMap(grammar.nouns.gender)
    guard let words = grammar.words(value, rules, before.context, gender) else { return nil }
    end = after
    return Term(words: words, isWhole: true)
  }

  // MARK: Fractions

  /// `7/10`, `1/2`, `90/90`, `140/90`.
  private mutating func takePart(_ first: Numeral) -> Term? {
    var place = skipSpace(end)
    guard self[place] == "/" || self[place] == "\u{2044}" else { return nil }
    let isSpaced = place > end
    place = isSpaced ? skipSpace(place + 1) : place + 1
    guard isDigit(place), first.decimals == nil else { return nil }
    let start = end
    end = place
    guard let second = takeNumber(), self[end] != "/", let one = first.value,
      let other = second.value
    else {
      end = start
      return nil
    }
    if !before.isCounted, let named = grammar.fractions["\(one)/\(other)"] {
      return term(named, isMixed: false)
    }
    let words: String
    if before.isCounted || one < other || (one == other && one <= Self.highestScale) {
      words = "\(number(one)) \(signs.of) \(number(other))"
    } else if !signs.over.isEmpty, one != other, one >= 80, other >= 40 {
      // Blood pressure.
      words = "\(number(one)) \(signs.over) \(number(other))"
    } else {
      words = "\(number(one)) \(number(other))"
    }
    return Term(words: words, isWhole: true)
  }

  /// `10/10` is on a scale; `90/90` are two angles.
  private static let highestScale = 12

  /// `½`, or the second part of `1 1/2`.
  private mutating func takeFraction(after whole: Numeral?) -> Term? {
    var place = end
    if whole != nil {
      guard self[place] == " " else { return nil }
      place += 1
    }
    let start = end
    var name: String?
    if let scalar = self[place].unicodeScalars.first, SpokenForm.isFraction(scalar) {
      name = NormalForm.text([scalar]).map { $0 == "\u{2044}" ? "/" : String($0) }.joined()
      end = place + 1
    } else if whole != nil, isDigit(place) {
      end = place
      if let first = takeNumber()?.value, self[end] == "/" {
        end += 1
        name = takeNumber()?.value.map { "\(first)/\($0)" }
      }
    }
    guard let name, let fraction = grammar.fractions[name], self[end] != "/",
      whole?.decimals == nil
    else {
      end = start
      return nil
    }
    var term = term(fraction, isMixed: whole != nil)
    if let whole {
      term.words = "\(number(whole)) \(signs.and) \(term.words)"
      if let unit = takeUnit() { term.words += " " + unit.many }
    }
    return term
  }

  /// A fraction in the form that what it is a part of asks for: "half a minute".
  private mutating func term(_ fraction: Grammar.Fraction, isMixed: Bool) -> Term {
    if isMixed {
      return Term(words: fraction.forms["mixed"] ?? fraction.alone, isWhole: true)
    }
    let unit = takeUnit()
    let noun = unit?.one ?? noun(after: end)
    guard let noun, !grammar.nouns.isNone(noun) else {
      return Term(words: fraction.alone, isWhole: true)
    }
    let isVowel = noun.first.map { "aeiouAEIOU".contains($0) } ?? false
    let form =
      grammar.nouns.gender(of: noun.prefix { $0 != " " }).flatMap { fraction.forms[$0] }
      ?? (isVowel ? fraction.forms["vowel"] : nil) ?? fraction.forms["noun"] ?? fraction.alone
    return Term(words: unit.map { Self.joined(form, $0.one) } ?? form, isWhole: true)
  }

  // MARK: Words

  /// The word after an amount, if it is one.
  func noun(after place: Int) -> String? {
    guard self[place] == " " else { return nil }
    let word = letters(place + 1)
    return word.isEmpty ? nil : word
  }

  /// A number as it is said alone.
  func number(_ value: Int) -> String {
    grammar.words(value, "cardinal", nil, nil) ?? String(value)
  }

  func number(_ numeral: Numeral, gender: String? = nil, context: String? = nil) -> String {
    guard let value = numeral.value,
      let words = grammar.words(value, "cardinal", context, gender)
    else { return numeral.text }
    guard let decimals = numeral.decimals else { return words }
    guard !signs.point.isEmpty else { return numeral.text }
    let digits = decimals.compactMap(\.wholeNumberValue).map(number)
    return ([number(value), signs.point] + digits).joined(separator: " ")
  }

  /// A number with a unit.
  func counted(_ value: Int, _ unit: Pronunciation.Unit) -> String {
    let words = value == 1 ? unit.one : unit.many
    let gender = grammar.nouns.gender(of: words.prefix { $0 != " " })
    let number = grammar.words(value, "cardinal", nil, gender) ?? String(value)
    return Self.joined(number, words)
  }

  /// A number and what it counts, without a space after "un'".
  private static func joined(_ number: String, _ noun: String) -> String {
    number.last == "'" ? number + noun : "\(number) \(noun)"
  }

  // MARK: Several

  /// `x10`.
  func product(of number: Numeral) -> String {
    if number.isOne, !signs.once.isEmpty { return signs.once }
    return "\(self.number(number, gender: timesGender)) \(signs.times)"
  }

  private var timesGender: String? { grammar.nouns.gender(of: signs.times) }

  /// Several terms with their signs, in words.
  mutating func joined(_ terms: inout [Term], _ joints: [Joint]) -> String? {
    let isChain = joints.count > 1 && joints.allSatisfy { $0 == .range }
    if isChain {
      // A date or a telephone number, not what people count.
      guard terms.allSatisfy({ $0.numeral?.isSmall ?? false }) else { return nil }
    } else if joints.filter({ $0 == .range }).count > 2 {
      return nil
    }
    // Each takes the form of the noun that it or those after it count.
    var gender = noun(after: end).flatMap { followingGender($0) }
    var texts: [String] = []
    for index in terms.indices.reversed() {
      let term = terms[index]
      let isTimes = index < joints.count ? joints[index] == .product : isTimesSign(end)
      if isTimes { gender = timesGender }
      guard let numeral = term.numeral else {
        texts.append(term.words)
        gender = nil
        continue
      }
      if let unit = term.unit {
        let words = numeral.isOne ? unit.one : unit.many
        gender = grammar.nouns.gender(of: words.prefix { $0 != " " })
        texts.append(
          Self.joined(self.number(numeral, gender: gender, context: context(index)), words))
      } else if isTimes, numeral.isOne, !signs.once.isEmpty {
        texts.append(signs.once)
      } else {
        texts.append(self.number(numeral, gender: gender, context: context(index)))
      }
    }
    texts.reverse()
    var text = texts[0]
    for (index, joint) in joints.enumerated() {
      switch joint {
      case .range: text += isChain ? ", " : " \(signs.to) "
      case .product:
        let isOnce = terms[index].numeral?.isOne == true && !signs.once.isEmpty
        text += isOnce && terms[index].unit == nil ? " " : " \(signs.times) "
      case .sum: text += " \(signs.plus.isEmpty ? "+" : signs.plus) "
      case .equation: text += " \(signs.equals.isEmpty ? "=" : signs.equals) "
      }
      text += texts[index + 1]
    }
    return text
  }

  private func context(_ index: Int) -> String? { index == 0 ? before.context : nil }

  private func isTimesSign(_ place: Int) -> Bool {
    Joint(self[place]) == .product && (isBoundary(place + 1) || self[place + 1] == "/")
  }

  /// What the noun after an amount asks for, which an adjective may precede.
  private func followingGender(_ first: String) -> String? {
    if let unit = unit(first) { return grammar.nouns.gender(of: unit.many.prefix { $0 != " " }) }
    if let gender = grammar.nouns.gender(of: first) { return gender }
    guard !grammar.nouns.isNone(first), let second = noun(after: end + 1 + first.count) else {
      return nil
    }
    return grammar.nouns.gender(of: second)
  }
}
