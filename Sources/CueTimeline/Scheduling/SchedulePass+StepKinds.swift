internal import RoutineScript
internal import SourceYAML

/// How each kind of step is scheduled.
extension SchedulePass {
  /// What a step has on the timeline besides its cues.
  struct Details {
    var interval: Range<FramePosition>?
    var reps: Count?
    var wait: Range<FramePosition>?
    var waitsForGo = false
    var heat: Timeline.Heat?
  }

  /// Schedules what a step does, after its introduction.
  mutating func perform(_ planned: PlannedStep, next: Next?) -> Details {
    let step = planned.step
    switch step.action {
    case .say(let text):
      writer.say(writer.words(text))
      return Details()
    case .pause(let duration): return pause(duration, step)
    case .wait(let text, let atMost):
      writer.say(writer.words(text))
      return wait(atMost: atMost)
    case .reps(let reps): return count(reps, step)
    case .hold(let hold): return self.hold(hold, step)
    case .work(let work): return self.work(work, step)
    case .heat(let duration, let place): return heat(duration, on: place, step)
    case .roll(let duration, let place, let pressure):
      return roll(duration, on: place, pressure, planned)
    case .rest(let duration): return rest(duration, step: step, next: next)
    case .rounds, .include: return Details()
    }
  }

  mutating func wait(atMost: Duration?) -> Details {
    let start = writer.end
    let end = start + writer.frames(atMost ?? Pacing.waitInFile)
    writer.move(to: end)
    return Details(wait: start..<end, waitsForGo: atMost == nil)
  }

  private mutating func count(_ reps: Repetitions, _ step: Step) -> Details {
    let number = CountedMovement.number(of: 1, in: reps, quietly: writer.options.isQuiet)
      .map { writer.book.entry(of: $0) }
    let name = reps.tempo.first.flatMap { writer.book.catalogue.name(of: $0) }
      .map { writer.book.entry(of: Phrase($0, delivery: .beat)) }
    let side = reps.alternating.first.map {
      writer.book.entry(of: Phrase(writer.book.catalogue.name(inTurn: $0), delivery: .beat))
    }
    let second = reps.counting == .seconds ? writer.book.entry(of: Count.one) : nil
    // Any of them may be what is on the first beat.
    let leads = [number, name, side, second].compactMap {
      $0.map { writer.book.measure($0).anchor }
    }
    let origin = getReady(lead: leads.max() ?? .zero)
    CountedMovement(reps, of: step, at: origin, in: writer).schedule(into: &writer)
    return Details(interval: origin..<writer.cursor, reps: reps.beats)
  }

  private mutating func heat(
    _ duration: Duration, on place: ScriptText?, _ step: Step
  ) -> Details {
    let puttingOn = writer.nextSentence
    let place = place.map { writer.inserted($0) }
    if let place { writer.say(.heatOn, .on(place)) } else { writer.say(.heatOnBody) }
    writer.say(.heatTime, .time(duration))
    var details = interval(
      duration, step,
      fillers: step.announcements == nil
        ? fillers([.heatRest], longestSilence: Pacing.longestSilenceUnderHeat) : .none)
    let takingOff = writer.nextSentence
    writer.say(.heatOff)
    writer.say(.heatSwitchOff)
    details.heat = Timeline.Heat(
      place: place, puttingOn: puttingOn, takingOff: takingOff..<max(takingOff, writer.end))
    return details
  }

  private mutating func roll(
    _ duration: Duration, on place: ScriptText?, _ pressure: [ScriptText], _ planned: PlannedStep
  ) -> Details {
    let step = planned.step
    if let place {
      writer.say(.rollOn, .on(writer.inserted(place)))
    } else {
      writer.say(.rollOnWall)
    }
    writer.say(.rollGently)
    if planned.saysInstruction, !says(duration, step) { writer.say(.rollTime, .time(duration)) }
    var inside: [WordsInside] = []
    for (index, words) in pressure.enumerated() {
      let from = max(duration * index / pressure.count, .milliseconds(1_000))
      inside.append(
        WordsInside(
          words: writer.book.wording(of: .rollPressure, [.pressure(writer.inserted(words))]),
          from: from, kind: .during, isOptional: false, line: Int32(words.span.start.line),
          source: (words.span, words.sourceLine)))
    }
    let fillers = fillers([.rollOffSpine, .rollSlowly, .rollBreathe])
    let details = interval(duration, step, inside: inside, fillers: fillers)
    writer.say(.rollEnd)
    return details
  }

  // MARK: Parts of several kinds

  /// Words to fill long silences with.
  func fillers(
    _ keys: [PhraseCatalogue.Key], longestSilence: Duration = Pacing.longestSilence
  ) -> Interval.Fillers {
    Interval.Fillers(
      words: keys.map { writer.book.wording(of: $0, []) }, longestSilence: longestSilence)
  }

  private mutating func interval(
    _ duration: Duration, _ step: Step, inside: [WordsInside] = [], fillers: Interval.Fillers
  ) -> Details {
    let settle = writer.frames(Pacing.Settle.beforeInterval)
    let origin = appointed(max(writer.free, (writer.lastEnd ?? writer.cursor) + settle))
    let during = WordsInside.duringCues(of: step, lasting: duration, in: &writer)
    return interval(
      duration, at: origin, announcements: step.announcements, inside: inside + during,
      fillers: fillers)
  }

  private mutating func interval(
    _ duration: Duration, at origin: FramePosition, announcements: [Announcement]?,
    inside: [WordsInside], fillers: Interval.Fillers
  ) -> Details {
    if reportTooShort(duration) { return Details() }
    Interval(
      origin: origin, duration: duration, announcements: announcements, inside: inside,
      fillers: fillers
    ).schedule(into: &writer)
    return Details(interval: origin..<writer.cursor)
  }

  /// Reports an interval without room for its chimes.
  ///
  /// - Returns: whether it is one.
  mutating func reportTooShort(_ duration: Duration) -> Bool {
    guard duration < Interval.shortest, let step = writer.step else { return false }
    let place = step.place(of: StepKind.heat, StepKind.roll, StepKind.rest, StepKey.rest)
    writer.report(
      Diagnostic(
        .error, .holdDoesNotFit, "\(duration.written) is too short for its chimes",
        at: place.span, sourceLine: place.sourceLine, remedy: "write `1 s` or more"))
    return true
  }
}
