internal import Dispatch
internal import Synchronization

/// Noticing a device that hangs inside a call.
extension StreamCore {
  private static let tick: Duration = .seconds(1)

  /// Looks after the pump once a second, while something plays.
  func watch(_ shared: inout Shared) {
    guard shared.watchedSince == nil else { return }
    shared.watchedSince = clock.now
    events.asyncAfter(deadline: .now() + Self.tick.dispatched) { [weak self] in self?.check() }
  }

  private func check() {
    shared.withLock { shared in
      let now = clock.now
      // A look that comes late shows that the whole process was stopped: what the pump could not
      // do then is not held against it.
      let late = max(now - (shared.watchedSince ?? now) - Self.tick, .zero)
      shared.due = shared.due.map { $0 + late }
      shared.watchedSince = nil
      guard shared.state != .stopped, shared.state != .paused else { return }
      if let due = shared.due, now > due { goOn(&shared) }
      if shared.state != .paused { watch(&shared) }
    }
  }

  /// Goes on with another pump where the pump hangs, as long as there is a device to hope for.
  private func goOn(_ shared: inout Shared) {
    if shared.wasOpen {
      losePump(&shared)
      // How long it has been silent is not known: better a moment twice than a moment lost.
      shared.segment = shared.segment?.rest(heard: shared.mark.heard, lead: lead)
      freeze(&shared, at: 0)
      shared.state = .waitingForDevice
      startGeneration(&shared)
    } else {
      leavePump(&shared)
      if shared.candidates.tryOrder(wasOpen: false).isEmpty || !shared.candidates.areSeveral {
        shared.goal = .rest
        shared.state = .paused
        tell(.failed(shared.candidates.refusal))
      } else {
        startGeneration(&shared)
      }
    }
  }

  /// Leaves a pump and the device that it hangs in, which counts as lost.
  func losePump(_ shared: inout Shared) {
    leavePump(&shared)
    if !shared.isLost { tell(.deviceLost(.unanswered(nil))) }
    shared.isLost = true
  }

  /// Leaves a pump that hangs in a device call to itself.
  private func leavePump(_ shared: inout Shared) {
    shared.candidates.leave(shared.generation)
    shared.generation += 1
    shared.hasPump = false
    shared.taken = nil
    shared.due = nil
    shared.silence = 0
  }
}
