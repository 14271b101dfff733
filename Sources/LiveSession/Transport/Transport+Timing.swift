internal import CueTimeline

extension Transport {
  /// How long after a change to look, so that it has happened.
  private static let margin = Duration.milliseconds(4)

  /// How long nothing will change: no cue begins, no second passes that is shown, no heat ends.
  func nextLook(heard: FramePosition, now: Moment, showsSeconds: Bool) -> Duration {
    var wait = Duration.seconds(state == .paused ? 10 : 1)
    if let sayingStopped {
      return max(now.left(until: sayingStopped + Self.mostStopping), .milliseconds(5))
    }
    if let left = pad.left(at: now) {
      // If it is overdue, its step's own words come in a moment, or it is to be tried again.
      if !pad.isCalling { wait = min(wait, left > .zero ? left : .milliseconds(100)) }
      // It goes on in a pause, and so does what is shown of it.
      if showsSeconds, !isPlaying, left > .zero {
        wait = min(wait, left - .seconds(left.components.seconds) + Self.margin)
      }
      if let alarm = pad.nextAlarm(isMute: isDeviceLost, now) {
        wait = min(wait, max(alarm, .milliseconds(100)))
      }
    }
    if let next = sleepWatch?.next {
      wait = min(wait, max(now.left(until: next), .milliseconds(100)))
    }
    if isPlaying {
      let here = position(heard: heard)
      if let next = navigator.nextCue(from: here + FrameCount(1)) {
        wait = min(wait, timeline.rate.duration(of: next.start - here) + Self.margin)
      }
      if showsSeconds {
        let left = timeline.rate.duration(of: navigator.end - here)
        wait = min(wait, left - .seconds(left.components.seconds) + Self.margin)
      }
    }
    return max(wait, .milliseconds(5))
  }
}
