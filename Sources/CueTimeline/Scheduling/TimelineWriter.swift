internal import RoutineScript
internal import SourceYAML
internal import SpokenText

/// Writes a timeline from its beginning to its end: the one place where cues are made.
struct TimelineWriter {
  let rate: SampleRate
  let options: Scheduler.Options
  let book: Phrasebook
  let gaps: Pacing.GapFrames
  /// Whether a timeline is wanted, and not only how long it is.
  private let isWanted: Bool
  /// How long the routine is said to take, if a text says it.
  private let length: Duration
  /// Whether a text said it.
  private(set) var saysLength = false
  /// The cues of the steps before the current one; their phrases are numbered as in `phraseTable`.
  private(set) var cues: [Cue] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var reported: Set<Diagnostic> = []
  private var table = PhraseTable()
  /// Where the next flowing cue may start, without the gap before it.
  private(set) var cursor = FramePosition.start
  /// The end of the last cue that sounds.
  private(set) var lastEnd: FramePosition?
  /// The current step, with which every cue is marked.
  private(set) var stepIndex: Int32 = 0
  private(set) var step: Step?
  private var set: Count?
  /// What has been made of the current step so far.
  private var recording = Recording()

  private struct Recording {
    /// Their phrases are numbered as in the book.
    var cues: [Cue] = []
    var phrases: [Phrasebook.Entry] = []
    var findings: [Diagnostic] = []
    var saysLength = false

    /// Empties it and keeps its memory.
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
    gaps = Pacing.GapFrames(at: rate)
    if isWanted { cues.reserveCapacity(book.usualCues) }
  }

  /// Distinct phrases in order of use.
  var phraseTable: [Phrase] { table.entries.map(book.phrase) }

  func frames(_ duration: Duration) -> FrameCount { rate.frames(in: duration) }

  /// The end of everything so far, silence included.
  var end: FramePosition { max(cursor, lastEnd ?? .start) }

  /// The first frame a cue may start on.
  var free: FramePosition {
    guard let lastEnd else { return cursor }
    return max(cursor, lastEnd + gaps.least)
  }

  /// The first frame of what is said next.
  var nextSentence: FramePosition {
    lastEnd.map { max(cursor, $0 + gaps.sentence) } ?? cursor
  }

  // MARK: Steps

  /// Goes on to a step.
  mutating func begin(_ step: Step, index: Int32, set: Count?) {
    self.step = step
    stepIndex = index
    self.set = set
  }

  /// Starts to record the current step.
  mutating func record() { recording.clear() }

  /// Ends the current step, which has been scheduled.
  mutating func finish() { write(recording.cues, by: .zero) }

  /// Whether this pass writes a timeline: not if it only finds out how long the routine takes, which
  /// a text has said already.
  var writesDown: Bool { isWanted && !(saysLength && length == .zero) }

  /// Writes the cues of a step, moved to a later time; none if only time matters.
  private mutating func write(_ scheduled: [Cue], by shift: FrameCount) {
    guard writesDown else { return }
    for cue in scheduled {
      cues.append(cue.moved(by: shift, step: stepIndex, sound: table.numbered(cue.sound)))
    }
  }

  /// How the current step was scheduled; `nil` if that depends on something not known yet.
  func schedule(
    of step: Timeline.Step, _ conditions: StepSchedule.Conditions, from origin: FramePosition
  ) -> StepSchedule? {
    guard !recording.saysLength, !book.lacksMeasures else { return nil }
    // Copied, so that they take no more memory than they need, and the recording keeps its own for
    // the next step.
    return StepSchedule(
      conditions, origin: origin, step: step,
      cues: recording.cues.withUnsafeBufferPointer { Array($0) },
      phrases: recording.phrases.withUnsafeBufferPointer { Array($0) },
      findings: recording.findings, cursor: cursor, lastEnd: lastEnd)
  }

  /// Schedules the current step as it was before.
  mutating func `repeat`(_ schedule: StepSchedule) {
    let shift = cursor - schedule.origin
    if writesDown {
      for phrase in schedule.phrases { table.note(phrase) }
    }
    for finding in schedule.findings { add(finding) }
    write(schedule.cues, by: shift)
    cursor = schedule.cursor + shift
    lastEnd = schedule.lastEnd.map { $0 + shift }
  }

  // MARK: Cues

  /// Lets time pass in silence, until a position.
  mutating func move(to position: FramePosition) { cursor = max(cursor, position) }

  /// Speaks a text now, sentence by sentence; the time it takes passes.
  mutating func say(_ words: Phrasebook.Wording, as kind: Cue.Kind = .say) {
    for sentence in words.sentences {
      let cue = cue(sentence, book.measure(sentence), kind, start: nextSentence)
      append(cue)
      cursor = cue.end
    }
  }

