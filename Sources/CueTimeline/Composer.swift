internal import RoutineScript
internal import SpokenText

/// Writes a timeline down from its beginning to its end: the one place where cues are made.
struct Composer {
  let rate: SampleRate
  let options: Scheduler.Options
  let book: Phrasebook
  let gaps: Gaps
  /// Whether a timeline is wanted, and not only how long it is.
  private let isWanted: Bool
  /// How long the routine is said to take, where a text says it.
  private let length: Duration
  /// Whether a text said it.
  private(set) var saysLength = false
  /// The cues of the steps before the one in hand; their phrases are numbered as in `phraseTable`.
  private(set) var cues: [Cue] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var reported: Set<Diagnostic> = []
  private var table = PhraseTable()
  /// Where the next flowing cue may start, gaps between cues not counted.
  private(set) var cursor = FramePosition.start
  /// The end of the last cue that sounds.
  private(set) var lastEnd: FramePosition?
  /// What every cue of the step in hand is marked with.
  private(set) var stepIndex: Int32 = 0
  private(set) var step: Step?
  private var set: Count?
  /// What has come of the step in hand so far.
  private var recording = Recording()

  private struct Recording {
    /// Their phrases are numbered as in the book.
    var cues: [Cue] = []
    var phrases: [Phrasebook.Entry] = []
    var findings: [Diagnostic] = []
    var saysLength = false

    /// Begins anew, in the room there is already.
    mutating func clear() {
      cues.removeAll(keepingCapacity: true)
      phrases.removeAll(keepingCapacity: true)
      if !findings.isEmpty { findings = [] }
      saysLength = false
    }
  }

  init(_ book: Phrasebook, options: Scheduler.Options, length: Duration, isWanted: Bool) {
    self.book = book
    self.length = length
    self.options = options
    self.isWanted = isWanted
    rate = book.rate
    gaps = Gaps(rate)
    if isWanted { cues.reserveCapacity(book.usualCues) }
  }

  var phrases: PhraseCatalogue { book.catalogue }

  /// Distinct phrases in order of use.
  var phraseTable: [Phrase] { table.entries.map(book.phrase) }

  /// The gaps between cues.
  enum Gap {
    /// Between any two cues (scheduling rule 1).
    static let least = Duration.milliseconds(150)
    /// Between two sentences: a breath.
    static let sentence = Duration.milliseconds(450)
    /// Between steps: long enough to tell that something else begins.
    static let step = Duration.milliseconds(900)
  }

  /// The gaps between cues in frames.
  struct Gaps {
    let least: FrameCount
    let sentence: FrameCount
    let step: FrameCount

    fileprivate init(_ rate: SampleRate) {
      least = rate.frames(in: Gap.least)
      sentence = rate.frames(in: Gap.sentence)
      step = rate.frames(in: Gap.step)
    }
  }

  func frames(_ duration: Duration) -> FrameCount { rate.frames(in: duration) }

  /// The first frame a cue may start on.
  var free: FramePosition {
    guard let lastEnd else { return cursor }
    return max(cursor, lastEnd + gaps.least)
  }

  /// Goes on to a step.
  mutating func begin(_ step: Step, index: Int32, set: Count?) {
    self.step = step
    stepIndex = index
    self.set = set
  }

  /// Begins to lay out the step in hand.
  mutating func record() { recording.clear() }

  /// Ends the step in hand, which has been laid out.
  mutating func end() { write(recording.cues, by: .zero) }

  /// Writes down the cues of a step, so much later; where only time matters, none.
  private mutating func write(_ laidOut: [Cue], by shift: FrameCount) {
    guard writesDown else { return }
    for cue in laidOut {
      cues.append(cue.moved(by: shift, step: stepIndex, sound: table.numbered(cue.sound)))
    }
  }

  /// How the step in hand was laid out; `nil` where that depends on what is not known yet.
  func take(_ step: Timeline.Step, _ conditions: Take.Conditions, from origin: FramePosition)
    -> Take?
  {
    guard !recording.saysLength, !book.lacksMeasures else { return nil }
    // Copies, so that the room is left to the next step.
    return Take(
      conditions, origin: origin, step: step,
      cues: Array(recording.cues[...]), phrases: Array(recording.phrases[...]),
      findings: recording.findings, cursor: cursor, lastEnd: lastEnd)
  }

  /// Whether a timeline comes of this pass: not where it only finds out how long the routine takes,
  /// which it has had to say already.
  var writesDown: Bool { isWanted && !(saysLength && length == .zero) }

