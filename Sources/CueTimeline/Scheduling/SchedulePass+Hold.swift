internal import RoutineScript
internal import SourceYAML

/// How a position that is held, once or several times, is scheduled.
extension SchedulePass {
  /// The shortest rest between two holds, in which the end chime is heard out.
  private static let shortestRest = Chime.end.duration + Pacing.Gap.least

  mutating func hold(_ hold: Hold, _ step: Step) -> Details {
    let origin = getReady(lead: .zero)
    let rest = hold.rest ?? Pacing.Settle.betweenHolds
    guard hold.duration >= Interval.shortest, hold.times == .one || rest >= Self.shortestRest else {
      reportTooShort(hold, rest: rest, step)
      return Details()
    }
    let inside = WordsInside.duringCues(of: step, lasting: hold.duration, in: &writer)
    for time in 1...hold.times.value {
      let start = origin + writer.frames((hold.duration + rest).times(time - 1))
      if time > 1 {
        release(before: start)
        announceHold(Count(time), of: hold.times, before: start)
      }
      Interval(
        origin: start, duration: hold.duration, rep: hold.times > .one ? Count(time) : nil,
        announcements: step.announcements, inside: inside,
        fillers: step.announcements == nil ? fillers([.holdBreathe]) : .none,
        counting: hold.counting
      ).schedule(into: &writer)
    }
    let end = writer.cursor
    writer.say(.release)
    return Details(interval: origin..<end, reps: hold.times > .one ? hold.times : nil)
  }

  private mutating func reportTooShort(_ hold: Hold, rest: Duration, _ step: Step) {
    let isRest = hold.duration >= Interval.shortest
    let place = step.place(of: isRest ? StepKind.rest : StepKind.hold)
    writer.report(
      Diagnostic(
        .error, .holdDoesNotFit,
        isRest
          ? "a rest of \(rest.written) between holds is too short for its chimes"
          : "a hold of \(hold.duration.written) is too short for its chimes",
        at: place.span, sourceLine: place.sourceLine,
        remedy: isRest ? "write `rest: 1 s` or more" : "write `hold: 1 s` or more"))
  }

  /// Says that a hold is over, if the rest leaves room for that and for the next announcement.
  private mutating func release(before start: FramePosition) {
    let phrase = writer.book.entry(of: .release)
    let measure = writer.book.measure(phrase)
    let room = writer.frames(.seconds(2))
    guard writer.free + measure.frames + room <= start else { return }
    writer.append(writer.cue(phrase, measure, .announce, start: writer.free))
  }

  /// Says which time of a hold comes next, if the rest leaves room.
  private mutating func announceHold(_ time: Count, of times: Count, before start: FramePosition) {
    let phrase = writer.book.entry(of: .again, .n(time), .count(times))
    let measure = writer.book.measure(phrase)
    // Close to the start, where it serves as "ready", but not so close as to run into it.
    let wanted = start - writer.frames(.milliseconds(600)) - measure.frames
    let earliest = max(writer.free, wanted)
    guard earliest + measure.frames + writer.gaps.least <= start else { return }
    writer.append(writer.cue(phrase, measure, .announce, start: earliest, rep: time))
  }
}
