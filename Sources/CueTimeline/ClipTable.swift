/// The measures of one scheduling: those that are known, and those that turned out to be needed.
///
/// The scheduler runs until nothing is missing: it lays the routine out with stand-ins for what it
/// does not know, has all of that measured at once, side by side, and lays it out again. So phrases
/// are measured in parallel although which ones are needed depends on how long others are.
struct ClipTable {
  private var known: [Phrase: Result<ClipMeasure, SpeechFailure>] = [:]
  private(set) var missing: [Phrase] = []
  private var asked: Set<Phrase> = []
  let rate: SampleRate

  init(rate: SampleRate) { self.rate = rate }

  /// A phrase's measure; a stand-in of nothing where it is not known yet or has no sound.
  mutating func measure(_ phrase: Phrase) -> ClipMeasure {
    switch known[phrase] {
    case .success(let measure): return measure
    case .failure: return ClipMeasure(frames: .zero, anchor: .zero)
    case nil:
      if asked.insert(phrase).inserted { missing.append(phrase) }
      return ClipMeasure(frames: .zero, anchor: .zero)
    }
  }

  /// Why a phrase has no sound.
  func failure(of phrase: Phrase) -> SpeechFailure? {
    if case .failure(let failure) = known[phrase] { failure } else { nil }
  }

  /// Has what is missing measured.
  mutating func fill(from meter: some SpeechMeter) {
    let results = meter.measure(missing)
    for (phrase, result) in zip(missing, results) { known[phrase] = result }
    missing = []
    asked = []
  }
}
