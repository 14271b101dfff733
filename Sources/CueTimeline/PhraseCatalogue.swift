public import RoutineScript
internal import SpokenText

/// Everything `coach` says of its own accord in one language: numbers, times, and set phrases.
///
/// A plain value, read from `Voices/phrases/LANGUAGE.yaml`. No spoken word stands in the code.
public struct PhraseCatalogue: Equatable, Sendable {
  /// A set phrase, by its key in the file.
  public enum Key: String, CaseIterable, Sendable {
    case ready
    case name
    case holdTime = "hold time"
    case firstSide = "first side"
    case nextSide = "next side"
    case set
    case round
    case again
    case rest
    case restBreathe = "rest breathe"
    case next
    case halfway
    case timeLeft = "time left"
    case release
    case holdBreathe = "hold breathe"
    case heatOn = "heat on"
    case heatOnBody = "heat on body"
    case heatTime = "heat time"
    case heatRest = "heat rest"
    case heatOff = "heat off"
    case rollOn = "roll on"
    case rollOnWall = "roll on wall"
    case rollGently = "roll gently"
    case rollPressure = "roll pressure"
    case rollSlowly = "roll slowly"
    case rollOffSpine = "roll off spine"
    case rollBreathe = "roll breathe"
    case rollEnd = "roll end"
    case babyDown = "baby down"
    case resumeSide = "resume side"
    case resume
    case welcomeBack = "welcome back"
    case toGo = "to go"
    case press
  }

  /// What is filled into a set phrase, by its name between braces.
  public enum Slot: Hashable, Sendable {
    case n(Count)
    case count(Count)
    case time(Duration)
    case side(Side)
    case step(String)
    case on(String)
    case pressure(String)
  }

  struct Entry: Equatable {
    var text: Template
    var short: Template?
  }

  /// A counted unit's forms.
  struct Forms: Equatable {
    var one: Template
    var other: Template
    /// Numbers that are said otherwise before this unit: "veintiún minutos".
    var numbers: [Int64: String] = [:]
  }

  /// Which numbers take the form `one` of what they count (CLDR's plural rules); all others take
  /// `other`.
  struct Plural: Equatable {
    var one: Set<Int64>
    /// Whether a fraction takes the form of its whole part: "1,5 seconde".
    var readsWholePart: Bool
  }

  /// The language, as eSpeak NG and the file's name call it.
  public let language: String
  /// What the language is called in messages: "Spanish".
  public let languageName: String
  let plural: Plural
  /// The sign before a fraction's digits.
  let decimal: String
  let numbers: [String]
  let hour: Forms
  let minute: Forms
  let second: Forms
  let and: Template
  let sides: [Side: String]
  let names: [String: String]
  let entries: [Key: Entry]
  let abbreviations: Set<String>
  /// Words of which a disclaimer has at least one, in small letters.
  let disclaimers: [String]
  /// What a listener is reminded of now and then, each text in turn; at least one.
  public let reminders: [String]

  /// Whether a text says that what is said is no advice of a doctor.
  public func isDisclaimer(_ text: String) -> Bool {
    let text = text.lowercased()
    return disclaimers.contains { text.hasBytes(of: $0) }
  }

  /// The sentences of a running text.
  func sentences(of text: String) -> [String] {
    Sentences.split(text, abbreviations: abbreviations)
  }

  /// A number in words; in digits beyond the catalogue's list.
  public func number(_ count: Count) -> String { number(Int64(count.value)) }

  func number(_ value: Int64) -> String {
    numbers.indices.contains(Int(value)) ? numbers[Int(value)] : String(value)
  }

  /// A duration in words: "one minute and thirty seconds".
  public func time(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let milliseconds = attoseconds / 1_000_000_000_000_000
    var parts: [String] = []
    if seconds >= 3600 { parts.append(counted(seconds / 3600, hour)) }
    if seconds / 60 % 60 > 0 { parts.append(counted(seconds / 60 % 60, minute)) }
    if milliseconds > 0 {
      var fraction = String(1000 + milliseconds).dropFirst()
      while fraction.last == "0" { fraction = fraction.dropLast() }
      let isOne = plural.readsWholePart && plural.one.contains(seconds % 60)
      let number = "\(seconds % 60)\(decimal)\(fraction)"
      parts.append((isOne ? second.one : second.other).filled { $0 == "n" ? number : nil })
    } else if seconds % 60 > 0 || parts.isEmpty {
      parts.append(counted(seconds % 60, second))
    }
    guard let last = parts.popLast() else { return "" }
    guard !parts.isEmpty else { return last }
    return and.filled { $0 == "a" ? parts.joined(separator: ", ") : $0 == "b" ? last : nil }
  }

  /// A side in words.
  public func side(_ side: Side) -> String { sides[side] ?? side.rawValue }

  /// What a kind of step is called where the script gives no name.
  func name(ofKind kind: String) -> String { names[kind] ?? kind }

  /// A set phrase, filled in and begun with a capital.
  public func text(_ key: Key, _ slots: Slot...) -> String { text(key, slots) }

  func text(_ key: Key, _ slots: [Slot]) -> String {
    entries[key].map { filled($0.text, slots) } ?? ""
  }

  /// A set phrase's short form, where it has one.
  func short(_ key: Key, _ slots: [Slot]) -> String? {
    entries[key]?.short.map { filled($0, slots) }
  }

  private func filled(_ template: Template, _ slots: [Slot]) -> String {
    template.filled { name in
      for slot in slots {
        switch slot {
        case .n(let count) where name == "n": return number(count)
        case .count(let count) where name == "count": return number(count)
        case .time(let duration) where name == "time": return time(duration)
        case .side(let side) where name == "side": return self.side(side)
        case .step(let step) where name == "step": return step
        case .on(let place) where name == "on": return place
        case .pressure(let words) where name == "pressure": return words
        default: continue
        }
      }
      return nil
    }.capitalisedAtStart
  }

  private func counted(_ value: Int64, _ forms: Forms) -> String {
    (plural.one.contains(value) ? forms.one : forms.other).filled { name in
      name == "n" ? forms.numbers[value] ?? number(value) : nil
    }
  }
}

extension PhraseCatalogue.Key {
  /// What is filled into this phrase, by its name between braces.
  var slots: [String] {
    switch self {
    case .name, .next: ["step"]
    case .holdTime, .rest, .timeLeft, .heatTime, .toGo: ["time"]
    case .firstSide, .nextSide, .resumeSide: ["side"]
    case .set, .round, .again, .resume: ["n", "count"]
    case .heatOn, .rollOn: ["on"]
    case .rollPressure: ["pressure"]
    default: []
    }
  }
}

extension PhraseCatalogue {
  /// A set phrase about a side that is already in words, as timelines hold it.
  public func text(_ key: Key, sideName: String) -> String {
    entries[key].map { $0.text.filled { $0 == "side" ? sideName : nil }.capitalisedAtStart } ?? ""
  }
}
