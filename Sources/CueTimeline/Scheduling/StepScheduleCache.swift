internal import RoutineScript
internal import SourceYAML

/// How a step was scheduled, to be used again for the same step in the next pass, at another level,
/// with a baby on the arm or without.
///
/// Where on the timeline a step begins makes no difference to what is in it.
final class StepSchedule {
  /// Everything that does make a difference.
  struct Conditions: Equatable {
    /// From the end of the sound before to where the step begins; `nil` if nothing has sounded yet.
    let silence: FrameCount?
    let isQuiet: Bool
    /// What comes after a rest.
    let next: SchedulePass.Next?
    /// The end of the rest before it, in which its words are.
    let leadIn: SchedulePass.LeadIn?
    /// How long after the beginning a round is due that begins with it.
    let appointment: FrameCount?
    let planned: PlannedStep
  }

  let conditions: Conditions
  /// Where it begins.
  let origin: FramePosition
  let step: Timeline.Step
  /// Its cues; their phrases are numbered as in the phrasebook.
  let cues: [Cue]
  /// The phrases it uses, in order of first use.
  let phrases: [Phrasebook.Entry]
  let findings: [Diagnostic]
  /// The writer's `cursor` after it.
  let cursor: FramePosition
  /// The writer's `lastEnd` after it.
  let lastEnd: FramePosition?

  init(
    _ conditions: Conditions, origin: FramePosition, step: Timeline.Step, cues: [Cue],
    phrases: [Phrasebook.Entry], findings: [Diagnostic], cursor: FramePosition,
    lastEnd: FramePosition?
  ) {
    self.conditions = conditions
    self.origin = origin
    self.step = step
    self.cues = cues
    self.phrases = phrases
    self.findings = findings
    self.cursor = cursor
    self.lastEnd = lastEnd
  }
}

/// The step schedules known so far, by the lines of their steps in the script.
struct StepScheduleCache {
  private var known: [[StepSchedule]] = []

  /// The schedule of a step under the same conditions.
  func schedule(for conditions: StepSchedule.Conditions) -> StepSchedule? {
    let line = conditions.planned.step.span.start.line
    guard known.indices.contains(line) else { return nil }
    return known[line].first { $0.conditions == conditions }
  }

  /// Adds a schedule.
  mutating func keep(_ schedule: StepSchedule) {
    let line = schedule.conditions.planned.step.span.start.line
    while known.count <= line { known.append([]) }
    known[line].append(schedule)
  }
}

extension Cue {
  /// The same cue later, in another step, with its sound under another number.
  func moved(by shift: FrameCount, step: Int32, sound: Sound) -> Cue {
    Cue(
      start: start + shift, anchor: anchor + shift, frames: frames, kind: kind, sound: sound,
      line: line, step: step, rep: rep, set: set)
  }
}

extension Timeline.Step {
  /// The same step later, in another section.
  func moved(by shift: FrameCount, section: Int) -> Timeline.Step {
    let moved = { (range: Range<FramePosition>) in
      (range.lowerBound + shift)..<(range.upperBound + shift)
    }
    return Timeline.Step(
      name: name, kind: kind, source: source, range: moved(range), interval: interval.map(moved),
      reps: reps, side: side, section: section, wait: wait.map(moved), waitsForGo: waitsForGo,
      heat: heat?.moved(by: shift))
  }
}
