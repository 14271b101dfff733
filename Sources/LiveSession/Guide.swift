internal import CueTimeline

/// Finds one's way on a timeline: which position a command means.
struct Guide: Sendable {
  private let timeline: Timeline
  /// A step that has only just begun, for going back beyond it.
  private let justBegun: FrameCount

  init(_ timeline: Timeline) {
    self.timeline = timeline
    justBegun = timeline.rate.frames(in: .seconds(2))
  }

  /// A place where the listener is waited for.
  struct Wait {
    /// Where the question is asked.
    let asking: FramePosition
    /// Where *go* leads.
    let end: FramePosition
  }

  /// The wait whose question is being asked, or whose answer is waited for.
  func wait(at position: FramePosition) -> Wait? {
    step(at: position).flatMap { step in
      step.wait.flatMap { wait in
        position < wait.upperBound
          ? Wait(asking: step.range.lowerBound, end: wait.upperBound) : nil
      }
    }
  }

  /// The wait that would go on for ever and whose pause ends here.
  func wait(endingAt position: FramePosition) -> Wait? {
    timeline.steps.first { $0.waitsForGo && $0.wait?.upperBound == position }.map {
      Wait(asking: $0.range.lowerBound, end: position)
    }
  }

  /// Where playing must stop by itself: the end of the next pause that waits for *go*.
  func nextStop(after position: FramePosition) -> FramePosition? {
    timeline.steps.lazy.filter(\.waitsForGo).compactMap { $0.wait?.upperBound }
      .first { $0 > position }
  }

  func nextStep(after position: FramePosition) -> FramePosition? {
    timeline.steps.first { $0.range.lowerBound > position }?.range.lowerBound
  }

  func stepBack(from position: FramePosition) -> FramePosition {
    guard let index = stepIndex(at: position) else { return .start }
    let start = timeline.steps[index].range.lowerBound
    if position - start > justBegun || index == 0 { return start }
    return timeline.steps[index - 1].range.lowerBound
  }

  /// The start of the last repetition or phrase that has begun.
  func lastSaid(at position: FramePosition) -> FramePosition {
    guard var index = lastCue(at: position) else { return .start }
    if let rep = repetition(of: index) { return rep }
    // A chime alone tells nothing.
    while index > 0, timeline.cues[index].kind == .chime { index -= 1 }
    return timeline.cues[index].start
  }

  /// Where to go on after a pause: the start of the repetition, or of the phrase that was cut;
  /// in the silence of an interval exactly where it was left.
  func reentry(at position: FramePosition) -> FramePosition {
    guard let index = lastCue(at: position) else { return position }
    if let step = stepIndex(at: position), Int32(step) == timeline.cues[index].step,
      let rep = repetition(of: index)
    {
      return rep
    }
    let cue = timeline.cues[index]
    return position < cue.end ? cue.start : position
  }

  func recap(at position: FramePosition) -> Transport.Recap? {
    guard let index = stepIndex(at: position) else { return nil }
    let step = timeline.steps[index]
    guard let interval = step.interval, position < interval.upperBound else { return nil }
    // The cue that begins here, or the last before: a count may begin before its interval's beat.
    let rep = lastCue(at: position).flatMap {
      timeline.cues[$0].step == index ? timeline.cues[$0].rep : nil
    }
    if rep == nil, step.side == nil { return nil }
    return Transport.Recap(side: step.side, rep: rep, reps: step.reps)
  }

  /// The first frame of the repetition that a cue belongs to.
  private func repetition(of index: Int) -> FramePosition? {
    let cue = timeline.cues[index]
    guard let rep = cue.rep else { return nil }
    var first = index
    while first > 0, timeline.cues[first - 1].step == cue.step, timeline.cues[first - 1].rep == rep
    {
      first -= 1
    }
    return timeline.cues[first].start
  }

  /// The last cue that has begun.
  func lastCue(at position: FramePosition) -> Int? {
    let after = timeline.cues.partitionPoint { $0.start > position }
    return after > 0 ? after - 1 : nil
  }

  func stepIndex(at position: FramePosition) -> Int? {
    let after = timeline.steps.partitionPoint { $0.range.lowerBound > position }
    return after > 0 ? after - 1 : nil
  }

  func step(at position: FramePosition) -> Timeline.Step? {
    stepIndex(at: position).map { timeline.steps[$0] }
  }
}

extension RandomAccessCollection where Index == Int {
  /// The index of the first element for which a condition holds that holds for all after it.
  func partitionPoint(_ holds: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
