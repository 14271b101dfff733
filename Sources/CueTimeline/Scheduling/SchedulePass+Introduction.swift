internal import RoutineScript

/// What is said before a step is done.
extension SchedulePass {
  /// Says the round, the step's own words, the side and the set, before anything is timed.
  mutating func introduce(_ planned: PlannedStep) {
    if let round = planned.round {
      writer.say(.round, .n(round.number), .count(round.of), as: .announce)
    }
    if planned.saysInstruction {
      if let instruction = planned.step.instruction {
        writer.say(writer.words(instruction))
      } else {
        sayName(of: planned.step)
      }
    }
    if let side = planned.side, let order = planned.sideOrder {
      writer.say(order == 0 ? .firstSide : .nextSide, .side(side), as: .announce)
      if order > 0, planned.part == .step {
        writer.move(to: writer.cursor + writer.frames(Pacing.Settle.toChangeSides))
      }
    }
    if let set = planned.set {
      writer.say(.set, .n(set.number), .count(set.of), as: .announce)
    }
  }

  /// Says what to do if a step has no words of its own: "Squat.", "Plank. Hold for ten seconds."
  private mutating func sayName(of step: Step) {
    if let name = step.name {
      writer.say(.name, .step(writer.inserted(name)))
    }
    if case .hold(let hold) = step.action {
      writer.say(.holdTime, .time(hold.duration))
    }
  }

  /// Says "ready" and leaves time to get into position.
  ///
  /// - Parameter lead: how much of the first beat's clip sounds before the beat.
  /// - Returns: the first beat, at least `Pacing.Settle.beforeCount` after the instruction's end.
  mutating func getReady(lead: FrameCount) -> FramePosition {
    let from = writer.end
    let ready = writer.book.entry(of: .ready)
    let measure = writer.book.measure(ready)
    let start = max(writer.free, from + writer.frames(Pacing.Settle.beforeReady))
    writer.append(writer.cue(ready, measure, .ready, start: start))
    return max(
      from + writer.frames(Pacing.Settle.beforeCount),
      start + measure.frames + writer.frames(Pacing.Settle.afterReady) + lead)
  }
}
