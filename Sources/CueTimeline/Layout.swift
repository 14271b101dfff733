internal import RoutineScript

/// One pass over a routine's steps, each written after the one before it.
struct Layout {
  var composer: Composer
  private var sections: [Timeline.Section] = []
  private var steps: [Timeline.Step] = []
  /// How each step was laid out, in this pass and in the one before; `nil` where that cannot be
  /// repeated.
  private(set) var takes: [Take?] = []
  private let takesBefore: [Take?]

  /// - Parameters:
  ///   - book: what is known of phrases.
  ///   - options: what the listener chose.
  ///   - length: how long the routine is said to take.
  ///   - isWanted: whether a timeline is wanted, and not only how long it is.
  ///   - takes: how each step was laid out in the pass over the same steps before this one.
  init(
    _ book: Phrasebook, options: Scheduler.Options, length: Duration, isWanted: Bool,
    after takes: [Take?]
  ) {
    composer = Composer(book, options: options, length: length, isWanted: isWanted)
    takesBefore = takes
  }

  /// How long a file waits for a listener who would say *go*, where the script does not say.
  static let waitInFile = Duration.seconds(30)

  mutating func compose(_ planned: [PlannedStep]) {
    if composer.writesDown { steps.reserveCapacity(planned.count) }
    takes.reserveCapacity(planned.count)
    for (index, step) in planned.enumerated() {
      compose(step, next: step.isRest ? nameOfNext(in: planned[(index + 1)...]) : nil)
    }
  }

  /// Reports a routine whose words make it longer than any may be.
  mutating func reportLength() {
    let limit = FramePosition.start + composer.frames(Expansion.longestRoutine)
    guard end > limit, let step = composer.step else { return }
    composer.report(
      Diagnostic(
        .error, .tooLong, "this routine lasts more than a day", at: step.span,
        sourceLine: step.sourceLine, remedy: "repeat it fewer times"))
  }

  private var end: FramePosition { max(composer.cursor, composer.lastEnd ?? .start) }

  /// How long the routine takes.
  var duration: Duration { composer.rate.duration(of: end - .start) }

  /// The same as one says it beforehand: to the minute, below one to a quarter.
  var spokenLength: Duration {
    let quarters = max(1, Int((duration / .seconds(15)).rounded()))
    return quarters < 4
      ? .seconds(15 * quarters) : .seconds(60 * max(1, Int((duration / .seconds(60)).rounded())))
  }

  func timeline(title: String, voice: String) -> Timeline {
    // At another level or with a baby, there are not many more.
    composer.book.usualCues = composer.cues.count * 5 / 4
    return Timeline(
      title: title, voice: voice, rate: composer.rate, frames: end - .start,
      phrases: composer.phraseTable, sections: sections, steps: steps, cues: composer.cues)
  }

  /// What a rest before some steps announces: the next thing that is done, not said.
  private mutating func nameOfNext(in planned: ArraySlice<PlannedStep>) -> String? {
    for step in planned {
      if step.isRest { return nil }
      if step.part == .step, step.step.action.isDone { return name(of: step) }
    }
    return nil
  }

  private mutating func name(of planned: PlannedStep) -> String {
    if planned.part == .step, let name = planned.step.name { return composer.inserted(name) }
    if planned.part == .step, planned.step.action.isDone {
      return planned.step.section ?? composer.phrases.name(ofKind: planned.kind)
    }
    // What is only said belongs to its section; what is done or waited for has a name of its own.
    return planned.isRest || planned.kind == "wait"
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
    composer.begin(step, index: Int32(takes.count), set: planned.set?.number)
    // Another tempo counts steps, and so depends on the place.
    guard composer.options.tempo == .written else {
      finish(composedStep(planned, next: next, from: start), take: nil)
      return
    }
    let silence = composer.lastEnd.map { composer.cursor - $0 }
    if let take = take(of: planned, after: silence, next: next) {
      let shift = composer.cursor - take.origin
      composer.repeat(take)
      takes.append(take)
      if composer.writesDown {
        steps.append(take.step.moved(by: shift, section: sections.count - 1))
      }
      return
    }
    let origin = composer.cursor
    let composed = composedStep(planned, next: next, from: start)
    let conditions = Take.Conditions(
      silence: silence, isQuiet: composer.options.isQuiet, next: next, planned: planned)
    finish(composed, take: composer.take(composed, conditions, from: origin))
  }

