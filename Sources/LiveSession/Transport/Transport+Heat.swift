internal import CueTimeline

/// A heat pad that the listener has on.
struct HeatPad: Equatable, Sendable {
  /// The step that put it on: an index into the timeline's steps.
  let step: Int
  /// When it has to be taken off.
  let end: Transport.Moment
  /// How the listener is being told to, outside of the step's own words.
  var call: Call?

  /// Words that may be cut off, and count only when they have been heard.
  enum Call: Equatable, Sendable {
    /// Before a passage, by its number.
    case before(passage: Int)
    /// In a pause.
    case inPause
  }
}

/// Heat runs on the wall clock: a pad stays hot while the session is paused, so it comes off on time
/// even then, and whatever was slept, hung or repeated meanwhile counts.
extension Transport {
  /// A difference between clock and sound that nobody notices.
  private static let tolerance = Duration.milliseconds(200)
  /// Behind by more than this, what was missed is no longer told.
  private static let mostCaughtUp = Duration.seconds(30)

  mutating func watchHeat(heard: FramePosition, _ now: Moment) -> Effect? {
    let here = position(heard: heard)
    if state == .playing { notePad(at: here, now) }
    guard let pad else { return nil }
    guard let heat = navigator.heat(of: pad.step), (heat.start..<heat.end).contains(here) else {
      return now >= pad.end ? callOff(at: here) : nil
    }
    let late = timeline.rate.duration(of: heat.end - here) - (pad.end - now)
    if now >= pad.end {
      return state == .playing && late <= Self.tolerance ? nil : takeOff(heat)
    }
    guard state == .playing, here > passageStart, late > Self.tolerance,
      navigator.soundingCue(at: here) == nil
    else { return nil }
    return catchUp(by: late, at: here, heat)
  }

  /// Sees that the pad is put on, and that it is taken off.
  mutating func notePad(at here: FramePosition, _ now: Moment) {
    if let heat = navigator.heat(at: here) {
      guard pad?.step != heat.step else { return }
      pad = HeatPad(step: heat.step, end: now + timeline.rate.duration(of: heat.end - here))
    } else if let known = pad, let heat = navigator.heat(of: known.step),
      (heat.end...heat.saidBy).contains(here)
    {
      pad = nil
    }
  }

  /// Has the pad taken off now, in the words of its own step.
  private mutating func takeOff(_ heat: TimelineNavigator.Heat) -> Effect? {
    switch state {
    case .playing, .waitingForGo:
      pad = nil
      return play(from: heat.end)
    case .paused:
      pad = nil
      // Said while the session stays paused; it goes on after these words.
      held = nil
      passageStart = heat.end
      passages += 1
      return .play(
        Passage(from: heat.end, until: heat.saidBy, words: nil, isContinuation: false))
    case .waitingForDevice, .finished: return nil
    }
  }

  /// Has the pad taken off now, wherever the session is; again where those words were cut off.
  private mutating func callOff(at here: FramePosition) -> Effect? {
    switch state {
    case .playing, .waitingForGo:
      guard pad?.call != .before(passage: passages) else {
        if here > passageStart { pad = nil }
        return nil
      }
      return play(calling: navigator.wait(at: here)?.asking ?? navigator.reentry(at: here))
    case .paused:
      guard pad?.call != .inPause else { return nil }
      pad?.call = .inPause
      return .say(.takePadOff)
    case .waitingForDevice, .finished: return nil
    }
  }

  /// Has the pad taken off, and goes on from a position.
  mutating func play(calling entry: FramePosition) -> Effect {
    let effect = play(from: entry, saying: .takePadOff)
    pad?.call = .before(passage: passages)
    return effect
  }

  /// Whether the listener is being told in a pause to take the pad off, which nothing may cut off.
  var isCallingInPause: Bool { state == .paused && (held == nil || pad?.call == .inPause) }

  /// Makes up for lost time in the silence before the next cue, so that none is lost.
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

  /// Where the heat is by now that was on at a position; `nil` where none was.
  func heatPosition(at here: FramePosition, _ now: Moment) -> FramePosition? {
    guard let pad, let heat = navigator.heat(at: here), heat.step == pad.step else { return nil }
    let left = max(pad.end - now, .zero)
    let target = max(heat.end - timeline.rate.frames(in: left), here)
    return navigator.soundingCue(at: target).map { min($0.end, heat.end) } ?? target
  }

  /// Sought ahead within its heat, the listener wants less of it.
  mutating func shortenHeat(to target: FramePosition, _ now: Moment) {
    guard let known = pad, let heat = navigator.heat(at: target), heat.step == known.step else {
      return
    }
    let wanted = now + timeline.rate.duration(of: heat.end - target)
    pad = HeatPad(step: known.step, end: min(known.end, wanted), call: known.call)
  }
}