  /// Speaks a text now, while time stands still: what comes next may begin beside it.
  mutating func sayAside(_ words: Phrasebook.Wording) {
    for sentence in words.sentences {
      append(cue(sentence, book.measure(sentence), .say, start: nextSentence))
    }
  }

  /// Speaks a set phrase now.
  mutating func say(
    _ key: PhraseCatalogue.Key, _ slots: PhraseCatalogue.Slot..., as kind: Cue.Kind = .say
  ) {
    say(book.wording(of: key, slots), as: kind)
  }

  /// Leaves the pause that separates steps.
  mutating func pauseBetweenSteps() {
    if let lastEnd { move(to: lastEnd + gaps.step) }
  }

  /// Makes a cue that starts at a frame.
  mutating func cue(
    _ phrase: Phrasebook.Entry, _ measure: ClipMeasure, _ kind: Cue.Kind, start: FramePosition,
    line: Int32? = nil, rep: Count? = nil
  ) -> Cue {
    // A phrase that failed has no length.
    if measure.frames == .zero { reportFailure(of: phrase) }
    if isWanted { table.note(phrase) }
    recording.phrases.append(phrase)
    return Cue(
      start: start, anchor: start + measure.anchor, frames: measure.frames, kind: kind,
      sound: .phrase(phrase.number), line: line ?? Int32(step?.span.start.line ?? 1),
      step: stepIndex, rep: rep, set: set)
  }

  /// Makes a chime struck at a frame.
  func cue(
    _ chime: Chime, at position: FramePosition, line: Int32? = nil, rep: Count? = nil
  ) -> Cue {
    Cue(
      start: position, anchor: position, frames: frames(chime.duration), kind: .chime,
      sound: .chime(chime), line: line ?? Int32(step?.span.start.line ?? 1), step: stepIndex,
      rep: rep,
      set: set)
  }

  /// Adds cues that have been placed, in their order.
  mutating func append(_ placement: CuePlacement) {
    for cue in placement.cues { append(cue) }
  }

  /// Adds a cue; one without a sound (its phrase failed, or is not measured yet) is left out.
  mutating func append(_ cue: Cue) {
    guard cue.frames > .zero else { return }
    recording.cues.append(cue)
    lastEnd = max(lastEnd ?? .start, cue.end)
  }

  /// Cuts the current step off: nothing of it is left that would sound after a position.
  ///
  /// - Parameter position: where time goes on.
  /// - Returns: the last repetition of which something is left.
  mutating func cut(at position: FramePosition) -> Count? {
    recording.cues.removeAll { $0.end + gaps.least > position }
    lastEnd = recording.cues.last?.end ?? cues.last?.end
    cursor = position
    return recording.cues.lazy.compactMap(\.rep).max()
  }

  // MARK: Findings

  private mutating func reportFailure(of phrase: Phrasebook.Entry) {
    guard let failure = book.failure(of: phrase), let step else { return }
    let text = book.phrase(phrase).text
    report(
      Diagnostic(
        .error, .cannotSpeak, "\"\(text.prefix(60))\" cannot be spoken: \(failure.message)",
        at: step.span, sourceLine: step.sourceLine, remedy: "write it differently"))
  }

  /// Reports a finding, once.
  mutating func report(_ diagnostic: Diagnostic) {
    recording.findings.append(diagnostic)
    add(diagnostic)
  }

  private mutating func add(_ diagnostic: Diagnostic) {
    if reported.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  // MARK: Texts

  /// A text of the script in words.
  mutating func words(_ text: ScriptText) -> Phrasebook.Wording { book.wording(of: written(text)) }

  /// The numbers and times that a text of the script says by itself.
  mutating func amounts(in text: ScriptText) -> SaidAmounts { book.amounts(in: written(text)) }

  /// A text of the script to stand inside a set phrase: without its own full stop.
  mutating func inserted(_ text: ScriptText) -> String {
    let text = PlainText.text(of: written(text))
    return text.utf8.last == UInt8(ascii: ".") ? String(text.dropLast()) : text
  }

  /// A text of the script with its references filled in.
  private mutating func written(_ text: ScriptText) -> String {
    if text.pieces.count == 1, case .words(let words) = text.pieces[0] { return words }
    var written = ""
    for piece in text.pieces {
      switch piece {
      case .words(let words): written += words
      case .duration(let duration): written += book.catalogue.time(duration)
      case .length:
        saysLength = true
        recording.saysLength = true
        written += book.catalogue.time(length)
      }
    }
    return written
  }
}
