internal import RoutineScript

/// How a rest leads to what comes after it: scheduling rule 10.
///
/// If the next step is counted or held, and what it has to say fits, its words are the end of the
/// rest: they come as late as they may, so that the movement follows while they are fresh. "Three,
/// two, one" then leads to its first beat, which is the end of the rest. Otherwise the rest ends with
/// its chime, and the words follow.
extension SchedulePass {
  /// What comes after a rest.
  struct Next: Equatable {
    /// What it is called.
    let name: String
    /// How the rest leads to it; `nil` if it only ends.
    let leadIn: LeadIn?
  }

  /// The end of a rest, in which the next step begins.
  struct LeadIn: Equatable {
    /// From the first of the next step's words to its first beat.
    let frames: FrameCount
    /// When "Next: …" is said.
    let announced: Duration
    /// The seconds that are counted down.
    let countdown: Int64
  }

  /// When "Next: …" is said, from the beginning of a rest: after a breath, or at once if time is short.
  private static let announcedUsually = Duration.milliseconds(1_500)
  private static let announcedAtOnce = Chime.start.duration + Pacing.Gap.least

  /// What comes after a rest: the next thing that is done, not said.
  mutating func next(after rest: PlannedStep, in planned: ArraySlice<PlannedStep>) -> Next? {
    for step in planned {
      if step.isRest { return nil }
      guard step.part == .step, step.step.action.isDone else { continue }
      let name = name(of: step)
      let isDirect =
        planned.first == step && step.step.action.hasFirstBeat && step.clock?.isFree != false
      return Next(name: name, leadIn: isDirect ? leadIn(from: rest, to: step, called: name) : nil)
    }
    return nil
  }

  private mutating func leadIn(
    from rest: PlannedStep, to next: PlannedStep, called name: String
  ) -> LeadIn? {
    let step = rest.part == .step ? rest.step : nil
    guard let duration = rest.restDuration,
      let duringEnd = endOfDuring(step)
    else { return nil }
    var words = FrameCount.zero
    var pause = Pacing.Settle.beforeCount
    for saying in introduction(of: next, isNamed: true) {
      words += length(of: saying.words)
      pause = max(pause, saying.pause)
    }
    let frames = words + writer.frames(pause)
    let announcement = length(of: writer.book.wording(of: .next, [.step(name)]))
    let room = writer.frames(duration) - frames
    // After work, other words are said first.
    let usual =
      endedWork.map { [timeToSay($0, rest: duration)] }
      ?? [Self.announcedUsually, Self.announcedAtOnce]
    for announced in usual
    where max(writer.frames(announced) + announcement, duringEnd) <= room {
      return LeadIn(
        frames: frames, announced: announced,
        countdown: Interval.countdown(
          of: step?.announcements ?? UsualAnnouncements.inRest(lasting: duration),
          quietly: writer.options.isQuiet))
    }
    return nil
  }

  /// How long it takes to say a text, with the silence after each sentence.
  private func length(of words: Phrasebook.Wording) -> FrameCount {
    words.sentences.reduce(.zero) { $0 + writer.book.measure($1).frames + writer.gaps.sentence }
  }

  /// When the author's words in a rest are over; `nil` if they come again and again, or if bells ring.
  private mutating func endOfDuring(_ step: Step?) -> FrameCount? {
    var end = FrameCount.zero
    for cue in step?.during ?? [] {
      guard case .at(let time) = cue.time, let text = cue.text else { return nil }
      // They may have to wait for other words.
      end = max(end, writer.frames(time)) + length(of: writer.words(text))
    }
    return end
  }

  /// Counts down to the first beat after a rest.
  ///
  /// - Parameters:
  ///   - beat: the first beat.
  ///   - lead: how much of its clip sounds before it.
  mutating func countDown(to beat: FramePosition, lead: FrameCount) {
    let book = writer.book
    var limit = beat - lead - writer.gaps.least
    var cues: [Cue] = []
    for left in 1...max(1, countdown) where left <= countdown {
      let word = BeatWord(book.entry(of: Count(Int32(left))), in: book)
      let anchor = beat - writer.frames(.seconds(left))
      guard let form = word.form(on: anchor, endingBy: limit, in: book),
        anchor - form.measure.anchor >= writer.free
      else { break }
      let start = anchor - form.measure.anchor
      cues.append(writer.cue(form.phrase, form.measure, .count, start: start))
      limit = start - writer.gaps.least
    }
    for cue in cues.reversed() { writer.append(cue) }
  }

  /// From the end of work until it has been said that it is over, and how long the rest is.
  private mutating func timeToSay(_ work: Work, rest: Duration) -> Duration {
    let words =
      length(of: endWords(of: work)) + length(of: writer.book.wording(of: .rest, [.time(rest)]))
    return Chime.end.duration + writer.rate.duration(of: words + writer.gaps.sentence)
  }

  mutating func rest(_ duration: Duration, step: Step?, next: Next?) -> Details {
    let (workEnd, start) = (writer.cursor, writer.end)
    writer.say(.rest, .time(duration), as: .announce)
    // After work, the rest begins where that ends, while the words at that end are being said. If not
    // even the words about it fit into the rest, it begins after them.
    let isFromWork =
      endedWork != nil && workEnd + writer.frames(duration - .seconds(1)) > writer.free
    let origin = isFromWork ? workEnd : writer.free
    if reportTooShort(duration) { return Details() }
    let leadIn = next?.leadIn
    var inside: [WordsInside] = []
    if let next {
      inside.append(
        WordsInside(
          words: writer.book.wording(of: .next, [.step(next.name)]),
          from: leadIn?.announced
            ?? max(Self.announcedUsually, writer.rate.duration(of: writer.free - origin)),
          kind: .announce, isOptional: true))
    }
    if let step { inside += WordsInside.duringCues(of: step, lasting: duration, in: &writer) }
    let end = origin + writer.frames(duration)
    Interval(
      origin: origin, duration: duration,
      // A countdown would lead to words, or to nothing.
      announcements: step?.announcements
        ?? UsualAnnouncements.inRest(lasting: duration).filter { !$0.isCountdown },
      inside: inside, fillers: step?.announcements == nil ? fillers([.restBreathe]) : .none,
      beginsWithChime: !isFromWork, leadsFrom: leadIn.map { end - $0.frames }
    ).schedule(into: &writer)
    // The step has only what comes after the words of the one before.
    return Details(interval: max(origin, start)..<end)
  }
}

extension PlannedStep.Clock {
  /// Whether a step begins when the one before it is over, and is done to its end.
  fileprivate var isFree: Bool {
    if case .fitting = plan { return false }
    return !beginsRound
  }
}

extension PlannedStep {
  /// How long it rests; `nil` if it is not a rest.
  fileprivate var restDuration: Duration? {
    switch part {
    case .restBetweenSets(let duration): return duration
    case .side, .babyDown, .roundsEnd: return nil
    case .step:
      if case .rest(let duration) = step.action { return duration }
      return nil
    }
  }
}

extension Step.Action {
  /// Whether it begins on a beat that can be counted down to.
  fileprivate var hasFirstBeat: Bool {
    switch self {
    case .reps, .hold, .work: true
    default: false
    }
  }
}
