public import RoutineScript
internal import SourceYAML
internal import SpokenText

/// Everything `coach` says on its own in one language: numbers, times, and set phrases.
///
/// A plain value, read from `Voices/phrases/LANGUAGE.yaml`. No spoken word stands in the code.
public struct PhraseCatalogue: Equatable, Sendable {
  /// The forms of a set phrase.
  struct Entry: Equatable {
    var text: PhraseTemplate
    var short: PhraseTemplate?
  }

  /// The forms of a counted unit.
  struct Forms: Equatable {
    var one = PhraseTemplate("")
    var other = PhraseTemplate("")
    /// Numbers that change before this unit: "veintiún minutos".
    var numbers: [Int64: String] = [:]
  }

  /// Which numbers take the form `one` of what they count (CLDR's plural rules); all others take
  /// `other`.
  struct Plural: Equatable {
    var one: Set<Int64> = []
    /// Whether a fraction takes the form of its whole part: "1,5 seconde" in French.
    var readsWholePart = false
  }

  /// The language, as eSpeak NG and the file's name call it.
  public internal(set) var language = ""
  /// What the language is called in messages: "Spanish".
  public internal(set) var languageName = ""
  var plural = Plural()
  /// The sign before the digits of a fraction.
  var decimal = "."
  var numbers: [String] = []
  var hour = Forms()
  var minute = Forms()
  var second = Forms()
  /// How often: "once", "ten times".
  var times = Forms()
  var and = PhraseTemplate("")
  var sides: [Side: String] = [:]
  var sidesInTurn: [Side: String] = [:]
  var phases: [Repetitions.StandardPhase: String] = [:]
  var names: [StepKind: String] = [:]
  var entries: [Key: Entry] = [:]
  var stops = Sentences.Stops()
  /// Words of which every disclaimer has at least one, in small letters.
  var disclaimers: [String] = []
  /// The texts of reminders, used in turn; at least one.
  public internal(set) var reminders: [String] = []

  /// Whether a text says that the routine is not medical advice.
  public func isDisclaimer(_ text: String) -> Bool {
    let text = text.lowercased()
    // By characters: an accent may be typed as part of its letter or after it.
    return disclaimers.contains { text.contains($0) }
  }

  /// The sentences of a running text.
  func sentences(of text: String) -> [String] {
    Sentences.split(text, stops)
  }

  /// A number in words; in digits if the catalogue's list has no word for it.
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

  /// A side in words, as it is said on its own: left, right, left.
  func name(inTurn side: Side) -> String { sidesInTurn[side] ?? side.rawValue }

  /// The name of a phase that a script counts as strength coaches do.
  func name(of phase: Repetitions.StandardPhase) -> String { phases[phase] ?? phase.rawValue }

  /// What is said on a phase's beat; `nil` if it has no name.
  func name(of phase: Repetitions.Phase) -> String? {
    let name = phase.name ?? phase.standard.map(self.name)
    return name?.isEmpty == false ? name : nil
  }

  /// What a kind of step is called if the script gives no name.
  func name(of kind: StepKind) -> String { names[kind] ?? kind.rawValue }

  /// A set phrase with its slots filled in, starting with a capital.
  public func text(_ key: Key, _ slots: Slot...) -> String { text(key, slots) }

  func text(_ key: Key, _ slots: [Slot]) -> String {
    entries[key].map { filled($0.text, slots) } ?? ""
  }

  /// A set phrase about a side that is already in words, as timelines have it.
  public func text(_ key: Key, sideName: String) -> String {
    entries[key].map { $0.text.filled { $0 == "side" ? sideName : nil }.capitalisedAtStart } ?? ""
  }

  /// What is said of a side on the way back to it.
  public func resumed(onSide name: String) -> String {
    sides.values.contains(name) ? text(.resumeSide, sideName: name) : "\(name).".capitalisedAtStart
  }

  /// A set phrase's short form, if it has one.
  func short(_ key: Key, _ slots: [Slot]) -> String? {
    entries[key]?.short.map { filled($0, slots) }
  }

  private func filled(_ template: PhraseTemplate, _ slots: [Slot]) -> String {
    template.filled { name in
      for slot in slots {
        switch slot {
        case .n(let count) where name == "n": return number(count)
        case .count(let count) where name == "count": return number(count)
        case .times(let count) where name == "times": return counted(Int64(count.value), times)
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

  func counted(_ value: Int64, _ forms: Forms) -> String {
    (plural.one.contains(value) ? forms.one : forms.other).filled { name in
      name == "n" ? forms.numbers[value] ?? number(value) : nil
    }
  }
}
