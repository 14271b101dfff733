internal import RoutineScript

/// What is said before a step is done.
extension SchedulePass {
  /// Says the round, the step's own words, the side and the set, before anything is timed.
  mutating func introduce(_ planned: PlannedStep) {
    if let round = planned.round {
      if let count = round.of {
        writer.say(.round, .n(round.number), .count(count), as: .announce)
      } else {
        writer.say(.openRound, .n(round.number), as: .announce)
      }
    }
    if planned.saysInstruction {
      if let instruction = planned.step.instruction {
        writer.say(writer.words(instruction))
      } else {
        sayName(of: planned.step)
      }
    }
    if let side = planned.side, let order = planned.sideOrder {
      say(side, order: order, isOnly: planned.step.sides.count == 1)
      // After a rest there has been time.
      if order > 0, planned.part == .step, planned.step.action.restsBetweenSides.isEmpty {
        writer.move(to: writer.cursor + writer.frames(Pacing.Settle.toChangeSides))
      }
    }
    if let set = planned.set, let count = set.of {
      writer.say(.set, .n(set.number), .count(count), as: .announce)
    }
    if planned.saysAmount {
      sayAmount(
        of: planned.step, besidesName: planned.saysInstruction && planned.step.instruction == nil)
    }
  }

  /// Says a side: as the first of several, as the next of them, or as the only one.
  private mutating func say(_ side: Side, order: Int, isOnly: Bool) {
    // A language has its own words for the sides of a body; any other side has only its name.
    let isOfBody = Side.ofBody.contains(side)
    let key: PhraseCatalogue.Key =
      if isOnly {
        isOfBody ? .onlySide : .onlyNamedSide
      } else if order == 0 {
        isOfBody ? .firstSide : .firstNamedSide
      } else {
        isOfBody ? .nextSide : .nextNamedSide
      }
    writer.say(key, .side(side), as: .announce)
  }

  /// Says how much is done in a set if sets differ.
  private mutating func sayAmount(of step: Step, besidesName: Bool) {
    switch step.action {
    case .reps(let reps): writer.say(.amount, .n(reps.count), as: .announce)
    // With the name of the step it has been said.
    case .hold(let hold) where !besidesName:
      writer.say(.holdTime, .time(hold.duration), as: .announce)
    case .work(let work) where !besidesName:
      writer.say(.workTime, .time(work.duration), as: .announce)
    default: break
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
    if case .work(let work) = step.action {
      writer.say(.workTime, .time(work.duration))
    }
    if case .rounds(let rounds) = step.action {
      switch rounds.plan {
      case .count: break
      case .every(let period, let times):
        writer.say(.roundsEvery, .count(times), .time(period))
      case .fitting(let duration): writer.say(.roundsFitting, .time(duration))
      }
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
    let after = measure.frames + writer.frames(Pacing.Settle.afterReady) + lead
    let earliest = max(writer.free, from + writer.frames(Pacing.Settle.beforeReady))
    let origin = appointed(
      max(from + writer.frames(Pacing.Settle.beforeCount), earliest + after))
    // In a round that begins on its minute, "ready" is close to it.
    let start = appointment == nil ? earliest : max(earliest, origin - after)
    writer.append(writer.cue(ready, measure, .ready, start: start))
    return origin
  }
}
