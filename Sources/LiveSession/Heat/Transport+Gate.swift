internal import CueTimeline

/// The one gate: whatever moves a session, or ends it, goes through here, and the words that take a
/// heat pad off come first.
extension Transport {
  /// What a session is about to do.
  enum Move: Equatable, Sendable {
    case play(Entry)
    /// Stays at a place, in silence.
    case rest(at: FramePosition)
    case end(isStopped: Bool)
  }

  /// Where playing begins, and how.
  struct Entry: Equatable, Sendable {
    var from: FramePosition
    /// Where it ends by itself; `nil` for the next place at which a session stops by itself.
    var until: FramePosition?
    /// What is said first.
    var words: Announcement?
    /// Whether it follows what was just heard.
    var isContinuation = false
    /// Whether it is this very place that the listener wants to go to.
    var isAskedFor = false
  }

  /// Whether the session ends as soon as the words that take the pad off have been heard.
  var isEnding: Bool {
    if case .end = afterwards { true } else { false }
  }

  /// Whether the words that take the pad off are being said, or tried: nothing else may be heard.
  var isTakingPadOff: Bool { pad.isCalling || pad.isUnsaid }

  /// Does what is to be done, unless the pad has to come off first.
  ///
  /// - Returns: what the session does now; `nil` if that is nothing, or nothing yet.
  mutating func pass(_ move: Move, _ now: Moment) -> Effect? {
    guard let wearing = pad.wearing else { return enter(move, now) }
    if case .end = move, isDeviceLost || pad.isUnsaid {
      // Nobody would hear it, and a session that was stopped does not wait for that.
      return carryOut(move, now)
    }
    if isTakingPadOff {
      if !isEnding { wait(for: move, wearing) }
      return nil
    }
    guard comesOff(wearing, before: move, now) else { return carryOut(move, now) }
    return takePadOff(wearing, before: move, now)
  }

  /// Whether the pad comes off before a move.
  private func comesOff(
    _ wearing: HeatPad.Wearing, before move: Move, _ now: Moment
  ) -> Bool {
    if pad.isDue(at: now) { return true }
    switch move {
    case .end: return true
    case .rest(let place): return leaves(wearing, for: place)
    case .play(let entry): return leaves(wearing, for: entry.from)
    }
  }

  /// Whether a place is past the words of the pad's own step, or in another step with heat.
  private func leaves(_ wearing: HeatPad.Wearing, for place: FramePosition) -> Bool {
    if let own = navigator.heat(of: wearing.step), place > own.takingOff.lowerBound { return true }
    guard let other = navigator.heat(around: place) else { return false }
    return other.step != wearing.step && place >= other.puttingOn
  }

  /// Has the words said, and then a move made.
  mutating func takePadOff(_ wearing: HeatPad.Wearing, before move: Move, _ now: Moment) -> Effect {
    pad.call(now)
    wait(for: move, wearing)
    return .say(.takePadOff)
  }

  /// Keeps a move for when the words have been heard, and stands where it leads.
  private mutating func wait(for move: Move, _ wearing: HeatPad.Wearing) {
    let move = past(wearing, move)
    afterwards = move
    switch move {
    case .play(let entry):
      held = entry.from
      state = .playing
      updateWaiting(entry.from)
      if isDeviceLost { state = .waitingForDevice }
    case .rest(let place):
      held = place
      state = .paused
    case .end: break
    }
  }

  /// A move that would go on inside the heat that is over leads behind its words.
  private func past(_ wearing: HeatPad.Wearing, _ move: Move) -> Move {
    guard let own = navigator.heat(of: wearing.step) else { return move }
    switch move {
    case .play(var entry) where own.range.contains(entry.from):
      // To go back to its beginning is to want more of it.
      if entry.isAskedFor, entry.from <= own.puttingOn { return move }
      entry.from = own.takingOff.upperBound
      entry.until = nil
      if case .welcomeBack = entry.words {
        entry.words = .welcomeBack(navigator.whereabouts(at: entry.from))
      } else {
        entry.words = nil
      }
      return .play(entry)
    case .rest(let place) where own.range.contains(place):
      return .rest(at: own.takingOff.upperBound)
    default: return move
    }
  }

  /// The words that take the pad off were heard to their end, or the listener knows.
  mutating func goOnWithoutPad(_ now: Moment) -> Effect? {
    pad.said(now)
    let move = afterwards ?? .rest(at: held ?? passageStart)
    afterwards = nil
    return pass(move, now)
  }

  /// Does what is to be done.
  private mutating func carryOut(_ move: Move, _ now: Moment) -> Effect? {
    switch move {
    case .play(let entry): return begin(entry, now)
    case .rest(let place):
      let isNew = state != .paused
      state = .paused
      // The exact place is known when the sound has stopped: `hold`.
      held = place
      return isNew ? .pause : nil
    case .end(let isStopped):
      guard isStopped, keepsPlace, !isDeviceLost, sayingStopped == nil else {
        return finish(isStopped: isStopped)
      }
      // Without a screen: what has just happened, and that nothing is lost.
      sayingStopped = now
      return .say(.stopped)
    }
  }

  /// Ends the session.
  mutating func finish(isStopped: Bool) -> Effect {
    state = .finished
    self.isStopped = isStopped
    return .end
  }

  /// Begins a passage.
  private mutating func begin(_ entry: Entry, _ now: Moment) -> Effect {
    state = .playing
    held = nil
    passageStart = entry.from
    passageHasWords = entry.words != nil
    passages += 1
    updateWaiting(entry.from)
    if isDeviceLost { state = .waitingForDevice }
    let stop = nextStop(after: entry.from, in: navigator, now)
    return .play(
      Passage(
        from: entry.from, until: entry.until ?? stop, words: entry.words,
        isContinuation: entry.isContinuation))
  }

  /// Where playing stops by itself: to ask how to go on, and before heat that the skin may not have
  /// in full.
  func nextStop(
    after place: FramePosition, in navigator: TimelineNavigator, _ now: Moment
  ) -> FramePosition? {
    let isLimited =
      pad.wearing != nil || pad.hasDoses(at: now) || navigator.heat(around: place) != nil
    let stops = [
      navigator.nextStop(after: place),
      navigator.nextHeat(after: place, skipping: isLimited ? 0 : 1),
    ]
    return stops.compactMap(\.self).min()
  }
}

/// What the skin has had counts before a pad is put on.
extension Transport {
  /// Makes a move while no pad is on.
  private mutating func enter(_ move: Move, _ now: Moment) -> Effect? {
    guard case .play(var entry) = move, let heat = navigator.heat(around: entry.from),
      entry.from < heat.end
    else { return carryOut(move, now) }
    // Halfway through the words that put it on, they are said from their beginning.
    if entry.from > heat.puttingOn, entry.from < heat.start { entry.from = heat.puttingOn }
    let needed = timeline.rate.duration(of: heat.end - max(entry.from, heat.start))
    let left = pad.allowance(at: heat.place, now)
    let isReturn = if case .welcomeBack = entry.words { true } else { false }
    if left < min(needed, HeatPad.least) {
      entry = Entry(from: heat.takingOff.upperBound, words: .heatLeftOut(isReturn: isReturn))
    } else if entry.from >= heat.start {
      entry.words = .putPadOn(min(left, needed), isReturn: isReturn)
      entry.isContinuation = false
    } else if left < HeatPad.most {
      entry.words = .heatShortened(min(left, needed), isReturn: isReturn)
      entry.isContinuation = false
    }
    return carryOut(.play(entry), now)
  }
}
