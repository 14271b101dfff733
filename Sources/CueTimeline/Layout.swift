internal import RoutineScript

/// One pass over a routine's steps, each written after the one before it.
struct Layout {
  private(set) var composer: Composer
  private var sections: [Timeline.Section] = []
  private var steps: [Timeline.Step] = []

  init(clips: ClipTable, phrases: PhraseCatalogue) {
    composer = Composer(clips: clips, phrases: phrases)
  }

  /// How long a file waits for a listener who would say *go*, where the script does not say.
  static let waitInFile = Duration.seconds(30)

  /// The gaps that leave somebody time to move.
  private enum Settle {
    /// From an instruction's end to the first beat or second that is counted, at least.
    static let beforeCount = Duration.milliseconds(3_500)
    /// From an instruction's end to "ready".
    static let beforeReady = Duration.milliseconds(1_500)
    /// From the end of "ready" to the first beat.
    static let afterReady = Duration.milliseconds(1_000)
    /// From an instruction's end to an interval that is not counted.
    static let beforeInterval = Duration.seconds(3)
    /// After a side has been announced, to change to it.
    static let toChangeSides = Duration.seconds(4)
    /// Between the times of a hold.
    static let betweenHolds = Duration.seconds(4)
  }

  mutating func compose(_ planned: [PlannedStep]) {
    let next = nextNames(planned)
    for (step, next) in zip(planned, next) { compose(step, next: next) }
  }

  /// Reports a routine whose words make it longer than any may be.
  mutating func reportLength() {
    let end = max(composer.cursor, composer.lastEnd ?? .start)
    let limit = FramePosition.start + composer.frames(Expansion.longestRoutine)
    guard end > limit, let step = composer.step else { return }
    composer.report(
      Diagnostic(
        .error, .tooLong, "this routine lasts more than a day", at: step.span,
        sourceLine: step.sourceLine, remedy: "repeat it fewer times"))
  }

  func timeline(title: String, voice: String) -> Timeline {
    let end = max(composer.cursor, composer.lastEnd ?? .start)
    return Timeline(
      title: title, voice: voice, rate: composer.rate, frames: end - .start,
      phrases: composer.phraseTable, sections: sections, steps: steps, cues: composer.cues)
  }

  /// What a rest in each step's place would announce: the next thing that is done, not said.
  private func nextNames(_ planned: [PlannedStep]) -> [String?] {
    var names: [String?] = []
    var next: String?
    for step in planned.reversed() {
      names.append(next)
      switch step.kind {
      case "reps", "hold", "heat", "roll":
        next = name(of: step)
      case "rest": next = nil
      default: break
      }
    }
    return names.reversed()
  }

  private func name(of planned: PlannedStep) -> String {
    if planned.part == .step, let name = planned.step.name { return composer.inserted(name) }
    if planned.part == .step, ["reps", "hold", "heat", "roll"].contains(planned.kind) {
      return planned.step.section ?? composer.phrases.name(ofKind: planned.kind)
    }
    return planned.part == .step || planned.part == .babyDown
      ? composer.phrases.name(ofKind: planned.kind) : planned.section
  }

  private mutating func compose(_ planned: PlannedStep, next: String?) {
    let step = planned.step
    if planned.part != .step || step.action.breathesBefore { composer.breathe() }
    let start = max(composer.cursor, composer.lastEnd ?? .start)
    if planned.startsSection || sections.isEmpty {
      sections.append(
        Timeline.Section(name: planned.section, start: sections.isEmpty ? .start : start))
    }
    composer.step = step
    composer.stepIndex = Int32(steps.count)
    composer.set = planned.set?.number

    let details: Details
    switch planned.part {
    case .restBetweenSets(let duration):
      details = rest(duration, step: nil, next: next)
    case .side:
      introduce(planned)
      composer.move(to: composer.cursor + composer.frames(Settle.toChangeSides))
      details = Details()
    case .babyDown:
      composer.say(composer.phrases.text(.babyDown))
      details = wait(atMost: nil)
    case .step:
      introduce(planned)
      details = perform(planned, next: next)
    }

    steps.append(
      Timeline.Step(
        name: name(of: planned), kind: planned.kind,
        source: ScriptLine(file: step.span.file, number: Int32(step.span.start.line)),
        range: start..<max(start, max(composer.cursor, composer.lastEnd ?? .start)),
        interval: details.interval, reps: details.reps,
        side: planned.side.map(composer.phrases.side), section: sections.count - 1,
        wait: details.wait, waitsForGo: details.waitsForGo))
  }

  /// What a step's stretch of the timeline holds beside its cues.
  private struct Details {
    var interval: Range<FramePosition>?
    var reps: Count?
    var wait: Range<FramePosition>?
    var waitsForGo = false
  }

