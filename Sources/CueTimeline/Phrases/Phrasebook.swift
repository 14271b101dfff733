internal import RoutineScript
internal import SpokenText

/// Everything that routines say, worked out once no matter how often it is said: the sentences of
/// each text, and the measure of each phrase.
///
/// A phrase that has not been measured yet counts as one without length, and is noted as missing.
/// The scheduler schedules the routine, has all missing phrases measured at once, side by side, and
/// schedules again until none is missing. So phrases are measured in parallel, although which ones
/// are needed depends on how long others are.
public final class Phrasebook {
  /// A phrase, by its index in the book.
  struct Entry: Hashable {
    let number: Int
  }

  /// A text with its sentences.
  struct Wording {
    let text: String
    let sentences: [Entry]
  }

  /// A set phrase and the values of its slots.
  private struct SetPhrase: Hashable {
    let key: PhraseCatalogue.Key
    let slots: [PhraseCatalogue.Slot]
  }

  let catalogue: PhraseCatalogue
  let rate: SampleRate
  private let meter: any SpeechMeter
  // These are asked for at every cue, and checks of exclusive access took 3 % of scheduling. They need
  // none: each is private, a book is not `Sendable` and so on one thread, and nothing that can reach
  // the book runs while one of them is being changed, neither a meter nor a closure that is handed in.
  @exclusivity(unchecked) private var phrases: [Phrase] = []
  @exclusivity(unchecked) private var entries: [Phrase: Entry] = [:]
  @exclusivity(unchecked) private var measures: [ClipMeasure?] = []
  @exclusivity(unchecked) private var failures: [Entry: SpeechFailure] = [:]
  @exclusivity(unchecked) private var missing: [Entry] = []
  @exclusivity(unchecked) private var wordings: [String: Wording] = [:]
  @exclusivity(unchecked) private var setWordings: [SetPhrase: Wording] = [:]
  @exclusivity(unchecked) private var setPhrases: [SetPhrase: Entry] = [:]
  @exclusivity(unchecked) private var numbers: [Entry?] = []
  private lazy var lexicon = AmountLexicon(catalogue)
  private var amounts: [String: SaidAmounts] = [:]
  /// How steps have been scheduled with these phrases.
  var schedules = StepScheduleCache()
  /// How many cues a timeline is likely to have.
  var usualCues = 2_000

  init(_ catalogue: PhraseCatalogue, meter: some SpeechMeter) {
    self.catalogue = catalogue
    self.meter = meter
    rate = meter.rate
    phrases.reserveCapacity(Self.usualPhrases)
    measures.reserveCapacity(Self.usualPhrases)
    entries.reserveCapacity(Self.usualPhrases)
    wordings.reserveCapacity(Self.usualPhrases)
  }

  /// How many a long routine has.
  private static let usualPhrases = 300

  // MARK: Texts

  /// A text of the script, without anything that is not said.
  func wording(of written: String) -> Wording {
    if let known = wordings[written] { return known }
    let new = wording(saying: PlainText.text(of: written))
    wordings[written] = new
    return new
  }

  /// The numbers and times that a text of the script says by itself.
  func amounts(in written: String) -> SaidAmounts {
    if let known = amounts[written] { return known }
    let new = SaidAmounts(in: written, lexicon)
    amounts[written] = new
    return new
  }

  /// A set phrase, filled in.
  func wording(of key: PhraseCatalogue.Key, _ slots: [PhraseCatalogue.Slot]) -> Wording {
    let phrase = SetPhrase(key: key, slots: slots)
    if let known = setWordings[phrase] { return known }
    let new = wording(saying: catalogue.text(key, slots))
    setWordings[phrase] = new
    return new
  }

  private func wording(saying text: String) -> Wording {
    Wording(text: text, sentences: catalogue.sentences(of: text).map { entry(of: Phrase($0)) })
  }

  // MARK: Phrases

  /// A set phrase said as one phrase.
  func entry(of key: PhraseCatalogue.Key, _ slots: PhraseCatalogue.Slot...) -> Entry {
    let phrase = SetPhrase(key: key, slots: slots)
    if let known = setPhrases[phrase] { return known }
    let new = entry(of: Phrase(catalogue.text(key, slots)))
    setPhrases[phrase] = new
    return new
  }

  /// The short form of a set phrase, if it has one.
  func entry(ofShort key: PhraseCatalogue.Key, _ slots: PhraseCatalogue.Slot...) -> Entry? {
    catalogue.short(key, slots).map { entry(of: Phrase($0)) }
  }

  /// A number as it is said on a beat.
  func entry(of number: Count) -> Entry {
    let index = Int(number.value)
    if let known = numbers.known(at: index) { return known }
    let new = entry(of: Phrase(catalogue.number(number), delivery: .beat))
    while numbers.count <= index { numbers.append(nil) }
    numbers[index] = new
    return new
  }

  func entry(of phrase: Phrase) -> Entry {
    let new = Entry(number: phrases.count)
    let entry = entries.value(of: phrase, orNew: new)
    if entry == new {
      phrases.append(phrase)
      measures.append(nil)
    }
    return entry
  }

  /// The same words at another pace.
  func entry(_ entry: Entry, at pace: Pace) -> Entry {
    pace == .normal ? entry : self.entry(of: phrase(entry).at(pace))
  }

  func phrase(_ entry: Entry) -> Phrase { phrases[entry.number] }

  // MARK: Measures

  /// A phrase's measure; zero if it is not known yet or has no sound.
  func measure(_ entry: Entry) -> ClipMeasure {
    if let measure = measures[entry.number] { return measure }
    if let result = meter.measureAtOnce(phrases[entry.number]) {
      note(result, of: entry)
      return measures[entry.number] ?? .nothing
    }
    measures[entry.number] = .nothing
    missing.append(entry)
    return .nothing
  }

  /// Why a phrase has no sound.
  func failure(of entry: Entry) -> SpeechFailure? {
    failures.isEmpty ? nil : failures[entry]
  }

  /// Whether a phrase was asked for that has not been measured.
  var lacksMeasures: Bool { !missing.isEmpty }

  /// Measures the phrases that are missing.
  func measureMissing() {
    for (entry, result) in zip(missing, meter.measure(missing.map(phrase))) {
      note(result, of: entry)
    }
    missing = []
  }

  private func note(_ result: Result<ClipMeasure, SpeechFailure>, of entry: Entry) {
    switch result {
    case .success(let measure): measures[entry.number] = measure
    case .failure(let failure):
      measures[entry.number] = .nothing
      failures[entry] = failure
    }
  }
}

extension ClipMeasure {
  fileprivate static let nothing = ClipMeasure(frames: .zero, anchor: .zero)
}

extension [Phrasebook.Entry?] {
  /// The entry at an index; `nil` if there is none yet.
  fileprivate func known(at index: Int) -> Element { index < count ? self[index] : nil }
}

extension Dictionary {
  /// A key's value, after adding a new one if it has none: both in one look-up.
  fileprivate mutating func value(of key: Key, orNew new: Value) -> Value {
    let kept = { (value: inout Value) in value }
    return kept(&self[key, default: new])
  }
}
