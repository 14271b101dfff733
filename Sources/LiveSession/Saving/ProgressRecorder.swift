internal import CoachErrors
internal import CueTimeline
internal import Foundation
internal import Sound
internal import Synchronization

/// Keeps a session's place at every cue, so that a crash or a power cut costs no more than that.
public final class ProgressRecorder: Sendable {
  /// What makes it worth writing the place down again.
  private struct Mark: Equatable {
    let state: Transport.State
    let cue: Int?
    let held: FramePosition?
    let pad: HeatPad?
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

  /// Keeps a session in a slot.
  ///
  /// - Parameters:
  ///   - request: how the routine was asked for.
  ///   - slot: where it is kept.
  public init(_ request: SavedSession.Request, in slot: SessionSlot) {
    self.request = request
    self.slot = slot
  }

  /// Writes down that a routine was asked for, before anything is heard.
  public func begin(title: String) { slot.save(SavedSession(request, title: title)) }

  /// Takes note of where a session is.
  ///
  /// - Returns: why that cannot be kept, the first time.
  func keep(_ transport: Transport, heard: FramePosition, plan: TempoPlan) -> StoreError? {
    let here = transport.position(heard: heard)
    let mark = Mark(
      state: transport.state, cue: transport.navigator.lastCue(at: here), held: transport.held,
      pad: transport.pad, plan: plan, volume: transport.volume)
    return state.withLock { state in
      if state.mark != mark {
        state.mark = mark
        if state.fingerprint?.plan != plan {
          state.fingerprint = (plan, transport.timeline.fingerprint)
        }
        slot.save(
          SavedSession(
            transport, heard: heard, request: request, plan: plan,
            fingerprint: state.fingerprint?.text ?? "", now: .now, date: Date()))
      }
      guard let error = slot.takeFailure(), !state.isReported else { return nil }
      state.isReported = true
      return error
    }
  }

  /// Waits until the last place is on the disk.
  public func flush() { _ = slot.flush() }

  /// Forgets the session, of which nothing was heard.
  public func forget() { slot.forget() }

  /// Waits until the last place is on the disk, or forgets the session that was heard to its end.
  ///
  /// - Parameter ending: how the session ended.
  public func finish(_ ending: Session.Ending) {
    if ending == .finished { slot.forget() } else { _ = slot.flush() }
  }
}
