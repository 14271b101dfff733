public import CueTimeline
internal import Platform
internal import Sound

extension Session {
  /// Where a session begins.
  public struct Beginning: Sendable {
    let position: FramePosition
    let saved: SavedSession?
    /// The last session that had heat, whichever it was.
    let heat: SavedSession?

    /// The timeline's first frame.
    public static let start = Beginning(heat: nil)

    private init(position: FramePosition, saved: SavedSession?, heat: SavedSession?) {
      self.position = position
      self.saved = saved
      self.heat = heat
    }

    /// The timeline's first frame, of a listener who may have had heat.
    ///
    /// - Parameter heat: the last session that had heat: `SessionStore.lastHeat`.
    public init(heat: SavedSession?) { self.init(position: .start, saved: nil, heat: heat) }

    /// Where a saved session was left, at its position on today's timeline.
    ///
    /// - Parameters:
    ///   - saved: the session.
    ///   - position: where it was.
    ///   - heat: the last session that had heat, which may be another one.
    public init(_ saved: SavedSession, at position: FramePosition, heat: SavedSession? = nil) {
      self.init(position: position, saved: saved, heat: heat)
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
    let saved = beginning.saved
    if let heat = beginning.heat, saved.map({ $0.savedAt < heat.savedAt }) ?? true {
      // Of another session, which has ended or was killed since: its pad comes off first of all.
      let kept = KeptHeat(heat, on: navigator, now, boot: boot)
      pad.restore(kept.forgottenPad, doses: kept.doses)
    } else if let saved {
      let kept = KeptHeat(saved, on: navigator, now, boot: boot)
      pad.restore(kept.wearing(at: beginning.position), doses: kept.doses)
    }
    guard let saved else { return start(at: beginning.position, now: now) }
    volume = Volume(percent: saved.volumePercent)
    // A listener who has heard nothing yet is not welcomed back.
    return start(at: beginning.position, returning: beginning.position > .start, now: now)
  }
}