  /// Round, the step's own words, side, set: what is said before anything is timed.
  private mutating func introduce(_ planned: PlannedStep) {
    if let round = planned.round {
      composer.say(
        composer.phrases.text(.round, .n(round.number), .count(round.of)), as: .announce)
    }
    if planned.saysInstruction {
      if let instruction = planned.step.instruction {
        composer.say(composer.words(instruction))
      } else {
        sayName(of: planned.step)
      }
    }
    if let side = planned.side, let order = planned.sideOrder {
      composer.say(
        composer.phrases.text(order == 0 ? .firstSide : .nextSide, .side(side)), as: .announce)
      if order > 0, planned.part == .step {
        composer.move(to: composer.cursor + composer.frames(Settle.toChangeSides))
      }
    }
    if let set = planned.set {
      composer.say(composer.phrases.text(.set, .n(set.number), .count(set.of)), as: .announce)
    }
  }

  /// Without words of its own, a step still tells what to do: "Squat.", "Plank. Hold for ten seconds."
  private mutating func sayName(of step: Step) {
    if let name = step.name {
      composer.say(composer.phrases.text(.name, .step(composer.inserted(name))))
    }
    if case .hold(let hold) = step.action {
      composer.say(composer.phrases.text(.holdTime, .time(hold.duration)))
    }
  }

  private mutating func perform(_ planned: PlannedStep, next: String?) -> Details {
    let step = planned.step
    switch step.action {
    case .say(let text):
      composer.say(composer.words(text))
      return Details()
    case .pause(let duration):
      composer.move(
        to: max(composer.cursor, composer.lastEnd ?? .start) + composer.frames(duration))
      return Details()
    case .wait(let text, let atMost):
      composer.say(composer.words(text))
      return wait(atMost: atMost)
    case .reps(let reps): return count(reps, step)
    case .hold(let hold): return self.hold(hold, step)
    case .heat(let duration, let place): return heat(duration, on: place, step)
    case .roll(let duration, let place, let pressure):
      return roll(duration, on: place, pressure, step)
    case .rest(let duration): return rest(duration, step: step, next: next)
    case .rounds, .include: return Details()
    }
  }

  // MARK: Kinds

  private mutating func wait(atMost: Duration?) -> Details {
    let start = max(composer.cursor, composer.lastEnd ?? .start)
    let end = start + composer.frames(atMost ?? Self.waitInFile)
    composer.move(to: end)
    return Details(wait: start..<end, waitsForGo: atMost == nil)
  }

  private mutating func count(_ reps: Repetitions, _ step: Step) -> Details {
    let first = CountedMovement.number(of: 1, in: reps).map {
      CountedMovement.phrase($0, composer.phrases)
    }
    let lead = first.map { composer.clips.measure($0).anchor } ?? .zero
    let origin = getReady(lead: lead)
    CountedMovement(reps: reps, step: step, origin: origin).compose(into: &composer)
    return Details(interval: origin..<composer.cursor, reps: reps.count)
  }

  private mutating func hold(_ hold: Hold, _ step: Step) -> Details {
    let origin = getReady(lead: .zero)
    let rest = hold.rest ?? Settle.betweenHolds
    let least = Chime.start.duration + Composer.Gap.least
    let leastRest = Chime.end.duration + Composer.Gap.least
    if hold.duration < least || (hold.times > .one && rest < leastRest) {
      let isRest = hold.duration >= least
      composer.report(
        Diagnostic(
          .error, .holdDoesNotFit,
          isRest
            ? "a rest of \(rest.written) between holds is too short for its chimes"
            : "a hold of \(hold.duration.written) is too short for its chimes",
          at: step.span, sourceLine: step.sourceLine,
          remedy: isRest ? "write `rest: 1 s` or more" : "write `hold: 1 s` or more"))
      return Details()
    }
    let inside = Interval.reminders(of: step, lasting: hold.duration, in: &composer)
    for time in 1...hold.times.value {
      let start = origin + composer.frames((hold.duration + rest) * Int(time - 1))
      if time > 1 {
        release(before: start)
        announceHold(Count(time), of: hold.times, before: start)
      }
      Interval(
        origin: start, duration: hold.duration, rep: hold.times > .one ? Count(time) : nil,
        announcements: step.announcements, inside: inside
      ).compose(into: &composer)
    }
    let end = composer.cursor
    composer.say(composer.phrases.text(.release))
    return Details(interval: origin..<end, reps: hold.times > .one ? hold.times : nil)
  }

  /// Says that a hold is over, where the rest leaves room for that and for the next announcement.
  private mutating func release(before start: FramePosition) {
    let phrase = Phrase(composer.phrases.text(.release))
    let measure = composer.clips.measure(phrase)
    let room = composer.frames(.seconds(2))
    guard composer.free + measure.frames + room <= start else { return }
    composer.append([composer.placed(phrase, measure, .announce, start: composer.free)])
  }

