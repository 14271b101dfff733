internal import RoutineScript

/// How silence is scheduled, and what its author lets hear in it.
extension SchedulePass {
  mutating func pause(_ duration: Duration, _ step: Step) -> Details {
    if step.during.isEmpty, step.announcements == nil {
      writer.move(to: appointed(writer.end) + writer.frames(duration))
      return Details()
    }
    // Nothing but what the script asks for.
    Interval(
      origin: appointed(writer.free), duration: duration,
      announcements: step.announcements ?? [],
      inside: WordsInside.duringCues(of: step, lasting: duration, in: &writer), hasChimes: false
    ).schedule(into: &writer)
    return Details()
  }
}
