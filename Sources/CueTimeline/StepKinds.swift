internal import RoutineScript

/// How each kind of step is laid out, after what is said before it.
extension Layout {
  /// The gaps that leave somebody time to move.
  enum Settle {
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

  mutating func wait(atMost: Duration?) -> Details {
    let start = max(composer.cursor, composer.lastEnd ?? .start)
    let end = start + composer.frames(atMost ?? Self.waitInFile)
    composer.move(to: end)
    return Details(wait: start..<end, waitsForGo: atMost == nil)
  }

  mutating func count(_ reps: Repetitions, _ step: Step) -> Details {
    let first = CountedMovement.number(
      of: 1, in: reps, quietly: composer.options.isQuiet
    ).map {
      composer.book.measure(composer.book.entry(of: $0))
    }
    let lead = first?.anchor ?? .zero
    let origin = getReady(lead: lead)
    CountedMovement(reps, of: step, at: origin, in: composer).compose(into: &composer)
    return Details(interval: origin..<composer.cursor, reps: reps.count)
  }

  mutating func hold(_ hold: Hold, _ step: Step) -> Details {
    let origin = getReady(lead: .zero)
    let rest = hold.rest ?? Settle.betweenHolds
    let least = Chime.start.duration + Composer.Gap.least
    let leastRest = Chime.end.duration + Composer.Gap.least
    if hold.duration < least || (hold.times > .one && rest < leastRest) {
      let isRest = hold.duration >= least
      let place = step.place(of: isRest ? "rest" : "hold")
      composer.report(
        Diagnostic(
          .error, .holdDoesNotFit,
          isRest
            ? "a rest of \(rest.written) between holds is too short for its chimes"
            : "a hold of \(hold.duration.written) is too short for its chimes",
          at: place.span, sourceLine: place.sourceLine,
          remedy: isRest ? "write `rest: 1 s` or more" : "write `hold: 1 s` or more"))
      return Details()
    }
    let inside = WordsInside.reminders(of: step, lasting: hold.duration, in: &composer)
    for time in 1...hold.times.value {
      let start = origin + composer.frames((hold.duration + rest) * Int(time - 1))
      if time > 1 {
        release(before: start)
        announceHold(Count(time), of: hold.times, before: start)
      }
      Interval(
        origin: start, duration: hold.duration, rep: hold.times > .one ? Count(time) : nil,
        announcements: step.announcements, inside: inside,
        company: step.announcements == nil ? company([.holdBreathe]) : .none
      ).compose(into: &composer)
    }
    let end = composer.cursor
    composer.say(.release)
    return Details(interval: origin..<end, reps: hold.times > .one ? hold.times : nil)
  }

  /// Says that a hold is over, where the rest leaves room for that and for the next announcement.
  private mutating func release(before start: FramePosition) {
    let phrase = composer.book.entry(of: .release)
    let measure = composer.book.measure(phrase)
    let room = composer.frames(.seconds(2))
    guard composer.free + measure.frames + room <= start else { return }
    composer.append(composer.placed(phrase, measure, .announce, start: composer.free))
  }

  /// Says which time of a hold comes, where the rest leaves room.
  private mutating func announceHold(_ time: Count, of times: Count, before start: FramePosition) {
    let phrase = composer.book.entry(of: .again, .n(time), .count(times))
    let measure = composer.book.measure(phrase)
    // Close to the start, where it serves as "ready", but not so close as to run into it.
    let wanted = start - composer.frames(.milliseconds(600)) - measure.frames
    let earliest = max(composer.free, wanted)
    guard earliest + measure.frames + composer.gaps.least <= start else { return }
    composer.append(composer.placed(phrase, measure, .announce, start: earliest, rep: time))
  }

  /// The longest time without a word under a heat pad, where somebody rests.
  static let longestSilenceUnderHeat = Duration.seconds(120)

  mutating func heat(_ duration: Duration, on place: ScriptText?, _ step: Step) -> Details {
    if let place {
      composer.say(.heatOn, .on(composer.inserted(place)))
    } else {
      composer.say(.heatOnBody)
    }
    composer.say(.heatTime, .time(duration))
    let details = interval(
      duration, step,
      company: step.announcements == nil
        ? company([.heatRest], longestSilence: Self.longestSilenceUnderHeat) : .none)
    composer.say(.heatOff)
    return details
  }

