public import CueTimeline
internal import Platform
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
    _ beginning: Session.Beginning, plan: TempoPlan, now: Moment,
    boot: String? = SystemClocks.bootID
  ) -> Effect? {
    tempo = plan.changes.last?.scale ?? .written
    guard let saved = beginning.saved else { return start(at: beginning.position, now: now) }
    volume = Volume(percent: saved.volumePercent)
    let kept = KeptHeat(saved, on: navigator, now, boot: boot)
    pad.restore(kept.wearing(at: beginning.position), doses: kept.doses)
    // A listener who has heard nothing yet is not welcomed back.
    return start(at: beginning.position, returning: beginning.position > .start, now: now)
  }
}
