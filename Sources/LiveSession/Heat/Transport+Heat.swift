internal import CueTimeline

/// Heat runs on the clock: a pad stays hot while the session is paused, so it comes off on time even
/// then, and time that was slept, hung or spent on repeats counts as well.
extension Transport {
  /// A difference between clock and sound that nobody notices.
  private static let tolerance = Duration.milliseconds(200)
  /// If the sound is later than this, what was missed is left out.
  private static let mostCaughtUp = Duration.seconds(30)

  /// What the clock asks for, besides what the timeline says by itself.
  mutating func watchHeat(heard: FramePosition, _ now: Moment) -> Effect? {
    if pad.isToRetry(now) {
      pad.call(now)
      return .say(.takePadOff)
    }
    guard let wearing = pad.wearing, !isTakingPadOff, state != .finished else { return nil }
    let here = position(heard: heard)
    let own = navigator.heat(of: wearing.step)
    if pad.isDue(at: now) {
      // If the sound is on time, the step's own words come in a moment.
      if let own, comesByItself(own, here, wearing, now) { return nil }
      return takePadOff(
        wearing, before: state == .paused ? .rest(at: here) : wayOn(from: here), now)
    }
    // A cue is never cut, nor the words before a passage.
    guard let own, state == .playing, held == nil, here > passageStart,
      (own.start..<own.end).contains(here), navigator.soundingCue(at: here) == nil
    else { return nil }
    return catchUp(by: late(here, own, wearing, now), at: here, own, now)
  }

  /// Goes on with what the words that take the pad off interrupt.
  private func wayOn(from here: FramePosition) -> Move {
    .play(Entry(from: navigator.wait(at: here)?.asking ?? navigator.reentry(at: here)))
  }

  /// How much later the sound is than the clock.
  private func late(
    _ here: FramePosition, _ own: TimelineNavigator.Heat, _ wearing: HeatPad.Wearing, _ now: Moment
  ) -> Duration {
    timeline.rate.duration(of: own.end - here) - now.left(until: wearing.end)
  }

  /// Whether the step's own words take the pad off in a moment, or are doing so.
  private func comesByItself(
    _ own: TimelineNavigator.Heat, _ here: FramePosition, _ wearing: HeatPad.Wearing, _ now: Moment
  ) -> Bool {
    state == .playing && held == nil && (here > passageStart || !passageHasWords)
      && passageStart <= own.takingOff.lowerBound && own.range.contains(here)
      && late(here, own, wearing, now) <= Self.tolerance
  }

  /// Takes note that the words of a step that put a pad on have begun, or that those that take it off
  /// were heard to their end.
  mutating func notePad(heard here: FramePosition, _ now: Moment) {
    guard isPlaying, held == nil else { return }
    if let own = pad.wearing.flatMap({ navigator.heat(of: $0.step) }), !isTakingPadOff,
      passageStart <= own.takingOff.lowerBound, here >= own.takingOff.upperBound
    {
      pad.said(now)
    }
    guard pad.wearing == nil, let heat = navigator.heat(at: here) else { return }
    pad.putOn(
      step: heat.step, place: heat.place,
      for: timeline.rate.duration(of: heat.end - max(here, heat.start)),
      after: timeline.rate.duration(of: heat.start - min(here, heat.start)), now)
  }

  /// Makes up for lost time in the silence before the next cue, so that no cue is lost.
  private mutating func catchUp(
    by late: Duration, at here: FramePosition, _ heat: TimelineNavigator.Heat, _ now: Moment
  ) -> Effect? {
    guard late > Self.tolerance else { return nil }
    var target = min(here + timeline.rate.frames(in: late), heat.end)
    // "Three, two, one" is true at its moment or not at all.
    if late <= Self.mostCaughtUp, let next = navigator.nextCue(from: here), next.kind != .count {
      target = min(target, next.start)
    } else if let cue = navigator.soundingCue(at: target) {
      target = cue.end
    }
    guard target - here > timeline.rate.frames(in: Self.tolerance) else { return nil }
    return pass(.play(Entry(from: target, isContinuation: true)), now)
  }

  /// Where the pad's heat is by now, if a position is inside it.
  func heatPosition(at here: FramePosition, _ now: Moment) -> FramePosition? {
    guard let wearing = pad.wearing, let own = navigator.heat(of: wearing.step),
      (own.start..<own.end).contains(here)
    else { return nil }
    let left = max(now.left(until: wearing.end), .zero)
    let target = max(own.end - timeline.rate.frames(in: left), here)
    return navigator.soundingCue(at: target).map { min($0.end, own.end) } ?? target
  }

  /// Ends the heat earlier if the listener moves ahead inside it, and so wants less of it.
  mutating func shortenHeat(to target: FramePosition, _ now: Moment) {
    guard let wearing = pad.wearing, let own = navigator.heat(of: wearing.step),
      (own.start..<own.takingOff.lowerBound).contains(target)
    else { return }
    pad.shorten(to: now + timeline.rate.duration(of: own.end - target))
  }

  /// What to say to somebody who goes back inside the heat of the pad that is on: it gives no more.
  func leftOfHeat(at target: FramePosition, from here: FramePosition, _ now: Moment)
    -> Announcement?
  {
    guard let wearing = pad.wearing, let left = pad.left(at: now), target < here,
      !pad.isAboutToEnd(at: now), let own = navigator.heat(of: wearing.step),
      own.range.contains(target)
    else { return nil }
    return .recap(
      Whereabouts(step: timeline.steps[wearing.step].name, leftInStep: left))
  }
}
