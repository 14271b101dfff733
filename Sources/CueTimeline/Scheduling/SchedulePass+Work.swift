internal import RoutineScript
internal import SourceYAML

/// How movement for a time is scheduled: like a hold, but nothing is held, and nothing released.
extension SchedulePass {
  mutating func work(_ work: Work, _ step: Step) -> Details {
    guard work.duration >= Interval.shortest else {
      let place = step.place(of: StepKind.work)
      writer.report(
        Diagnostic(
          .error, .holdDoesNotFit, "\(work.duration.written) is too short for its chimes",
          at: place.span, sourceLine: place.sourceLine, remedy: "write `work: 1 s` or more"))
      return Details()
    }
    let origin = getReady(lead: .zero)
    Interval(
      origin: origin, duration: work.duration, announcements: step.announcements,
      inside: WordsInside.duringCues(of: step, lasting: work.duration, in: &writer),
      fillers: step.announcements == nil ? fillers([.workOn]) : .none
    ).schedule(into: &writer)
    let end = writer.cursor
    writer.sayAside(endWords(of: work))
    return Details(interval: origin..<end)
  }

  /// What is said at the end of work.
  mutating func endWords(of work: Work) -> Phrasebook.Wording {
    work.end.map { writer.words($0) } ?? writer.book.wording(of: .workEnd, [])
  }
}
