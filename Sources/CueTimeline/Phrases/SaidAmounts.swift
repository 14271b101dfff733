internal import RoutineScript

/// The numbers and times that a text says by itself, in digits or in words.
struct SaidAmounts {
  /// Numbers that are not followed by a unit.
  private var numbers: Set<Int64> = []
  /// Numbers of times: "once".
  private var counts: Set<Int64> = []
  private var times: Set<Duration> = []

  /// The largest number with a word of its own that often counts something else: "one foot in front".
  private static let commonNumber: Int64 = 2

  /// Whether it says that something is done so many times.
  func says(_ count: Count) -> Bool {
    let value = Int64(count.value)
    return counts.contains(value) || value > Self.commonNumber && numbers.contains(value)
  }

  /// Whether it says a time.
  func says(_ time: Duration) -> Bool { times.contains(time) }

  /// Reads a text of the script.
  init(in text: String, _ lexicon: AmountLexicon) {
    let parts = lexicon.parts(of: text)
    var index = 0
    var time: Duration?
    while index < parts.count {
      defer { index += 1 }
      switch parts[index] {
      case .number(let value):
        let next = index + 1 < parts.count ? parts[index + 1] : .word("")
        switch next {
        case .unit(let unit):
          time = (time ?? .zero) + unit * value
          index += 1
          continue
        case .measure: index += 1
        case .colon:
          // "1:30"
          if index + 2 < parts.count, case .number(let seconds) = parts[index + 2] {
            times.insert(.seconds(value * 60 + seconds))
            index += 2
          }
        default: numbers.insert(value)
        }
      case .times(let value): counts.insert(value)
      // "One minute and thirty seconds" is one time.
      case .joint where time != nil: continue
      default: break
      }
      if let whole = time { times.insert(whole) }
      time = nil
    }
    if let time { times.insert(time) }
  }
}

/// How numbers and times are written in one language.
struct AmountLexicon {
  /// A part of a text.
  enum Part: Equatable {
    case number(Int64)
    /// How often: "once".
    case times(Int64)
    /// A unit of time.
    case unit(Duration)
    /// Another unit: its number counts nothing.
    case measure
    /// A colon between two numbers.
    case colon
    /// The word between the parts of a time.
    case joint
    case word(String)
  }

  /// Runs of words and what they mean, the longest first.
  private var meanings: [String: [(words: [String], part: Part)]] = [:]

  private static let units: [(Duration, [String])] = [
    (.seconds(1), ["s", "sec", "secs", "sek", "seg", "segs", "″"]),
    (.seconds(60), ["min", "mins", "′"]), (.seconds(3600), ["h", "hr", "hrs", "std"]),
  ]
  private static let measures = [
    "%", "°", "mm", "cm", "m", "km", "g", "kg", "lb", "lbs", "ft", "inch", "inches",
  ]

  /// The largest number that is read: of seconds, more than a day.
  private static let largest: Int64 = 100_000

  /// Makes the lexicon of a language.
  init(_ catalogue: PhraseCatalogue) {
    for (value, words) in catalogue.numbers.enumerated() { add(words, .number(Int64(value))) }
    let forms = [
      (catalogue.second, Duration.seconds(1)), (catalogue.minute, .seconds(60)),
      (catalogue.hour, .seconds(3600)),
    ]
    for (form, unit) in forms {
      for (value, words) in form.numbers { add(words, .number(value)) }
      for text in [form.one, form.other] {
        let words = Self.words(of: text.filled { _ in "" })
        // "eine Minute" has its number in it.
        if words.count == 2 { add(words[0], .number(1)) }
        if let word = words.last { add(word, .unit(unit)) }
      }
    }
    for (value, words) in catalogue.times.numbers { add(words, .number(value)) }
    for value in 1...Int64(catalogue.numbers.count) {
      add(catalogue.counted(value, catalogue.times), .times(value))
    }
    for (unit, words) in Self.units { for word in words { add(word, .unit(unit)) } }
    for word in Self.measures { add(word, .measure) }
    for word in Self.words(of: catalogue.and.filled { _ in "" }) { add(word, .joint) }
    add(":", .colon)
    for key in meanings.keys {
      meanings[key]?.sort { $0.words.count > $1.words.count }
    }
  }

  private mutating func add(_ text: String, _ part: Part) {
    let words = Self.words(of: text)
    guard let first = words.first else { return }
    meanings[first, default: []].append((words, part))
  }

  /// The parts of a text, in order.
  func parts(of text: String) -> [Part] {
    let words = Self.words(of: text)
    var parts: [Part] = []
    var index = 0
    while index < words.count {
      if let value = Int64(words[index]), value <= Self.largest {
        parts.append(.number(value))
        index += 1
      } else if let known = meanings[words[index]]?.first(where: {
        words[index...].starts(with: $0.words)
      }) {
        parts.append(known.part)
        index += known.words.count
      } else {
        parts.append(.word(words[index]))
        index += 1
      }
    }
    return parts
  }

  /// Words in small letters, numbers and units apart: "10x" is "10" and "x", "twenty-one" is two words.
  private static func words(of text: String) -> [String] {
    if let words = asciiWords(of: text) { return words }
    var words: [String] = []
    var current = ""
    var isNumber = false
    for character in text.lowercased() {
      let isDigit = character.isWholeNumber
      if character.isLetter || isDigit {
        if !current.isEmpty, isNumber != isDigit {
          words.append(current)
          current = ""
        }
        isNumber = isDigit
        current.append(character)
        continue
      }
      if !current.isEmpty { words.append(current) }
      current = ""
      if ":%°″′".contains(character) { words.append(String(character)) }
    }
    return current.isEmpty ? words : words + [current]
  }

  /// The words of a text in ASCII, which most are, several times faster; `nil` for another text.
  private static func asciiWords(of text: String) -> [String]? {
    var words: [String] = []
    var current: [UInt8] = []
    var isNumber = false
    func end() {
      if !current.isEmpty { words.append(String(decoding: current, as: UTF8.self)) }
      current.removeAll(keepingCapacity: true)
    }
    for byte in text.utf8 {
      guard byte < 0x80 else { return nil }
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      let letter = byte | 0x20
      if isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) {
        if isNumber != isDigit { end() }
        isNumber = isDigit
        current.append(isDigit ? byte : letter)
        continue
      }
      end()
      if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "%") {
        words.append(String(UnicodeScalar(byte)))
      }
    }
    end()
    return words
  }
}
