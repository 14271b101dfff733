internal import CueTimeline
internal import RoutineScript

/// "Next" and "back" lead to steps in which something is done, with the words that lead to them: a
/// welcome or a pause is not a place to go to.
extension TimelineNavigator {
  /// A step in which something is done.
  struct ActiveStep: Equatable {
    /// The step: an index into the timeline's steps.
    let step: Int
    /// Where the words that lead to it begin: "This one needs both hands", the side, what its section
    /// says first.
    let lead: FramePosition
    /// Where the step itself begins, with its own instruction.
    let start: FramePosition
  }

  /// The steps in which something is done, in order.
  static func activeSteps(of timeline: Timeline) -> [ActiveStep] {
    var found: [ActiveStep] = []
    for (index, step) in timeline.steps.enumerated() where step.isActive {
      var lead = index
      while lead > 0, timeline.steps[lead - 1].leads(to: step, isFirst: found.isEmpty) { lead -= 1 }
      found.append(
        ActiveStep(
          step: index, lead: timeline.steps[lead].range.lowerBound, start: step.range.lowerBound))
    }
    return found
  }

  /// Where "next" leads; after the last step in which something is done, to what is said then.
  ///
  /// - Parameter position: where the listener is.
  /// - Returns: the place; `nil` if nothing comes any more.
  func next(after position: FramePosition) -> FramePosition? {
    if let next = nextActive(after: position) {
      return position < next.lead ? next.lead : next.start
    }
    return timeline.steps.first { $0.range.lowerBound > position && $0.hasWords }?.range.lowerBound
  }

  /// The next step in which something is done; the one whose leading words are being said counts.
  func nextActive(after position: FramePosition) -> ActiveStep? {
    let index = activeSteps.partitionPoint { $0.start > position }
    return index < activeSteps.count ? activeSteps[index] : nil
  }

  /// Where "back" leads: to the beginning of what is done, or of what was done before if that has
  /// only just begun; from the first, to the beginning of the routine.
  func stepBack(from position: FramePosition) -> FramePosition {
    let after = activeSteps.partitionPoint { $0.lead > position }
    guard after > 0 else { return .start }
    let current = activeSteps[after - 1]
    let begun = position < current.start ? current.lead : current.start
    if position - begun > justBegun { return begun }
    return after > 1 ? activeSteps[after - 2].start : .start
  }
}

extension Timeline.Step {
  /// Whether something is done in it, not only said or waited for.
  fileprivate var isActive: Bool { interval != nil && kind != .rest }

  /// Whether it consists of words.
  fileprivate var hasWords: Bool { kind == .say || kind == .wait }

  /// Whether its words lead to a step that follows.
  ///
  /// - Parameters:
  ///   - step: that step.
  ///   - isFirst: whether nothing has been done before: what is said then is a welcome.
  /// - Returns: whether they do.
  fileprivate func leads(to step: Timeline.Step, isFirst: Bool) -> Bool {
    guard hasWords else { return false }
    if source == step.source { return true }
    // A question before a step is for that step; words after a step belong to that one's section.
    return !isFirst && (kind == .wait || section == step.section)
  }
}
