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
    let here = position(heard: heard)
    switch command {
    case .stop:
      state = .finished
      return .end
    case .pause: return state == .paused ? nil : pause(at: here)
    case .resume:
      if state == .waitingForGo { return go(from: here) }
      return state == .paused ? resume(at: here, now) : nil
    case .toggle: return toggle(at: here, now)
    case .button:
      let (press, origin) = presses.press(at: now, from: here)
      switch press {
      case .first: return toggle(at: here, now)
      case .second: return play(from: navigator.lastSaid(at: origin))
      case .third: return next(from: origin)
      }
    case .next: return next(from: here)
    case .back: return play(from: navigator.stepBack(from: here))
    case .again: return play(from: navigator.lastSaid(at: here))
    case .howLong: return sayWhereabouts(at: here, now)
    case .louder: return turn(to: Volume(percent: volume.percent + Self.volumeStep))
    case .softer: return turn(to: Volume(percent: volume.percent - Self.volumeStep))
    case .volume(let wanted): return turn(to: wanted)
    case .slower: return change(to: tempo.slower)
    case .faster: return change(to: tempo.faster)
    case .tempo(let scale): return change(to: scale)
    case .skip(let distance):
      return seek(to: here + timeline.rate.frames(in: distance), now)
    }
  }

  private mutating func pause(at here: FramePosition) -> Effect {
    state = .paused
    // The exact place is known when the sound has stopped: `hold`.
    held = here
    return .pause
  }

  private mutating func toggle(at here: FramePosition, _ now: Moment) -> Effect {
    switch state {
    case .paused: resume(at: here, now)
    case .waitingForGo: go(from: here)
    default: pause(at: here)
    }
  }

  private mutating func resume(at here: FramePosition, _ now: Moment) -> Effect {
    let (entry, words) = wayBack(to: here, now)
    return play(from: entry, saying: words)
  }

  private mutating func go(from here: FramePosition) -> Effect {
    play(from: navigator.wait(at: here)?.end ?? here)
  }

  private mutating func next(from here: FramePosition) -> Effect {
    guard let next = navigator.next(after: here) else { return finish() }
    return play(from: next)
  }

  private mutating func sayWhereabouts(at here: FramePosition, _ now: Moment) -> Effect? {
    let (entry, _) = wayBack(to: here, now)
    let words = Announcement.whereabouts(navigator.whereabouts(at: entry))
    switch state {
    case .playing, .waitingForGo: return play(from: entry, saying: words)
    case .paused:
      if isCallingInPause { return nil }
      held = here
      return .say(words)
    case .waitingForDevice, .finished: return nil
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

  private mutating func seek(to target: FramePosition, _ now: Moment) -> Effect? {
    let inside = min(max(target, .start), navigator.end)
    let entry = navigator.soundingCue(at: inside)?.start ?? inside
    shortenHeat(to: entry, now)
    guard state != .paused else {
      held = entry
      return nil
    }
    return play(from: entry)
  }
}
