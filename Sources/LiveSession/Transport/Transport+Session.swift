internal import CueTimeline
internal import Foundation
internal import Sound

/// What only the session asks.
extension Transport {
  /// Begins where a session is to begin, with the volume and the heat it was left with.
  mutating func start(
    _ beginning: Session.Beginning, plan: TempoPlan, now: Moment, date: Date
  ) -> Effect {
    tempo = plan.changes.last?.scale ?? .written
    guard let saved = beginning.saved else { return start(at: beginning.position, now: now) }
    volume = Volume(percent: saved.volumePercent)
    if let pad = saved.pad {
      // A routine that has changed may have its heat elsewhere, or none: the pad is hot all the same.
      self.pad = HeatPad(
        step: navigator.heatStep(nearestTo: pad.step) ?? pad.step,
        end: now + .seconds(pad.end.timeIntervalSince(date)))
    }
    // Who has heard nothing yet is not come back to.
    return start(at: beginning.position, returning: beginning.position > .start, now: now)
  }

  /// How long nothing will change: neither a cue begins, nor a second passes that is shown, nor heat
  /// ends.
  func nextLook(heard: FramePosition, now: Moment, showsSeconds: Bool) -> Duration {
    var wait = Duration.seconds(state == .paused ? 10 : 1)
    if let pad, pad.call == nil, state != .waitingForDevice {
      // Overdue, it ends by itself in a moment.
      wait = min(wait, pad.end > now ? pad.end - now : .milliseconds(100))
    }
    if state == .playing || state == .waitingForGo {
      let here = position(heard: heard)
      let margin = Duration.milliseconds(4)
      if let next = navigator.nextCue(from: here + FrameCount(1)) {
        wait = min(wait, timeline.rate.duration(of: next.start - here) + margin)
      }
      if showsSeconds {
        let left = timeline.rate.duration(of: navigator.end - here)
        wait = min(wait, left - .seconds(left.components.seconds) + margin)
      }
    }
    return max(wait, .milliseconds(5))
  }
}
