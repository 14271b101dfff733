public import CueTimeline
internal import RoutineScript

/// The scheduling rules that can be checked on any timeline.
public enum TimelineRules {
  /// The rules that a timeline breaks, in words; empty for a good one.
  public static func violations(of timeline: Timeline) -> [String] {
    var found: [String] = []
    let gap = timeline.rate.frames(in: .milliseconds(150))
    let end = FramePosition.start + timeline.frames
    for (left, right) in zip(timeline.cues, timeline.cues.dropFirst())
    where right.start - left.end < gap {
      let words = "\(timeline.caption(of: left)) | \(timeline.caption(of: right))"
      found.append("less than 150 ms between \(words) at line \(right.line)")
    }
    for cue in timeline.cues {
      let caption = timeline.caption(of: cue)
      if cue.start < .start || cue.end > end { found.append("\(caption) leaves the timeline") }
      if cue.anchor < cue.start || cue.anchor > cue.end { found.append("\(caption): anchor") }
      if caption.isEmpty { found.append("no caption at line \(cue.line)") }
      if cue.line < 1 { found.append("\(caption) has no line") }
      if !timeline.steps.indices.contains(Int(cue.step)) { found.append("\(caption): no step") }
    }
    for (left, right) in zip(timeline.steps, timeline.steps.dropFirst())
    where right.range.lowerBound < left.range.upperBound {
      found.append("step \(right.name) starts inside \(left.name)")
    }
    for (rest, next) in zip(timeline.steps, timeline.steps.dropFirst()) {
      guard rest.kind == .rest, let interval = rest.interval,
        interval.upperBound > rest.range.upperBound
      else { continue }
      if next.interval?.lowerBound != interval.upperBound {
        found.append("the rest before \(next.name) does not lead to its first beat")
      }
    }
    for step in timeline.steps {
      if step.range.upperBound > end { found.append("step \(step.name) leaves the timeline") }
      // A rest may end with the words of the step that it leads to.
      if let interval = step.interval, step.kind != .rest,
        interval.upperBound > step.range.upperBound
      {
        found.append("the interval of \(step.name) leaves it")
      }
    }
    if timeline.sections.first?.start != .start, !timeline.sections.isEmpty {
      found.append("the first section does not start at zero")
    }
    return found
  }
}