  private mutating func finish(_ step: Timeline.Step, take: Take?) {
    composer.end()
    if composer.writesDown { steps.append(step) }
    if let take { composer.book.takes.keep(take) }
    takes.append(take)
  }

  /// How a step was laid out where it came after as much silence.
  private func take(of planned: PlannedStep, after silence: FrameCount?, next: String?) -> Take? {
    // In the pass before, it is the same step.
    if takesBefore.indices.contains(takes.count), let take = takesBefore[takes.count],
      take.conditions.silence == silence, take.conditions.next == next
    {
      return take
    }
    return composer.book.takes.take(
      Take.Conditions(
        silence: silence, isQuiet: composer.options.isQuiet, next: next, planned: planned))
  }

  private mutating func composedStep(
    _ planned: PlannedStep, next: String?, from start: FramePosition
  ) -> Timeline.Step {
    composer.record()
    let step = planned.step
    let details: Details
    switch planned.part {
    case .restBetweenSets(let duration):
      details = rest(duration, step: nil, next: next)
    case .side:
      introduce(planned)
      composer.move(to: composer.cursor + composer.frames(Settle.toChangeSides))
      details = Details()
    case .babyDown:
      composer.say(.babyDown)
      details = wait(atMost: nil)
    case .step:
      introduce(planned)
      let instructed = composer.lastEnd ?? start
      details = perform(planned, next: next)
      if planned.saysInstruction, step.instruction != nil, let interval = details.interval {
        compare(instructed - start, with: interval.upperBound - interval.lowerBound, step)
      }
    }

    return Timeline.Step(
      name: name(of: planned), kind: planned.kind,
      source: ScriptLine(file: step.span.file, number: Int32(step.span.start.line)),
      range: start..<max(start, max(composer.cursor, composer.lastEnd ?? .start)),
      interval: details.interval, reps: details.reps,
      side: planned.side.map(composer.phrases.side), section: sections.count - 1,
      wait: details.wait, waitsForGo: details.waitsForGo)
  }

  /// Reports words that take longer than what they tell to do: somebody waits and listens, for
  /// little.
  private mutating func compare(
    _ instruction: FrameCount, with interval: FrameCount, _ step: Step
  ) {
    guard instruction > interval, step.because == nil else { return }
    let words = composer.rate.duration(of: instruction)
    let doing = composer.rate.duration(of: interval)
    let place = step.place(of: "say")
    composer.report(
      Diagnostic(
        .warning, .instructionTooLong,
        "it takes \(words.rounded.written) to say what to do for \(doing.rounded.written)",
        at: place.span, sourceLine: place.sourceLine,
        remedy: "say less, put the first part into a `say` step before, or say why with `because:`")
    )
  }

  /// What a step's stretch of the timeline holds beside its cues.
  struct Details {
    var interval: Range<FramePosition>?
    var reps: Count?
    var wait: Range<FramePosition>?
    var waitsForGo = false
  }

  /// Round, the step's own words, side, set: what is said before anything is timed.
  private mutating func introduce(_ planned: PlannedStep) {
    if let round = planned.round {
      composer.say(.round, .n(round.number), .count(round.of), as: .announce)
    }
    if planned.saysInstruction {
      if let instruction = planned.step.instruction {
        composer.say(composer.words(instruction))
      } else {
        sayName(of: planned.step)
      }
    }
    if let side = planned.side, let order = planned.sideOrder {
      composer.say(order == 0 ? .firstSide : .nextSide, .side(side), as: .announce)
      if order > 0, planned.part == .step {
        composer.move(to: composer.cursor + composer.frames(Settle.toChangeSides))
      }
    }
    if let set = planned.set {
      composer.say(.set, .n(set.number), .count(set.of), as: .announce)
    }
  }

  /// Without words of its own, a step still tells what to do: "Squat.", "Plank. Hold for ten seconds."
  private mutating func sayName(of step: Step) {
    if let name = step.name {
      composer.say(.name, .step(composer.inserted(name)))
    }
    if case .hold(let hold) = step.action {
      composer.say(.holdTime, .time(hold.duration))
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
}

extension Duration {
  /// To whole seconds, as one says it.
  fileprivate var rounded: Duration { .seconds(Int((self / .seconds(1)).rounded())) }
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
