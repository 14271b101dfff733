/// Reads an amount at the beginning of a line: `3 x 8-12 reps/side`, `1:30 min`, `> 3`.
struct AmountReader {
  /// What is known of the words before it.
  struct Before {
    /// The form they ask of a number.
    let context: String?
    /// Whether they are something that is counted: `set 1/2`.
    let isCounted: Bool
    /// Whether they begin a condition: `if pain > 3`.
    let isCondition: Bool
  }

  /// What the sign between two numbers means.
  enum Joint {
    case range
    case product
    case sum
    case equation

    init?(_ sign: Character) {
      switch sign {
      case "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}":
        self = .range
      case "x", "X", "\u{D7}", "*": self = .product
      case "+": self = .sum
      case "=": self = .equation
      default: return nil
      }
    }
  }

  /// A number with what belongs to it.
  struct Term {
    var words = ""
    /// The number, if it is one that takes the form of the noun after it.
    var numeral: Numeral?
    var unit: Pronunciation.Unit?
    var isSingular = false
    /// Whether the number is followed by a unit or stands for a whole phrase.
    var isWhole = false
  }

  /// Signs that may be before a number.
  static let marks: Set<Character> = [
    "~", "#", ">", "<", "\u{2265}", "\u{2264}", "=", "+", "-", "\u{2212}", "\u{B1}", "\u{2248}",
    "x", "X", "\u{D7}", "\u{2116}",
  ]

  let pronunciation: Pronunciation
  let line: [Character]
  let before: Before
  /// Where in the line the amount ends, after it was read.
  var end = 0
  /// Whether its last word is a unit, which may be an abbreviation.
  var endsInUnit = false

  var grammar: Grammar { pronunciation.grammar }
  var signs: Pronunciation.Signs { pronunciation.signs }

  init(_ pronunciation: Pronunciation, _ line: [Character], after before: Before) {
    self.pronunciation = pronunciation
    self.line = line
    self.before = before
  }

  /// The character at a place; a line feed after the last.
  subscript(place: Int) -> Character { place < line.count ? line[place] : "\n" }

  // MARK: Reading

  /// What is said for the amount, and `end`; `nil` if there is none that is read better so.
  mutating func read() -> String? {
    let mark = takeMark()
    if mark == "times" {
      // `x10`, which some people write for ten times.
      guard let number = takeNumber(), isBoundary(end) else { return nil }
      return product(of: number)
    }
    guard let first = takeTerm() else { return nil }
    var terms = [first]
    var joints: [Joint] = []
    while let (joint, term) = takeJoint() {
      joints.append(joint)
      terms.append(term)
    }
    guard var text = joined(&terms, joints) else { return nil }
    if let (sign, after) = takeEnding(terms[terms.count - 1]) {
      text += sign
      end = after
    }
    text += takePer() ?? ""
    guard isBoundary(end) else { return nil }
    return (mark.map { $0 + " " } ?? "") + text
  }

  /// Whether a word ends at a place.
  func isBoundary(_ place: Int) -> Bool { self[place] == " " || self[place] == "\n" }

  func skipSpace(_ place: Int) -> Int { self[place] == " " ? place + 1 : place }

  func isDigit(_ place: Int) -> Bool { ("0"..."9").contains(self[place]) }

  /// The letters from a place on.
  func letters(_ place: Int) -> String {
    String(line[min(place, line.count)...].prefix { $0.isLetter })
  }

  /// The words for the sign before the number.
  private mutating func takeMark() -> String? {
    let sign = self[0]
    guard Self.marks.contains(sign) else { return nil }
    let isEqual = self[1] == "=" && (sign == ">" || sign == "<")
    let number = skipSpace(isEqual ? 2 : 1)
    guard isDigit(number) || SpokenForm.isFraction(self[number].unicodeScalars.first ?? " ") else {
      return nil
    }
    let isGlued = number == (isEqual ? 2 : 1)
    let words: String
    switch sign {
    case "~", "\u{2248}": words = signs.about
    case "#", "\u{2116}": words = signs.number
    case ">": words = isEqual ? signs.atLeast : comparison(signs.more, signs.isMore)
    case "<": words = isEqual ? signs.atMost : comparison(signs.less, signs.isLess)
    case "\u{2265}": words = signs.atLeast
    case "\u{2264}": words = signs.atMost
    case "=": words = signs.equals
    case "+" where isGlued: words = signs.plus
    case "-" where isGlued, "\u{2212}" where isGlued: words = signs.minus
    case "\u{B1}": words = signs.plusMinus
    case "x", "X", "\u{D7}":
      guard isGlued else { return nil }
      end = number
      return "times"
    default: return nil
    }
    guard !words.isEmpty else { return nil }
    end = number
    return words
  }

