internal import RoutineScript
internal import SourceYAML

/// Rounds that the clock drives, while they go on.
struct RoundClock {
  /// The step whose rounds they are.
  let owner: Step
  /// Where the first round begins: its first beat.
  let start: FramePosition
  /// The round that has been reached.
  var round = Count.one
  /// The repetition that was reached when time was over, and of what.
  var reached: (name: String, rep: Count)?
  /// Whether time is over.
  var isOver = false
  /// Whether a round has begun late: those after it are later still.
  var isLate = false
}

/// How rounds begin on their minute, and end on time.
extension SchedulePass {
  /// Whether a step is still to be done: not if the time of its rounds is over.
  func isDue(_ planned: PlannedStep) -> Bool {
    guard planned.part != .roundsEnd, let deadline = deadline(of: planned), let clock else {
      return true
    }
    return !clock.isOver && writer.end + writer.gaps.step < deadline
  }

  /// When the round that begins with a step, or the rounds that end with it, are due.
  func nextAppointment(of planned: PlannedStep) -> FramePosition? {
    guard let place = planned.clock, let clock, clock.owner === place.owner,
      case .every(let period, let times) = place.plan
    else { return nil }
    if planned.part == .roundsEnd { return clock.start + writer.frames(period.times(times.value)) }
    return place.beginsRound
      ? clock.start + writer.frames(period.times(place.round.value - 1)) : nil
  }

  /// Where something that has to begin on its minute begins: then, or, with a finding, later.
  mutating func appointed(_ natural: FramePosition) -> FramePosition {
    guard let appointment else { return natural }
    // At another tempo than the script's, what does not fit is only late.
    if natural > appointment, isAsWritten, let owner = clock?.owner, clock?.isLate == false {
      clock?.isLate = true
      reportLate(by: writer.rate.duration(of: natural - appointment), owner)
    }
    return max(natural, appointment)
  }

  /// Whether a step may end before it is done, so that its schedule is good for nothing else.
  func mayBeCut(_ planned: PlannedStep) -> Bool {
    if case .fitting = planned.clock?.plan { true } else { false }
  }

  /// Notes how far rounds have come.
  mutating func note(_ planned: PlannedStep, _ step: Timeline.Step) {
    guard let place = planned.clock else { return }
    if planned.part == .roundsEnd {
      clock = nil
    } else if place.beginsRound, clock?.owner !== place.owner {
      clock = RoundClock(
        owner: place.owner, start: step.interval?.lowerBound ?? step.range.lowerBound)
    }
    if clock?.isOver == false { clock?.round = place.round }
  }

  /// Ends a step where the time of its rounds is over.
  mutating func cutOff(_ planned: PlannedStep, from start: FramePosition, _ details: inout Details)
  {
    var deadline = deadline(of: planned)
    if deadline == nil, planned.clock?.beginsRound == true,
      case .fitting(let duration) = planned.clock?.plan, let owner = planned.clock?.owner
    {
      // The first round begins in this step.
      let beginning = details.interval?.lowerBound ?? start
      clock = RoundClock(owner: owner, start: beginning)
      deadline = beginning + writer.frames(duration)
    }
    guard planned.part != .roundsEnd, let deadline, writer.end + writer.gaps.least > deadline else {
      return
    }
    let rep = writer.cut(at: deadline)
    writer.append(writer.cue(.end, at: deadline))
    details.interval = details.interval.flatMap { interval in
      interval.lowerBound < deadline
        ? interval.lowerBound..<min(interval.upperBound, deadline) : nil
    }
    clock?.isOver = true
    if let round = planned.clock?.round { clock?.round = round }
    if case .reps = planned.step.action, let rep {
      let name = name(of: planned)
      clock?.reached = (name, rep)
    }
  }

  /// Ends rounds that the clock drives, on time.
  mutating func endRounds(_ planned: PlannedStep) -> Details {
    if let appointment {
      writer.move(to: max(appointed(writer.end), appointment))
      return Details()
    }
    guard let clock, let deadline = deadline(of: planned) else { return Details() }
    if !clock.isOver {
      writer.move(to: deadline)
      writer.append(writer.cue(.end, at: deadline))
    }
    writer.say(.workEnd)
    writer.say(.reached, .n(clock.round))
    if let reached = clock.reached {
      writer.say(.reachedIn, .step(reached.name), .n(reached.rep))
    }
    return Details()
  }

  /// When the rounds of a step end wherever they are; `nil` if they do not, or have not begun.
  private func deadline(of planned: PlannedStep) -> FramePosition? {
    guard let place = planned.clock, case .fitting(let duration) = place.plan, let clock,
      clock.owner === place.owner
    else { return nil }
    return clock.start + writer.frames(duration)
  }

  private mutating func reportLate(by late: Duration, _ owner: Step) {
    guard case .rounds(let rounds) = owner.action, case .every(let period, _) = rounds.plan else {
      return
    }
    // Up to the next tenth of a second: what a person would write.
    let tenth = Duration.milliseconds(100)
    let more = tenth * Int((late / tenth).rounded(.up))
    let place = owner.place(of: StepKind.every)
    writer.report(
      Diagnostic(
        .error, .roundDoesNotFit,
        "a round takes \((period + more).written) with its words, \(more.written) more than there is",
        at: place.span, sourceLine: place.sourceLine,
        remedy: "write `every: \((period + more).written)` or more, or do or say less"))
  }
}
