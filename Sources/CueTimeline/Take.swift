internal import RoutineScript

/// How a step was laid out, to be repeated wherever the same comes again: in the next pass, at
/// another level, with a baby on the arm or without.
///
/// Where on the timeline a step begins makes no difference to what is in it.
final class Take {
  /// All that does make a difference.
  struct Conditions: Equatable {
    /// From the end of the sound before to where the step begins; `nil` where nothing has sounded.
    let silence: FrameCount?
    let isQuiet: Bool
    /// What a rest announces.
    let next: String?
    let planned: PlannedStep
  }

  let conditions: Conditions
  /// Where it begins.
  let origin: FramePosition
  let step: Timeline.Step
  let cues: [Cue]
  /// The phrases that were given a place, in this order.
  let phrases: [Phrasebook.Entry]
  let findings: [Diagnostic]
  /// Where it leaves off.
  let cursor: FramePosition
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

/// The takes there are, by the lines of their steps in the script.
struct Takes {
  private var known: [[Take]] = []

  func take(_ conditions: Take.Conditions) -> Take? {
    let line = conditions.planned.step.span.start.line
    guard known.indices.contains(line) else { return nil }
    return known[line].first { $0.conditions == conditions }
  }

  mutating func keep(_ take: Take) {
    let line = take.conditions.planned.step.span.start.line
    while known.count <= line { known.append([]) }
    known[line].append(take)
  }
}

extension Cue {
  /// The same cue so much later, in another step, with its sound under another number.
  func moved(by shift: FrameCount, step: Int32, sound: Sound) -> Cue {
    Cue(
      start: start + shift, anchor: anchor + shift, frames: frames, kind: kind, sound: sound,
      line: line, step: step, rep: rep, set: set)
  }
}

extension Timeline.Step {
  /// The same step so much later, in another section.
  func moved(by shift: FrameCount, section: Int) -> Timeline.Step {
    let moved = { (range: Range<FramePosition>) in
      (range.lowerBound + shift)..<(range.upperBound + shift)
    }
    return Timeline.Step(
      name: name, kind: kind, source: source, range: moved(range), interval: interval.map(moved),
      reps: reps, side: side, section: section, wait: wait.map(moved), waitsForGo: waitsForGo)
  }
}
