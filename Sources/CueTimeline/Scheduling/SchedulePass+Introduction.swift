internal import RoutineScript

/// What is said before a step is done.
extension SchedulePass {
  /// Words that are said before a step.
  struct Saying {
    let words: Phrasebook.Wording
    var kind = Cue.Kind.announce
    /// The silence after them, in which the listener does what they say.
    var pause = Duration.zero
  }

  /// Says the round, the step's own words, how much of it is done, the side and the set, before
  /// anything is timed.
  mutating func introduce(_ planned: PlannedStep) {
    for saying in introduction(of: planned, isNamed: restBeat != nil) {
      writer.say(saying.words, as: saying.kind)
      // After a rest, the countdown comes in this time.
      if restBeat == nil, saying.pause > .zero {
        writer.move(to: writer.cursor + writer.frames(saying.pause))
      }
    }
  }

  /// What is said before a step, in order.
  ///
  /// - Parameters:
  ///   - planned: the step.
  ///   - isNamed: whether "Next: …" has just said its name.
  /// - Returns: the words, and the silence after each.
  mutating func introduction(of planned: PlannedStep, isNamed: Bool) -> [Saying] {
    let book = writer.book
    var said = planned.rounds.map { round in
      let number = PhraseCatalogue.Slot.n(round.number)
      guard let count = round.of else {
        return Saying(words: book.wording(of: .openRound, [number]))
      }
      return Saying(
        words: book.wording(of: round.isOuter ? .outerRound : .round, [number, .count(count)]))
    }
    if planned.saysInstruction {
      if let instruction = planned.step.instruction {
        said.append(Saying(words: writer.words(instruction), kind: .say))
      } else if let name = planned.step.name, !isNamed {
        let name = writer.inserted(name)
        said.append(Saying(words: book.wording(of: .name, [.step(name)]), kind: .say))
      }
      if planned.part == .step, !planned.saysAmount, let dose = dose(of: planned) {
        said.append(dose)
      }
    }
    if let side = planned.side, let order = planned.sideOrder {
      said.append(
        Saying(
          words: book.wording(
            of: key(of: side, order: order, isOnly: planned.step.sides.count == 1), [.side(side)]),
          // After a rest there has been time.
          pause: order > 0 && planned.part == .step && planned.step.action.restsBetweenSides.isEmpty
            ? Pacing.Settle.toChangeSides : .zero))
    }
    if let set = planned.set, let count = set.of {
      said.append(Saying(words: book.wording(of: .set, [.n(set.number), .count(count)])))
    }
    // If sets differ, each says its own.
    if planned.saysAmount, let dose = dose(of: planned) { said.append(dose) }
    return said
  }

  /// Whether a step's own words say how long it takes.
  mutating func says(_ time: Duration, _ step: Step) -> Bool {
    (step.instruction ?? step.name).map { writer.amounts(in: $0).says(time) } ?? false
  }

  /// How many and how long, unless the step's own words say it: scheduling rule 9.
  private mutating func dose(of planned: PlannedStep) -> Saying? {
    let step = planned.step
    let ownWords = planned.saysAmount ? nil : step.instruction ?? step.name
    let amounts = ownWords.map { writer.amounts(in: $0) }
    let says = { (count: Count) in amounts?.says(count) ?? false }
    let book = writer.book
    switch step.action {
    case .reps(let reps):
      if says(reps.count) { return nil }
      let key: PhraseCatalogue.Key =
        step.sides.count > 1 && !planned.saysAmount || !reps.alternating.isEmpty
        ? .doseEachSide : .dose
      return Saying(words: book.wording(of: key, [.times(reps.count)]))
    case .hold(let hold):
      let saysTime = amounts?.says(hold.duration) ?? false
      let saysTimes = hold.times == .one || says(hold.times)
      switch (saysTime, saysTimes) {
      case (true, true): return nil
      case (true, false): return Saying(words: book.wording(of: .dose, [.times(hold.times)]))
      case (false, false):
        return Saying(
          words: book.wording(of: .doseHolds, [.times(hold.times), .time(hold.duration)]))
      case (false, true):
        return time(hold.duration, of: step, .holdTime)
      }
    case .work(let work):
      return amounts?.says(work.duration) == true ? nil : time(work.duration, of: step, .workTime)
    case .rounds(let rounds) where step.instruction == nil:
      switch rounds.plan {
      case .count: return nil
      case .every(let period, let times):
        return Saying(
          words: book.wording(of: .roundsEvery, [.count(times), .time(period)]), kind: .say)
      case .fitting(let duration):
        return Saying(words: book.wording(of: .roundsFitting, [.time(duration)]), kind: .say)
      }
    default: return nil
    }
  }

  /// How long a step takes; only that, if words of the author's own have said what to do.
  private func time(
    _ time: Duration, of step: Step, _ key: PhraseCatalogue.Key
  ) -> Saying {
    let book = writer.book
    return step.instruction == nil
      ? Saying(words: book.wording(of: key, [.time(time)]), kind: .say)
      : Saying(words: book.wording(of: .doseTime, [.time(time)]))
  }

  /// What announces a side: as the first of several, as the next of them, or as the only one.
  private func key(of side: Side, order: Int, isOnly: Bool) -> PhraseCatalogue.Key {
    // A language has its own words for the sides of a body; any other side has only its name.
    let isOfBody = Side.ofBody.contains(side)
    if isOnly { return isOfBody ? .onlySide : .onlyNamedSide }
    if order == 0 { return isOfBody ? .firstSide : .firstNamedSide }
    return isOfBody ? .nextSide : .nextNamedSide
  }

  /// Says "ready" and leaves time to get into position; after a rest, counts down its end instead.
  ///
  /// - Parameter lead: how much of the first beat's clip sounds before the beat.
  /// - Returns: the first beat; without a rest, at least `Pacing.Settle.beforeCount` after the instruction's end.
  mutating func getReady(lead: FrameCount) -> FramePosition {
    if let restBeat {
      countDown(to: restBeat, lead: lead)
      return restBeat
    }
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
