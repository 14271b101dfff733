internal import RoutineScript
internal import SourceYAML

/// One pass over a routine's steps, each written after the one before it.
struct SchedulePass {
  var writer: TimelineWriter
  private var sections: [Timeline.Section] = []
  private var steps: [Timeline.Step] = []
  /// How each step was scheduled in this pass; `nil` if that cannot be used again.
  private(set) var schedules: [StepSchedule?] = []
  private let schedulesBefore: [StepSchedule?]
  /// The current step's first beat, if the rest before it leads to that.
  private(set) var restBeat: FramePosition?
  /// The seconds that are counted down to it.
  private(set) var countdown: Int64 = 0
  /// Whether what a step is like does not depend on its place: another tempo begins at a step's index.
  let isAsWritten: Bool
  /// The rounds that the clock drives, while they go on.
  var clock: RoundClock?
  /// The work that the step, a rest, comes right after; `nil` if there is none.
  var endedWork: Work?
  /// When the next round has to begin; `nil` if nothing waits for it.
  var appointment: FramePosition?

  /// - Parameters:
  ///   - book: what is known of phrases.
  ///   - options: what the listener chose.
  ///   - length: how long the routine is said to take.
  ///   - isWanted: whether a timeline is wanted, and not only how long it is.
  ///   - schedules: how each step was scheduled in the pass over the same steps before this one.
  init(
    _ book: Phrasebook, options: Scheduler.Options, length: Duration, isWanted: Bool,
    after schedules: [StepSchedule?]
  ) {
    writer = TimelineWriter(book, options: options, length: length, isWanted: isWanted)
    schedulesBefore = schedules
    isAsWritten = options.tempo == .written
  }

  /// Schedules all steps.
  mutating func schedule(_ planned: [PlannedStep]) {
    if writer.writesDown { steps.reserveCapacity(planned.count) }
    schedules.reserveCapacity(planned.count)
    var leadIn: LeadIn?
    var previous: PlannedStep?
    for index in planned.indices where isDue(planned[index]) {
      let step = planned[index]
      endedWork = step.isRest ? previous?.work : nil
      previous = step
      let next = step.isRest ? self.next(after: step, in: planned[(index + 1)...]) : nil
      note(step, schedule(step, next: next, after: leadIn))
      leadIn = next?.leadIn
    }
  }

  // MARK: Results

  /// Reports a routine whose words make it longer than any may be.
  mutating func reportLength() {
    let limit = FramePosition.start + writer.frames(Expansion.longestRoutine)
    guard writer.end > limit, let step = writer.step else { return }
    writer.report(
      Diagnostic(
        .error, .tooLong, "this routine lasts more than a day", at: step.span,
        sourceLine: step.sourceLine, remedy: "repeat it fewer times"))
  }

  /// How long the routine takes.
  var duration: Duration { writer.rate.duration(of: writer.end - .start) }

  /// How long it is said to take: to the minute, below one minute to a quarter.
  var spokenLength: Duration {
    let quarters = max(1, Int((duration / .seconds(15)).rounded()))
    return quarters < 4
      ? .seconds(15 * quarters) : .seconds(60 * max(1, Int((duration / .seconds(60)).rounded())))
  }

  func timeline(title: String, voice: String) -> Timeline {
    // At another level or with a baby there are not many more.
    writer.book.usualCues = writer.cues.count * 5 / 4
    return Timeline(
      title: title, voice: voice, rate: writer.rate, frames: writer.end - .start,
      phrases: writer.phraseTable, sections: sections, steps: steps, cues: writer.cues)
  }

  // MARK: Names

  mutating func name(of planned: PlannedStep) -> String {
    if planned.part == .step, let name = planned.step.name { return writer.inserted(name) }
    if planned.part == .step, planned.step.action.isDone {
      return planned.step.section ?? writer.book.catalogue.name(of: planned.kind)
    }
    // What is only said belongs to its section; what is done or waited for has a name of its own.
    return planned.isRest || planned.kind == .wait
      ? writer.book.catalogue.name(of: planned.kind) : planned.section
  }

  // MARK: Steps

