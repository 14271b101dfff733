public import CueTimeline
internal import Sound

/// What each command means.
extension Transport {
  /// Takes a command.
  ///
  /// - Parameters:
  ///   - command: what the listener wants.
  ///   - heard: the position that is being heard, or was last heard.
  ///   - now: the time.
  /// - Returns: what to do; `nil` if the command changes nothing.
  public mutating func handle(
    _ command: Command, heard: FramePosition, now: Moment
  ) -> Effect? {
    if state == .finished { return nil }
    updateWaiting(heard)
    notePad(heard: heard, now)
    if command == .stopAtOnce { return stopAtOnce() }
    if pad.answer(now) { return goOnWithoutPad(now) }
    let (isAnswer, effect) = answersSleepWatch(now)
    if isAnswer, command != .stop { return effect }
    if isEnding { return nil }
    if sayingStopped != nil { return command == .stop ? stopAtOnce() : nil }
    let here = position(heard: heard)
    switch command {
    case .stop: return pass(.end(isStopped: true), now)
    case .stopAtOnce: return stopAtOnce()
    case .pause: return state == .paused ? nil : pass(.rest(at: here), now)
    case .resume:
      if state == .waitingForGo { return go(from: here, now) }
      return state == .paused ? resume(at: here, now) : nil
    case .toggle: return toggle(at: here, now)
    case .button:
      let (press, origin) = presses.press(at: now, from: here)
      switch press {
      case .first: return toggle(at: here, now)
      case .second: return sayAgain(from: origin, now)
      case .third: return next(from: origin, now)
      }
    case .next: return next(from: here, now)
    case .back: return go(to: navigator.stepBack(from: here), from: here, now)
    case .nextTrack:
      guard state == .paused else { return next(from: here, now) }
      return navigator.next(after: here).flatMap { pass(.rest(at: $0), now) }
    case .previousTrack:
      let target = navigator.stepBack(from: here)
      return state == .paused ? pass(.rest(at: target), now) : go(to: target, from: here, now)
    case .again: return sayAgain(from: here, now)
    case .howLong: return sayWhereabouts(at: here, now)
    // A key that was pressed is answered, even if nothing changes.
    case .louder:
      return turn(to: Volume(percent: volume.percent + Self.volumeStep)) ?? .show(.volume(volume))
    case .softer:
      return turn(to: Volume(percent: volume.percent - Self.volumeStep)) ?? .show(.volume(volume))
    case .volume(let wanted): return turn(to: wanted)
    case .slower: return change(to: tempo.slower) ?? .show(.tempo(tempo))
    case .faster: return change(to: tempo.faster) ?? .show(.tempo(tempo))
    case .tempo(let scale): return change(to: scale)
    case .skip(let distance): return seek(distance, from: here, now)
    }
  }

  private mutating func stopAtOnce() -> Effect { finish(isStopped: true) }

  private mutating func toggle(at here: FramePosition, _ now: Moment) -> Effect? {
    switch state {
    case .paused: resume(at: here, now)
    case .waitingForGo: go(from: here, now)
    default: pass(.rest(at: here), now)
    }
  }

  private mutating func resume(at here: FramePosition, _ now: Moment) -> Effect? {
    let (entry, words) = wayBack(to: here, now)
    return pass(.play(Entry(from: entry, words: words)), now)
  }

  private mutating func go(from here: FramePosition, _ now: Moment) -> Effect? {
    pass(.play(Entry(from: navigator.wait(at: here)?.end ?? here)), now)
  }

  private mutating func next(from here: FramePosition, _ now: Moment) -> Effect? {
    guard let next = navigator.next(after: here) else {
      return pass(.end(isStopped: false), now)
    }
    return pass(.play(Entry(from: next)), now)
  }

  private mutating func sayAgain(from here: FramePosition, _ now: Moment) -> Effect? {
    // The words that take the pad off come in a moment, and nothing may delay them.
    if pad.isAboutToEnd(at: now) { return state == .paused ? resume(at: here, now) : nil }
    return pass(.play(Entry(from: navigator.lastSaid(at: here))), now)
  }

  private mutating func sayWhereabouts(at here: FramePosition, _ now: Moment) -> Effect? {
    let (entry, _) = wayBack(to: here, now)
    let place = navigator.whereabouts(at: entry)
    // Nothing may delay the words that take the pad off.
    if pad.isAboutToEnd(at: now) || isTakingPadOff { return .show(.whereabouts(place)) }
    let words = Announcement.whereabouts(place)
    switch state {
    case .playing, .waitingForGo: return pass(.play(Entry(from: entry, words: words)), now)
    case .paused:
      held = here
      return .say(words)
    case .waitingForDevice: return .show(.whereabouts(place))
    case .finished: return nil
    }
  }

  /// Percentage points of one step of volume: about three decibels if it is loud.
  private static let volumeStep = 10

  private mutating func turn(to wanted: Volume) -> Effect? {
    guard wanted != volume else { return nil }
    volume = wanted
    return .volume(wanted)
  }

  private mutating func change(to scale: TempoScale) -> Effect? {
    guard scale != tempo else { return nil }
    tempo = scale
    return .reschedule(scale)
  }

  private mutating func seek(
    _ distance: Duration, from here: FramePosition, _ now: Moment
  ) -> Effect? {
    // No farther than to an end of the timeline, whatever another program asks for.
    let whole = timeline.duration + .seconds(1)
    let target = here + timeline.rate.frames(in: min(max(distance, .zero - whole), whole))
    let inside = min(max(target, .start), navigator.end)
    let entry = navigator.soundingCue(at: inside)?.start ?? inside
    shortenHeat(to: entry, now)
    guard state != .paused else { return pass(.rest(at: entry), now) }
    return go(to: entry, from: here, now)
  }

  /// Goes to a place that the listener wants to go to.
  private mutating func go(
    to place: FramePosition, from here: FramePosition, _ now: Moment
  ) -> Effect? {
    let words = leftOfHeat(at: place, from: here, now)
    return pass(.play(Entry(from: place, words: words, isAskedFor: true)), now)
  }
}
