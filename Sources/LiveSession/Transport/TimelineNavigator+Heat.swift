internal import CueTimeline

/// Heat on a timeline.
extension TimelineNavigator {
  /// The part of a timeline during which the listener has a heat pad on.
  struct Heat: Equatable {
    /// The step: an index into the timeline's steps.
    let step: Int
    /// The frame on which the pad is put on.
    let start: FramePosition
    /// The frame on which it is taken off.
    let end: FramePosition
    /// The end of the words that take it off.
    let saidBy: FramePosition
  }

  /// The heat that is on at a position, if any.
  func heat(at position: FramePosition) -> Heat? {
    guard let step = stepIndex(at: position), let heat = heat(of: step),
      (heat.start..<heat.end).contains(position)
    else { return nil }
    return heat
  }

  /// The step with heat that is nearest to another step; `nil` if there is none.
  func heatStep(nearestTo step: Int) -> Int? {
    timeline.steps.indices.filter { heat(of: $0) != nil }.min { abs($0 - step) < abs($1 - step) }
  }

  /// The heat of a step, if it has any.
  func heat(of step: Int) -> Heat? {
    guard timeline.steps.indices.contains(step), timeline.steps[step].isHeat,
      let interval = timeline.steps[step].interval
    else { return nil }
    return Heat(
      step: step, start: interval.lowerBound, end: interval.upperBound,
      saidBy: timeline.steps[step].range.upperBound)
  }
}
