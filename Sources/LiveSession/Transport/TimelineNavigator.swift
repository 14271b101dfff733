internal import CueTimeline

/// Finds places on a timeline: which position a command means, and where the listener is there.
struct TimelineNavigator: Sendable {
  let timeline: Timeline
  /// How long a step has only just begun, so that "back" leads to the one before.
  let justBegun: FrameCount
  /// The steps in which something is done, in order.
  let activeSteps: [ActiveStep]

  init(_ timeline: Timeline) {
    self.timeline = timeline
    justBegun = timeline.rate.frames(in: .seconds(2))
    activeSteps = Self.activeSteps(of: timeline)
  }

  /// The last position to go to.
  var end: FramePosition { .start + timeline.frames }

  /// A step that waits for the listener.
  struct Wait {
    /// Where the question is asked.
    let asking: FramePosition
    /// Where *go* leads.
    let end: FramePosition
  }

  /// The wait whose question is asked at a position, or whose answer is waited for there.
  func wait(at position: FramePosition) -> Wait? {
    guard let index = stepIndex(at: position), let wait = timeline.steps[index].wait,
      position < wait.upperBound
    else { return nil }
    return Wait(asking: timeline.steps[index].range.lowerBound, end: wait.upperBound)
  }

  /// The endless wait whose pause ends at a position.
  func wait(endingAt position: FramePosition) -> Wait? {
    timeline.steps.first { $0.waitsForGo && $0.wait?.upperBound == position }.map {
      Wait(asking: $0.range.lowerBound, end: position)
    }
  }

  /// The endless wait whose question ends at a position.
  func question(endingAt position: FramePosition) -> Wait? {
    timeline.steps.first { $0.waitsForGo && $0.wait?.lowerBound == position }.map {
      Wait(asking: $0.range.lowerBound, end: $0.wait?.upperBound ?? position)
    }
  }

  /// Where playing must stop by itself: at the end of the next question that waits for *go*, or of
  /// the pause after it.
  func nextStop(after position: FramePosition) -> FramePosition? {
    timeline.steps.lazy.filter(\.waitsForGo).compactMap(\.wait)
      .flatMap { [$0.lowerBound, $0.upperBound] }.first { $0 > position }
  }

  /// The start of the last repetition or phrase that has begun.
  func lastSaid(at position: FramePosition) -> FramePosition {
    guard var index = lastCue(at: position) else { return .start }
    if let rep = repetition(of: index) { return rep }
    // A chime alone says nothing.
    while index > 0, timeline.cues[index].kind == .chime { index -= 1 }
    return timeline.cues[index].start
  }

  /// Where to go on after a pause: at the start of the repetition or of the phrase that was cut off;
  /// in the silence of an interval exactly where it was left.
  func reentry(at position: FramePosition) -> FramePosition {
    guard let index = lastCue(at: position) else { return position }
    if let step = stepIndex(at: position), Int32(step) == timeline.cues[index].step,
      timeline.steps[step].heat == nil, let rep = repetition(of: index)
    {
      return rep
    }
    return soundingCue(at: position)?.start ?? position
  }

  /// The cue that sounds at a position, if any.
  func soundingCue(at position: FramePosition) -> Cue? {
    lastCue(at: position).map { timeline.cues[$0] }.flatMap { $0.end > position ? $0 : nil }
  }

  /// The first cue that begins at a position or after it.
  func nextCue(from position: FramePosition) -> Cue? {
    let index = timeline.cues.partitionPoint { $0.start >= position }
    return index < timeline.cues.count ? timeline.cues[index] : nil
  }

  /// Where a listener is at a position.
  func whereabouts(at position: FramePosition) -> Whereabouts {
    let left = timeline.rate.duration(of: max(.zero, end - position))
    guard let index = stepIndex(at: position) else {
      return Whereabouts(step: timeline.title, left: left)
    }
    let step = timeline.steps[index]
    guard let interval = step.interval, position < interval.upperBound else {
      return Whereabouts(step: step.name, left: left)
    }
    // By the last cue that has begun: a count may begin before its interval's beat.
    let rep = lastCue(at: position).flatMap {
      timeline.cues[$0].step == index ? timeline.cues[$0].rep : nil
    }
    let counts = rep != nil && step.reps != nil
    return Whereabouts(
      step: step.name, side: step.side, rep: counts ? rep : nil, reps: counts ? step.reps : nil,
      leftInStep: !counts && interval.contains(position)
        ? timeline.rate.duration(of: interval.upperBound - position) : nil,
      left: left)
  }

  /// What to say before going on at a position; `nil` if the timeline's own words are enough.
  func recap(at position: FramePosition) -> Whereabouts? {
    let place = whereabouts(at: position)
    if place.rep != nil || place.side != nil { return place }
    return place.leftInStep.flatMap { $0 >= .seconds(5) ? place : nil }
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

  /// The last cue that has begun at a position: an index into the timeline's cues.
  func lastCue(at position: FramePosition) -> Int? {
    let after = timeline.cues.partitionPoint { $0.start > position }
    return after > 0 ? after - 1 : nil
  }

  /// The step at a position: an index into the timeline's steps.
  func stepIndex(at position: FramePosition) -> Int? {
    let after = timeline.steps.partitionPoint { $0.range.lowerBound > position }
    return after > 0 ? after - 1 : nil
  }
}
