internal import CueTimeline

/// Heat on a timeline.
extension TimelineNavigator {
  /// A step with heat, and where on the timeline its pad may be on.
  struct Heat: Equatable {
    /// The step: an index into the timeline's steps.
    let step: Int
    /// Where the pad is put, as it is said.
    let place: String?
    /// The step, from its instruction to the end of the words that take the pad off.
    let range: Range<FramePosition>
    /// The first frame of the words that put the pad on.
    let puttingOn: FramePosition
    /// The frame on which it begins to heat.
    let start: FramePosition
    /// The frame on which it has heated long enough.
    let end: FramePosition
    /// The words that take it off.
    let takingOff: Range<FramePosition>
  }

  /// The heat of a step, if it has any.
  func heat(of step: Int) -> Heat? {
    guard timeline.steps.indices.contains(step), let words = timeline.steps[step].heat,
      let interval = timeline.steps[step].interval
    else { return nil }
    return Heat(
      step: step, place: words.place,
      range: timeline.steps[step].range.lowerBound..<words.takingOff.upperBound,
      puttingOn: words.puttingOn, start: interval.lowerBound, end: interval.upperBound,
      takingOff: words.takingOff)
  }

  /// The step with heat that a position is in, from its instruction on.
  func heat(around position: FramePosition) -> Heat? {
    stepIndex(at: position).flatMap(heat(of:)).flatMap { $0.range.contains(position) ? $0 : nil }
  }

  /// The heat whose pad is put on, or is on, at a position: it has not lasted its time there.
  func heat(at position: FramePosition) -> Heat? {
    heat(around: position).flatMap { ($0.puttingOn..<$0.end).contains(position) ? $0 : nil }
  }

  /// The step with heat that is nearest to another step; `nil` if there is none.
  func heatStep(nearestTo step: Int) -> Int? {
    timeline.steps.indices.filter { timeline.steps[$0].heat != nil }
      .min { abs($0 - step) < abs($1 - step) }
  }

  /// Whether a step with heat begins at a position.
  func beginsHeat(at position: FramePosition) -> Bool {
    heat(around: position)?.range.lowerBound == position
  }

  /// The beginning of the next step with heat after a position, or of the one after that.
  func nextHeat(after position: FramePosition, skipping count: Int) -> FramePosition? {
    timeline.steps.lazy.filter { $0.heat != nil && $0.range.lowerBound > position }
      .dropFirst(count).first?.range.lowerBound
  }
}