  /// Says which time of a hold comes, where the rest leaves room.
  private mutating func announceHold(_ time: Count, of times: Count, before start: FramePosition) {
    let gap = composer.frames(Composer.Gap.least)
    let phrase = Phrase(composer.phrases.text(.again, .n(time), .count(times)))
    let measure = composer.clips.measure(phrase)
    // Close to the start, where it serves as "ready", but not so close as to run into it.
    let wanted = start - composer.frames(.milliseconds(600)) - measure.frames
    let earliest = max(composer.free, wanted)
    guard earliest + measure.frames + gap <= start else { return }
    composer.append([composer.placed(phrase, measure, .announce, start: earliest, rep: time)])
  }

  private mutating func heat(_ duration: Duration, on place: SpokenText?, _ step: Step) -> Details {
    composer.say(
      place.map { composer.phrases.text(.heatOn, .on(composer.inserted($0))) }
        ?? composer.phrases.text(.heatOnBody))
    composer.say(composer.phrases.text(.heatTime, .time(duration)))
    let details = interval(duration, step)
    composer.say(composer.phrases.text(.heatOff))
    return details
  }

  /// Between the reminders of a ball: often enough to keep moving, not so often as to nag.
  private static let rollReminders = Duration.seconds(40)

  private mutating func roll(
    _ duration: Duration, on place: SpokenText?, _ pressure: [SpokenText], _ step: Step
  ) -> Details {
    composer.say(
      place.map { composer.phrases.text(.rollOn, .on(composer.inserted($0))) }
        ?? composer.phrases.text(.rollOnWall))
    composer.say(composer.phrases.text(.rollGently))
    var inside: [Interval.Inside] = []
    for (index, words) in pressure.enumerated() {
      let from = max(duration * index / pressure.count, .milliseconds(1_000))
      inside.append(
        Interval.Inside(
          text: composer.phrases.text(.rollPressure, .pressure(composer.inserted(words))),
          from: from, kind: .during, isOptional: false, line: Int32(words.span.start.line),
          source: (words.span, words.sourceLine)))
    }
    let reminders: [PhraseCatalogue.Key] = [.rollSlowly, .rollOffSpine]
    var from = Self.rollReminders / 2
    var index = 0
    while from < duration - .seconds(10), index < 1000 {
      inside.append(
        Interval.Inside(
          text: composer.phrases.text(reminders[index % reminders.count]), from: from,
          kind: .during, isOptional: true))
      from += Self.rollReminders
      index += 1
    }
    let details = interval(duration, step, inside: inside)
    composer.say(composer.phrases.text(.rollEnd))
    return details
  }

  private mutating func rest(_ duration: Duration, step: Step?, next: String?) -> Details {
    composer.say(composer.phrases.text(.rest, .time(duration)), as: .announce)
    let origin = composer.free
    var inside: [Interval.Inside] = []
    if let next {
      inside.append(
        Interval.Inside(
          text: composer.phrases.text(.next, .step(next)), from: .milliseconds(1_500),
          kind: .announce, isOptional: true))
    }
    if let step { inside += Interval.reminders(of: step, lasting: duration, in: &composer) }
    return interval(
      duration, at: origin, announcements: step?.announcements ?? [.last(.seconds(3))],
      inside: inside)
  }

  private mutating func interval(
    _ duration: Duration, _ step: Step, inside: [Interval.Inside] = []
  ) -> Details {
    let origin = max(
      composer.free, (composer.lastEnd ?? composer.cursor) + composer.frames(Settle.beforeInterval))
    let reminders = Interval.reminders(of: step, lasting: duration, in: &composer)
    return interval(
      duration, at: origin, announcements: step.announcements, inside: inside + reminders)
  }

  private mutating func interval(
    _ duration: Duration, at origin: FramePosition, announcements: [Announcement]?,
    inside: [Interval.Inside]
  ) -> Details {
    let least = Chime.start.duration + Composer.Gap.least
    if duration < least, let step = composer.step {
      composer.report(
        Diagnostic(
          .error, .holdDoesNotFit, "\(duration.written) is too short for its chimes",
          at: step.span, sourceLine: step.sourceLine, remedy: "write `1 s` or more"))
      return Details()
    }
    Interval(
      origin: origin, duration: duration, announcements: announcements, inside: inside
    ).compose(into: &composer)
    return Details(interval: origin..<composer.cursor)
  }

  /// Says "ready" and leaves time to get into position.
  ///
  /// - Parameter lead: how much of the first beat's clip sounds before the beat.
  /// - Returns: the first beat, at least two seconds after the instruction's end.
  private mutating func getReady(lead: FrameCount) -> FramePosition {
    let from = max(composer.cursor, composer.lastEnd ?? .start)
    let ready = Phrase(composer.phrases.text(.ready))
    let measure = composer.clips.measure(ready)
    let start = max(composer.free, from + composer.frames(Settle.beforeReady))
    composer.append([composer.placed(ready, measure, .ready, start: start)])
    return max(
      from + composer.frames(Settle.beforeCount),
      start + measure.frames + composer.frames(Settle.afterReady) + lead)
  }
}

extension Step.Action {
  /// Whether a pause before the step tells it apart from what was said before.
  fileprivate var breathesBefore: Bool {
    switch self {
    case .pause, .rounds, .include: false
    default: true
    }
  }
}
