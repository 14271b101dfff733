internal import CoachErrors
internal import CueTimeline
internal import Sound
internal import Synchronization

/// Saves a session's place at every cue, so that a crash or a power cut loses no more than that.
public final class ProgressRecorder: Sendable {
  /// What the place is saved again for, when any of it changes.
  private struct Mark: Equatable {
    let state: Transport.State
    let cue: Int?
    let held: FramePosition?
    let wearing: HeatPad.Wearing?
    let doses: [HeatPad.Dose]
    /// By how many seconds the two clocks differ: another number if somebody sets one.
    let clocks: Int64
    let plan: TempoPlan
    let volume: Volume
  }

  private struct State {
    var mark: Mark?
    var isReported = false
    var fingerprint: (plan: TempoPlan, text: String)?
  }

  private let slot: SessionSlot
  private let request: SavedSession.Request
  private let state = Mutex(State())

  /// Makes a recorder.
  ///
  /// - Parameters:
  ///   - request: how the routine was asked for.
  ///   - slot: where the session is saved.
  public init(_ request: SavedSession.Request, in slot: SessionSlot) {
    self.request = request
    self.slot = slot
  }

  /// Saves that a routine was asked for, before anything is heard.
  public func begin(title: String) { slot.save(SavedSession(request, title: title)) }

  /// Saves where a session is, if that has changed.
  ///
  /// - Returns: why that cannot be saved, the first time.
  func record(_ transport: Transport, heard: FramePosition, plan: TempoPlan) -> CoachError? {
    let here = transport.position(heard: heard)
    let now = Transport.Moment.now
    let mark = Mark(
      state: transport.state, cue: transport.navigator.lastCue(at: here), held: transport.held,
      wearing: transport.pad.wearing, doses: transport.pad.doses,
      clocks: (now.date - now.sinceBoot).components.seconds / 2, plan: plan,
      volume: transport.volume)
    return state.withLock { state in
      if state.mark != mark {
        state.mark = mark
        if state.fingerprint?.plan != plan {
          state.fingerprint = (plan, transport.timeline.fingerprint)
        }
        slot.save(
          SavedSession(
            transport, heard: heard, request: request, plan: plan,
            fingerprint: state.fingerprint?.text ?? "", now: now))
      }
      guard let error = slot.takeFailure(), !state.isReported else { return nil }
      state.isReported = true
      return error
    }
  }

  /// Waits until the last place is on disk.
  public func flush() { _ = slot.flush() }

  /// Forgets the session, of which nothing was heard.
  public func forget() { slot.forget() }

  /// Forgets a session that was heard to its end, or waits until its last place is on disk.
  ///
  /// - Parameter ending: how the session ended.
  public func finish(_ ending: Session.Ending) {
    if ending == .finished { slot.forget() } else { _ = slot.flush() }
  }
}
