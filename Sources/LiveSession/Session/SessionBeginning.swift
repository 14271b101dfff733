public import CueTimeline
internal import FoundationEssentials
internal import Sound

extension Session {
  /// Where a session begins.
  public struct Beginning: Sendable {
    let position: FramePosition
    let saved: SavedSession?

    /// The timeline's first frame.
    public static let start = Beginning(position: .start, saved: nil)

    private init(position: FramePosition, saved: SavedSession?) {
      self.position = position
      self.saved = saved
    }

    /// Where a saved session was left, at its position on today's timeline.
    public init(_ saved: SavedSession, at position: FramePosition) {
      self.init(position: position, saved: saved)
    }
  }
}

extension Transport {
  /// Begins where a session begins, with the volume and the heat it was left with.
  mutating func start(
    _ beginning: Session.Beginning, plan: TempoPlan, now: Moment, date: Date
  ) -> Effect {
    tempo = plan.changes.last?.scale ?? .written
    guard let saved = beginning.saved else { return start(at: beginning.position, now: now) }
    volume = Volume(percent: saved.volumePercent)
    if let pad = saved.pad {
      // A routine that has changed may have its heat elsewhere or none, but the pad is still hot.
      self.pad = HeatPad(
        step: navigator.heatStep(nearestTo: pad.step) ?? pad.step,
        end: now + .seconds(pad.end.timeIntervalSince(date)))
    }
    // A listener who has heard nothing yet is not welcomed back.
    return start(at: beginning.position, returning: beginning.position > .start, now: now)
  }
}