  /// Lays the step in hand out as it was before; where only time matters, lets that pass.
  mutating func `repeat`(_ take: Take) {
    let shift = cursor - take.origin
    if writesDown {
      for phrase in take.phrases { table.note(phrase) }
    }
    for finding in take.findings { report(finding) }
    write(take.cues, by: shift)
    cursor = take.cursor + shift
    lastEnd = take.lastEnd.map { $0 + shift }
  }

  /// Lets time pass in silence, until a position.
  mutating func move(to position: FramePosition) { cursor = max(cursor, position) }

  /// Speaks a text now, sentence by sentence; the time it takes passes.
  mutating func say(_ words: Phrasebook.Wording, as kind: Cue.Kind = .say) {
    for sentence in words.sentences {
      var start = cursor
      if let lastEnd { start = max(start, lastEnd + gaps.sentence) }
      let cue = placed(sentence, book.measure(sentence), kind, start: start)
      append(cue)
      cursor = cue.end
    }
  }

  /// Speaks a set phrase now.
  mutating func say(
    _ key: PhraseCatalogue.Key, _ slots: PhraseCatalogue.Slot..., as kind: Cue.Kind = .say
  ) {
    say(book.wording(of: key, slots), as: kind)
  }

  /// Leaves the pause that tells steps apart.
  mutating func breathe() {
    if let lastEnd { move(to: lastEnd + gaps.step) }
  }

  /// Makes a cue that starts at a frame.
  mutating func placed(
    _ phrase: Phrasebook.Entry, _ measure: ClipMeasure, _ kind: Cue.Kind, start: FramePosition,
    line: Int32? = nil, rep: Count? = nil
  ) -> Cue {
    // What failed has no length.
    if measure.frames == .zero { reportFailure(of: phrase) }
    if isWanted { table.note(phrase) }
    recording.phrases.append(phrase)
    return Cue(
      start: start, anchor: start + measure.anchor, frames: measure.frames, kind: kind,
      sound: .phrase(phrase.number), line: line ?? Int32(step?.span.start.line ?? 1),
      step: stepIndex, rep: rep, set: set)
  }

  /// Makes a chime struck at a frame.
  func placed(_ chime: Chime, at position: FramePosition, rep: Count? = nil) -> Cue {
    Cue(
      start: position, anchor: position, frames: frames(chime.duration), kind: .chime,
      sound: .chime(chime), line: Int32(step?.span.start.line ?? 1), step: stepIndex, rep: rep,
      set: set)
  }

  /// Writes down cues that have been laid out, in their order.
  mutating func append(_ laidOut: Stretch) {
    for cue in laidOut.cues { append(cue) }
  }

  /// Writes down a cue; one without a sound (a phrase that failed, or is not known yet) leaves no
  /// trace.
  mutating func append(_ cue: Cue) {
    guard cue.frames > .zero else { return }
    recording.cues.append(cue)
    lastEnd = max(lastEnd ?? .start, cue.end)
  }

  private mutating func reportFailure(of phrase: Phrasebook.Entry) {
    guard let failure = book.failure(of: phrase), let step else { return }
    let text = book.phrase(phrase).text
    report(
      Diagnostic(
        .error, .cannotSpeak, "\"\(text.prefix(60))\" cannot be spoken: \(failure.message)",
        at: step.span, sourceLine: step.sourceLine, remedy: "write it differently"))
  }

  mutating func report(_ diagnostic: Diagnostic) {
    recording.findings.append(diagnostic)
    if reported.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  /// A text of the script in words.
  mutating func words(_ text: ScriptText) -> Phrasebook.Wording { book.wording(of: written(text)) }

  /// A text of the script as it stands inside a set phrase: without its own full stop.
  mutating func inserted(_ text: ScriptText) -> String {
    PlainText.text(of: written(text)).withoutStop
  }

  /// A text of the script with what its references come to.
  private mutating func written(_ text: ScriptText) -> String {
    if text.pieces.count == 1, case .words(let words) = text.pieces[0] { return words }
    var written = ""
    for piece in text.pieces {
      switch piece {
      case .words(let words): written += words
      case .duration(let duration): written += phrases.time(duration)
      case .length:
        saysLength = true
        recording.saysLength = true
        written += phrases.time(length)
      }
    }
    return written
  }
}

extension String {
  /// The text without a full stop at its end, to stand inside another.
  fileprivate var withoutStop: String {
    utf8.last == UInt8(ascii: ".") ? String(dropLast()) : self
  }
}