  /// - Parameters:
  ///   - planned: the step.
  ///   - next: what comes after it, if it is a rest.
  ///   - leadIn: the end of the rest before it, in which its words are.
  /// - Returns: the step on the timeline.
  private mutating func schedule(
    _ planned: PlannedStep, next: Next?, after leadIn: LeadIn?
  ) -> Timeline.Step {
    let step = planned.step
    if leadIn == nil, endedWork == nil,
      planned.part == .step ? step.action.hasPauseBefore : planned.part != .roundsEnd
    {
      writer.pauseBetweenSteps()
    }
    let start = writer.end
    restBeat = leadIn.map { start + $0.frames }
    countdown = leadIn?.countdown ?? 0
    if planned.startsSection || sections.isEmpty {
      sections.append(
        Timeline.Section(name: planned.section, start: sections.isEmpty ? .start : start))
    }
    writer.begin(step, index: Int32(schedules.count), set: planned.set?.number)
    appointment = nextAppointment(of: planned)
    guard isAsWritten, !mayBeCut(planned) else {
      let scheduled = scheduledStep(planned, next: next, from: start)
      finish(scheduled, schedule: nil)
      return scheduled
    }
    let conditions = StepSchedule.Conditions(
      silence: writer.lastEnd.map { writer.cursor - $0 }, isQuiet: writer.options.isQuiet,
      next: next, leadIn: leadIn, appointment: appointment.map { $0 - writer.cursor },
      planned: planned)
    if let known = known(conditions) {
      let shift = writer.cursor - known.origin
      writer.repeat(known)
      schedules.append(known)
      let moved = known.step.moved(by: shift, section: sections.count - 1)
      if writer.writesDown { steps.append(moved) }
      return moved
    }
    let origin = writer.cursor
    let scheduled = scheduledStep(planned, next: next, from: start)
    finish(scheduled, schedule: writer.schedule(of: scheduled, conditions, from: origin))
    return scheduled
  }

  private mutating func finish(_ step: Timeline.Step, schedule: StepSchedule?) {
    writer.finish()
    if writer.writesDown { steps.append(step) }
    if let schedule { writer.book.schedules.keep(schedule) }
    schedules.append(schedule)
  }

  /// How a step was scheduled under the same conditions.
  private func known(_ conditions: StepSchedule.Conditions) -> StepSchedule? {
    // In the pass before, the step at the same index is nearly always the same step.
    if schedulesBefore.indices.contains(schedules.count),
      let schedule = schedulesBefore[schedules.count], schedule.conditions == conditions
    {
      return schedule
    }
    return writer.book.schedules.schedule(for: conditions)
  }

  private mutating func scheduledStep(
    _ planned: PlannedStep, next: Next?, from start: FramePosition
  ) -> Timeline.Step {
    writer.record()
    let step = planned.step
    var details: Details
    switch planned.part {
    case .restBetweenSets(let duration):
      details = rest(duration, step: nil, next: next)
    case .side:
      introduce(planned)
      writer.move(to: writer.cursor + writer.frames(Pacing.Settle.toChangeSides))
      details = Details()
    case .babyDown:
      writer.say(.babyDown)
      details = wait(atMost: nil)
    case .roundsEnd: details = endRounds(planned)
    case .step:
      if appointment != nil, !step.action.takesTime {
        writer.move(to: appointed(writer.end))
      }
      introduce(planned)
      let instructed = writer.lastEnd ?? start
      details = perform(planned, next: next)
      if planned.saysInstruction, step.instruction != nil, let interval = details.interval {
        compare(instructed - start, with: interval.upperBound - interval.lowerBound, step)
      }
    }
    cutOff(planned, from: start, &details)
    return Timeline.Step(
      name: name(of: planned), kind: planned.kind,
      source: ScriptLine(file: step.span.file, number: Int32(step.span.start.line)),
      range: start..<max(start, writer.end), interval: details.interval, reps: details.reps,
      side: planned.side.map { writer.book.catalogue.side($0) }, section: sections.count - 1,
      wait: details.wait, waitsForGo: details.waitsForGo, heat: details.heat)
  }

  /// Reports an instruction that takes longer than what it is about.
  private mutating func compare(
    _ instruction: FrameCount, with interval: FrameCount, _ step: Step
  ) {
    guard instruction > interval, step.because == nil else { return }
    let words = writer.rate.duration(of: instruction)
    let doing = writer.rate.duration(of: interval)
    let place = step.place(of: StepKey.say)
    writer.report(
      Diagnostic(
        .warning, .instructionTooLong,
        "it takes \(words.rounded.written) to say what to do for \(doing.rounded.written)",
        at: place.span, sourceLine: place.sourceLine,
        remedy: "say less, put the first part into a `say` step before, or say why with `because:`")
    )
  }
}

extension Duration {
  /// To whole seconds, as people say it.
  fileprivate var rounded: Duration { .seconds(Int((self / .seconds(1)).rounded())) }
}

extension Step.Action {
  /// Whether it can be what a round begins with: it has a first beat, or is silence.
  var takesTime: Bool {
    if case .pause = self { true } else { isDone }
  }

  /// Whether a pause before the step separates it from what was said before.
  fileprivate var hasPauseBefore: Bool {
    switch self {
    case .pause, .rounds, .include: false
    default: true
    }
  }
}
