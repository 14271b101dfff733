internal import CoachErrors
internal import Dispatch
internal import Synchronization

/// Lost devices, and pumps that hang inside a device call.
extension StreamCore {
  private static let checkInterval: Duration = .seconds(1)

  /// Checks once a second, while something plays, that the pump keeps its deadlines.
  func watch(_ shared: inout Shared) {
    guard shared.watchedSince == nil else { return }
    shared.watchedSince = clock.now
    events.asyncAfter(deadline: .now() + Self.checkInterval.dispatched) { [weak self] in
      self?.check()
    }
  }

  private func check() {
    shared.withLock { shared in
      let now = clock.now
      // If this check comes late, the whole process was stopped: the pump gets that time back.
      let late = max(now - (shared.watchedSince ?? now) - Self.checkInterval, .zero)
      shared.deadline = shared.deadline.map { $0 + late }
      shared.watchedSince = nil
      guard shared.state != .stopped, shared.state != .paused else { return }
      if let deadline = shared.deadline, now > deadline { replacePump(&shared) }
      if shared.state != .paused { watch(&shared) }
    }
  }

  /// Goes on with another pump instead of one that hangs, as long as there is a device to hope for.
  private func replacePump(_ shared: inout Shared) {
    if shared.wasOpen {
      losePump(&shared)
      // How long it has been silent is not known: better a moment twice than a moment lost.
      goOnAfterLoss(heard: shared.mark.heard, &shared)
      startGeneration(&shared)
    } else {
      abandonPump(&shared)
      if shared.candidates.areSeveral, !shared.candidates.tryOrder(wasOpen: false).isEmpty {
        startGeneration(&shared)
      } else {
        fail(&shared)
      }
    }
  }

  /// Abandons a pump together with the device that it hangs in, which counts as lost.
  func losePump(_ shared: inout Shared) {
    abandonPump(&shared)
    noteLoss(.unanswered(nil), &shared)
  }

  /// Leaves a pump that hangs in a device call to itself.
  private func abandonPump(_ shared: inout Shared) {
    shared.candidates.abandon(shared.generation)
    shared.generation += 1
    shared.hasPump = false
    shared.openedAt = nil
    shared.acknowledgement = nil
    shared.deadline = nil
    shared.silence = 0
  }

  /// Reports a loss once, however often the device is lost before it is back.
  func noteLoss(_ error: CoachError, _ shared: inout Shared) {
    if !shared.isLost { report(.deviceLost(error)) }
    shared.isLost = true
  }

  /// Has the rest of the segment played as soon as there is a device again.
  func goOnAfterLoss(heard: Int64, _ shared: inout Shared) {
    shared.segment = shared.segment?.rest(heard: heard, lead: lead)
    freeze(&shared, at: 0)
    shared.state = .waitingForDevice
  }
}