  private func comparison(_ words: String, _ verb: String) -> String {
    before.isCondition && !verb.isEmpty ? verb : words
  }

  /// A sign and what it joins.
  private mutating func takeJoint() -> (Joint, Term)? {
    let start = end
    let sign = skipSpace(end)
    guard let joint = Joint(self[sign]) else { return nil }
    let number = skipSpace(sign + 1)
    // With a space on one side only, a minus sign belongs to the number: `5 -3`.
    let isEven = (sign == end) == (number == sign + 1)
    guard isDigit(number), isEven || joint != .range else { return nil }
    end = number
    guard let term = takeTerm() else {
      end = start
      return nil
    }
    return (joint, term)
  }

  /// `10x`, `10+`, `10-minute`.
  private func takeEnding(_ last: Term) -> (String, Int)? {
    guard let joint = Joint(self[end]), !last.isWhole || joint == .sum else { return nil }
    switch joint {
    case .product where isBoundary(end + 1) || self[end + 1] == "/":
      return (signs.once.isEmpty || !last.isSingular ? " " + signs.times : "", end + 1)
    case .sum where isBoundary(end + 1) && !signs.orMore.isEmpty:
      return (" " + signs.orMore, end + 1)
    case .range:
      let word = letters(end + 1)
      guard !word.isEmpty, isBoundary(end + 1 + word.count) else { return nil }
      return ("-" + (unit(word)?.one ?? word), end + 1 + word.count)
    default: return nil
    }
  }

  /// `/side` after an amount, or after the noun that it counts: `10 reps/side`.
  private mutating func takePer() -> String? {
    guard !signs.per.isEmpty else { return nil }
    var place = end
    var noun = ""
    if self[place] == ".", self[place + 1] == "/" { place += 1 }
    if self[place] != "/" {
      let start = skipSpace(place)
      let word = letters(start)
      place = start + word.count
      if self[place] == "." { place += 1 }
      guard !word.isEmpty, self[place] == "/" else { return nil }
      noun = " " + (unit(word)?.many ?? word)
    }
    let word = letters(place + 1)
    guard self[place] == "/", !word.isEmpty, isBoundary(place + 1 + word.count) else { return nil }
    end = place + 1 + word.count
    endsInUnit = true
    return "\(noun) \(signs.per) \(unit(word)?.one ?? word)"
  }

  // MARK: Parts

  /// Takes digits, with points or commas among them.
  mutating func takeNumber() -> Numeral? {
    var place = end
    while isDigit(place)
      || (self[place] == "." || self[place] == ",") && place > end && isDigit(place + 1)
    {
      place += 1
    }
    guard place > end else { return nil }
    defer { end = place }
    return Numeral(
      String(line[end..<place]), decimal: signs.decimal.first ?? ".")
  }

  func unit(_ written: String) -> Pronunciation.Unit? {
    pronunciation.units[written] ?? pronunciation.units[written.lowercased()]
  }

  /// Takes a unit, after a space or none.
  mutating func takeUnit() -> Pronunciation.Unit? {
    let start = skipSpace(end)
    var stop = start
    while stop < line.count, line[stop] != " " { stop += 1 }
    // The longest that is one: `km/h` before `km`, `%` before a dash.
    for place in stride(from: min(stop, start + 12), to: start, by: -1) {
      guard let unit = unit(String(line[start..<place])) else { continue }
      // A unit of letters is a whole word.
      if line[place - 1].isLetter, self[place].isLetter || isDigit(place) { continue }
      end = place
      endsInUnit = true
      return unit
    }
    return nil
  }
}
