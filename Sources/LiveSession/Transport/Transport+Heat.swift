internal import CueTimeline

/// Heat runs on the wall clock: a pad stays hot while the session is paused, so it comes off on time
/// even then, and time that was slept, hung or spent on repeats counts as well.
extension Transport {
  /// A difference between clock and sound that nobody notices.
  private static let tolerance = Duration.milliseconds(200)
  /// If the sound is later than this, what was missed is left out.
  private static let mostCaughtUp = Duration.seconds(30)

  /// What the clock asks for, besides what the timeline says by itself.
  mutating func watchHeat(heard: FramePosition, _ now: Moment) -> Effect? {
    let here = position(heard: heard)
    if state == .playing { notePad(at: here, now) }
    guard let pad else { return nil }
    let isOver = now >= pad.end
    guard let heat = ownHeat(at: here) else { return isOver ? callPadOff(at: here) : nil }
    let late = timeline.rate.duration(of: heat.end - here) - (pad.end - now)
    if isOver {
      // If the sound is on time, the step's own words come in a moment.
      return state == .playing && late <= Self.tolerance ? nil : takePadOff(heat)
    }
    // A cue is never cut, nor the words before a passage.
    guard state == .playing, here > passageStart, late > Self.tolerance,
      navigator.soundingCue(at: here) == nil
    else { return nil }
    return catchUp(by: late, at: here, heat)
  }

  /// Takes note that the pad is put on or taken off, if the timeline says so at a position.
  mutating func notePad(at here: FramePosition, _ now: Moment) {
    if let heat = navigator.heat(at: here) {
      guard pad?.step != heat.step else { return }
      pad = HeatPad(step: heat.step, end: now + timeline.rate.duration(of: heat.end - here))
    } else if let step = pad?.step, let heat = navigator.heat(of: step),
      (heat.end...heat.saidBy).contains(here)
    {
      pad = nil
    }
  }

  /// The heat of the pad that is on, if a position is inside it.
  private func ownHeat(at position: FramePosition) -> TimelineNavigator.Heat? {
    navigator.heat(at: position).flatMap { $0.step == pad?.step ? $0 : nil }
  }

  /// Makes up for lost time in the silence before the next cue, so that no cue is lost.
  private mutating func catchUp(
    by late: Duration, at here: FramePosition, _ heat: TimelineNavigator.Heat
  ) -> Effect? {
    var target = min(here + timeline.rate.frames(in: late), heat.end)
    // "Three, two, one" is true at its moment or not at all.
    if late <= Self.mostCaughtUp, let next = navigator.nextCue(from: here), next.kind != .count {
      target = min(target, next.start)
    } else if let cue = navigator.soundingCue(at: target) {
      target = cue.end
    }
    guard target - here > timeline.rate.frames(in: Self.tolerance) else { return nil }
    return play(from: target, isContinuation: true)
  }

  /// Where the pad's heat is by now, if a position is inside it.
  func heatPosition(at here: FramePosition, _ now: Moment) -> FramePosition? {
    guard let pad, let heat = ownHeat(at: here) else { return nil }
    let left = max(pad.end - now, .zero)
    let target = max(heat.end - timeline.rate.frames(in: left), here)
    return navigator.soundingCue(at: target).map { min($0.end, heat.end) } ?? target
  }

  /// Ends the heat earlier if the listener moves ahead inside it, and so wants less of it.
  mutating func shortenHeat(to target: FramePosition, _ now: Moment) {
    guard let pad, let heat = ownHeat(at: target) else { return }
    let wanted = now + timeline.rate.duration(of: heat.end - target)
    self.pad = HeatPad(step: pad.step, end: min(pad.end, wanted), call: pad.call)
  }
}

/// The words that take the pad off.
extension Transport {
  /// Has the pad taken off now, in the words of its own step.
  private mutating func takePadOff(_ heat: TimelineNavigator.Heat) -> Effect? {
    switch state {
    case .playing, .waitingForGo:
      pad = nil
      return play(from: heat.end)
    case .paused:
      pad = nil
      // The session stays paused, and goes on after these words.
      return beginPassage(from: heat.end, until: heat.saidBy)
    case .waitingForDevice, .finished: return nil
    }
  }

  /// Has the pad taken off now outside of its step, and again if those words were cut off.
  private mutating func callPadOff(at here: FramePosition) -> Effect? {
    switch state {
    case .playing, .waitingForGo:
      guard !isAnnouncingPadOff else {
        if here > passageStart { pad = nil }
        return nil
      }
      return playPadOff(before: navigator.wait(at: here)?.asking ?? navigator.reentry(at: here))
    case .paused:
      guard pad?.call != .inPause else { return nil }
      pad?.call = .inPause
      return .say(.takePadOff)
    case .waitingForDevice, .finished: return nil
    }
  }

  /// Has the pad taken off, and goes on from a position.
  mutating func playPadOff(before entry: FramePosition) -> Effect {
    let effect = play(from: entry, saying: .takePadOff)
    pad?.call = .before(passage: passages)
    return effect
  }

  /// Whether this passage began with the words that take the pad off.
  var isAnnouncingPadOff: Bool { pad?.call == .before(passage: passages) }

  /// Whether those words are being said in a pause; nothing may cut them off.
  var isCallingInPause: Bool { state == .paused && (held == nil || pad?.call == .inPause) }

  /// Takes note that what was said last was heard to its end.
  mutating func forgetPadIfAnnounced() {
    if isPlaying ? isAnnouncingPadOff : pad?.call == .inPause { pad = nil }
  }
}