  mutating func roll(
    _ duration: Duration, on place: ScriptText?, _ pressure: [ScriptText], _ step: Step
  ) -> Details {
    if let place {
      composer.say(.rollOn, .on(composer.inserted(place)))
    } else {
      composer.say(.rollOnWall)
    }
    composer.say(.rollGently)
    var inside: [WordsInside] = []
    for (index, words) in pressure.enumerated() {
      let from = max(duration * index / pressure.count, .milliseconds(1_000))
      inside.append(
        WordsInside(
          words: composer.book.wording(of: .rollPressure, [.pressure(composer.inserted(words))]),
          from: from, kind: .during, isOptional: false, line: Int32(words.span.start.line),
          source: (words.span, words.sourceLine)))
    }
    let company = company([.rollOffSpine, .rollSlowly, .rollBreathe])
    let details = interval(duration, step, inside: inside, company: company)
    composer.say(.rollEnd)
    return details
  }

  /// Words for where it would be silent for too long.
  private func company(
    _ keys: [PhraseCatalogue.Key], longestSilence: Duration = Interval.Company.none.longestSilence
  ) -> Interval.Company {
    Interval.Company(
      words: keys.map { composer.book.wording(of: $0, []) }, longestSilence: longestSilence)
  }

  mutating func rest(_ duration: Duration, step: Step?, next: String?) -> Details {
    composer.say(.rest, .time(duration), as: .announce)
    let origin = composer.free
    var inside: [WordsInside] = []
    if let next {
      inside.append(
        WordsInside(
          words: composer.book.wording(of: .next, [.step(next)]), from: .milliseconds(1_500),
          kind: .announce, isOptional: true))
    }
    if let step { inside += WordsInside.reminders(of: step, lasting: duration, in: &composer) }
    return interval(
      duration, at: origin, announcements: step?.announcements ?? Self.usualInRest(duration),
      inside: inside, company: step?.announcements == nil ? company([.restBreathe]) : .none)
  }

  /// What is announced in a rest: no more than keeps somebody company.
  static func usualInRest(_ duration: Duration) -> [Announcement] {
    switch duration {
    case ..<(.seconds(21)): [.last(.seconds(3))]
    case ..<(.seconds(40)): [.halfway, .last(.seconds(3))]
    default: [.every(.seconds(30)), .last(.seconds(3))]
    }
  }

  private mutating func interval(
    _ duration: Duration, _ step: Step, inside: [WordsInside] = [], company: Interval.Company
  ) -> Details {
    let origin = max(
      composer.free, (composer.lastEnd ?? composer.cursor) + composer.frames(Settle.beforeInterval))
    let reminders = WordsInside.reminders(of: step, lasting: duration, in: &composer)
    return interval(
      duration, at: origin, announcements: step.announcements, inside: inside + reminders,
      company: company)
  }

  private mutating func interval(
    _ duration: Duration, at origin: FramePosition, announcements: [Announcement]?,
    inside: [WordsInside], company: Interval.Company
  ) -> Details {
    let least = Chime.start.duration + Composer.Gap.least
    if duration < least, let step = composer.step {
      let place = step.place(of: "heat", "roll", "rest")
      composer.report(
        Diagnostic(
          .error, .holdDoesNotFit, "\(duration.written) is too short for its chimes",
          at: place.span, sourceLine: place.sourceLine, remedy: "write `1 s` or more"))
      return Details()
    }
    Interval(
      origin: origin, duration: duration, announcements: announcements, inside: inside,
      company: company
    ).compose(into: &composer)
    return Details(interval: origin..<composer.cursor)
  }

  /// Says "ready" and leaves time to get into position.
  ///
  /// - Parameter lead: how much of the first beat's clip sounds before the beat.
  /// - Returns: the first beat, at least two seconds after the instruction's end.
  private mutating func getReady(lead: FrameCount) -> FramePosition {
    let from = max(composer.cursor, composer.lastEnd ?? .start)
    let ready = composer.book.entry(of: .ready)
    let measure = composer.book.measure(ready)
    let start = max(composer.free, from + composer.frames(Settle.beforeReady))
    composer.append(composer.placed(ready, measure, .ready, start: start))
    return max(
      from + composer.frames(Settle.beforeCount),
      start + measure.frames + composer.frames(Settle.afterReady) + lead)
  }
}
