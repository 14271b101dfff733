internal import CueTimeline
internal import Dispatch
internal import Synchronization

/// What the pump tells and asks. Each is void once the pump was left behind or the order is old.
extension StreamCore {
  /// The order to follow now; `nil` when this pump is to end.
  func next(_ crew: Int) -> (order: Int, goal: Goal)? {
    shared.withLock { shared in
      guard shared.crew == crew else { return nil }
      shared.due = nil
      if case .end = shared.goal { return nil }
      shared.taken?.signal()
      shared.taken = nil
      return (shared.order, shared.goal)
    }
  }

  /// This pump has ended and its device is closed.
  func ended(_ crew: Int) {
    shared.withLock { shared in
      guard shared.crew == crew else { return }
      shared.hasPump = false
      shared.taken?.signal()
      shared.taken = nil
    }
  }

  /// Whether an order is still the one to follow.
  func isCurrent(_ crew: Int, _ order: Int) -> Bool {
    shared.withLock { $0.crew == crew && $0.order == order }
  }

  /// The device is about to be opened, which may take as long as it takes once it had been open.
  func opening(_ crew: Int, _ order: Int) {
    current(crew, order) { shared in
      shared.state = shared.isLost ? .waitingForDevice : .opening
      shared.due = shared.wasOpen ? nil : clock.now + .seconds(10)
    }
  }

  /// Whether the device was ever open, so that there is hope for it to come back.
  var wasOpen: Bool { shared.withLock { $0.wasOpen } }

  /// The device plays.
  func playing(_ crew: Int, _ order: Int, _ setup: DeviceSetup) {
    current(crew, order) { shared in
      shared.state = .playing
      if !shared.wasOpen {
        tell(.started(setup))
      } else if shared.isLost {
        tell(.deviceBack(setup))
      }
      shared.wasOpen = true
      shared.isLost = false
    }
  }

  /// Notes what has been heard and written, and when the pump will show itself again.
  func publish(_ crew: Int, _ order: Int, heard: Int64, written: Int64, back: Duration) {
    current(crew, order) { shared in
      let now = clock.now
      shared.mark = Mark(heard: heard, written: written, at: now)
      shared.due = now + back + options.stall
    }
  }

  /// Frames of the current run heard by now, as the clock says.
  func heardByNow() -> Int64 { shared.withLock { heard($0.mark) } }

  /// A new order was seen: what had been heard when the device was last asked stands.
  func settle(_ crew: Int, heard: Int64) {
    shared.withLock { shared in
      guard shared.crew == crew, case .rest = shared.goal else { return }
      freeze(&shared, at: heard)
      shared.taken?.signal()
      shared.taken = nil
    }
  }

  /// Sound was interrupted and goes on.
  func recovered(_ crew: Int, _ order: Int, heard: Int64) {
    current(crew, order) { shared in
      if let run = shared.run { tell(.recovered(run.position(heard: heard))) }
    }
  }

  /// The device is gone after `heard` frames.
  func lost(_ crew: Int, _ order: Int, _ error: SoundError, heard: Int64) {
    current(crew, order) { shared in
      guard let run = shared.run else { return }
      let rest = run.rest(heard: heard, lead: lead)
      shared.goal = .play(rest)
      shared.run = rest
      shared.mark = Mark()
      shared.state = .waitingForDevice
      if !shared.isLost { tell(.deviceLost(error)) }
      shared.isLost = true
      shared.due = nil
    }
  }

  /// The device could not be opened in the first place.
  func failed(_ crew: Int, _ order: Int, _ error: SoundError) {
    current(crew, order) { shared in
      shared.goal = .rest
      shared.state = .paused
      tell(.failed(error))
    }
  }

  /// Everything has been heard.
  func finished(_ crew: Int, _ order: Int) {
    current(crew, order) { shared in
      guard let run = shared.run else { return }
      freeze(&shared, at: run.length)
      shared.goal = .rest
      shared.state = .paused
      shared.due = nil
      tell(.finished(run.until))
    }
  }

  private func current(_ crew: Int, _ order: Int, _ body: (inout sending Shared) -> Void) {
    shared.withLock { shared in
      if shared.crew == crew, shared.order == order { body(&shared) }
    }
  }
}
