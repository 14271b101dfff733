internal import RoutineScript

/// Writes a timeline down from its beginning to its end: the one place where cues are made.
struct Composer {
  let rate: SampleRate
  let phrases: PhraseCatalogue
  let options: Scheduler.Options
  var clips: ClipTable
  /// How long the routine is said to take, where a text says it.
  private let length: Duration
  /// Whether a text said it.
  private(set) var saysLength = false
  private(set) var cues: [Cue] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var reported: Set<Diagnostic> = []
  private var table: [Phrase] = []
  private var indices: [Phrase: Int] = [:]
  /// Where the next flowing cue may start, gaps between cues not counted.
  private(set) var cursor = FramePosition.start
  /// The end of the last cue that sounds.
  private(set) var lastEnd: FramePosition?
  /// What every cue of the step in hand is marked with.
  var stepIndex: Int32 = 0
  var step: Step?
  var set: Count?

  init(
    clips: ClipTable, phrases: PhraseCatalogue, options: Scheduler.Options, length: Duration
  ) {
    self.clips = clips
    self.length = length
    self.phrases = phrases
    self.options = options
    rate = clips.rate
  }

  /// Distinct phrases in order of use.
  var phraseTable: [Phrase] { table }

  /// The gaps between cues.
  enum Gap {
    /// Between any two cues (scheduling rule 1).
    static let least = Duration.milliseconds(150)
    /// Between two sentences: a breath.
    static let sentence = Duration.milliseconds(450)
    /// Between steps: long enough to tell that something else begins.
    static let step = Duration.milliseconds(900)
  }

  func frames(_ duration: Duration) -> FrameCount { rate.frames(in: duration) }

  /// The first frame a cue may start on.
  var free: FramePosition {
    guard let lastEnd else { return cursor }
    return max(cursor, lastEnd + frames(Gap.least))
  }

  /// Lets time pass in silence, until a position.
  mutating func move(to position: FramePosition) { cursor = max(cursor, position) }

  /// Speaks a text now, sentence by sentence; the time it takes passes.
  mutating func say(_ text: String, as kind: Cue.Kind = .say, line: Int32? = nil, rep: Count? = nil)
  {
    for sentence in phrases.sentences(of: text) {
      let phrase = Phrase(sentence)
      let measure = clips.measure(phrase)
      var start = cursor
      if let lastEnd { start = max(start, lastEnd + frames(Gap.sentence)) }
      let cue = placed(
        phrase, measure, kind, start: start, line: line, rep: rep)
      append(cue)
      cursor = cue.end
    }
  }

  /// Leaves the pause that tells steps apart.
  mutating func breathe() {
    if let lastEnd { move(to: lastEnd + frames(Gap.step)) }
  }

  /// Makes a cue that starts at a frame.
  mutating func placed(
    _ phrase: Phrase, _ measure: ClipMeasure, _ kind: Cue.Kind, start: FramePosition,
    line: Int32? = nil, rep: Count? = nil
  ) -> Cue {
    reportFailure(of: phrase)
    return Cue(
      start: start, anchor: start + measure.anchor, frames: measure.frames, kind: kind,
      sound: .phrase(index(of: phrase)), line: line ?? Int32(step?.span.start.line ?? 1),
      step: stepIndex, rep: rep, set: set)
  }

  /// Makes a chime struck at a frame.
  func placed(_ chime: Chime, at position: FramePosition, rep: Count? = nil) -> Cue {
    Cue(
      start: position, anchor: position, frames: frames(chime.duration), kind: .chime,
      sound: .chime(chime), line: Int32(step?.span.start.line ?? 1), step: stepIndex, rep: rep,
      set: set)
  }

  /// Writes down cues that have been laid out, in any order among themselves.
  ///
  /// Cues without a sound (a phrase that failed, or is not known yet) leave no trace.
  mutating func append(_ laidOut: [Cue]) {
    for cue in laidOut.sorted(by: { $0.start < $1.start }) { append(cue) }
  }

  private mutating func append(_ cue: Cue) {
    guard cue.frames > .zero else { return }
    cues.append(cue)
    lastEnd = max(lastEnd ?? .start, cue.end)
  }

  private mutating func index(of phrase: Phrase) -> Int {
    if let index = indices[phrase] { return index }
    indices[phrase] = table.count
    table.append(phrase)
    return table.count - 1
  }

  private mutating func reportFailure(of phrase: Phrase) {
    guard let failure = clips.failure(of: phrase), let step else { return }
    report(
      Diagnostic(
        .error, .cannotSpeak, "\"\(phrase.text.prefix(60))\" cannot be spoken: \(failure.message)",
        at: step.span, sourceLine: step.sourceLine, remedy: "write it differently"))
  }

  mutating func report(_ diagnostic: Diagnostic) {
    if reported.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  /// A text of the script in words.
  mutating func words(_ text: SpokenText) -> String {
    var words = ""
    for piece in text.pieces {
      switch piece {
      case .words(let text): words += text
      case .duration(let duration): words += phrases.time(duration)
      case .length:
        saysLength = true
        words += phrases.time(length)
      }
    }
    return PlainText.text(of: words)
  }

  /// A text of the script as it stands inside a set phrase: without its own full stop.
  mutating func inserted(_ text: SpokenText) -> String { words(text).withoutStop }
}

extension String {
  /// The text without a full stop at its end, to stand inside another.
  fileprivate var withoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
