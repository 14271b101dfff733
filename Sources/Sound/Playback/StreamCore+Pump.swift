internal import CueTimeline
internal import Dispatch
internal import Synchronization

/// What the pump tells and asks. Each is void once the pump was left behind or the order is old.
extension StreamCore {
  /// What is to be played now, and how.
  struct Plan {
    let run: Run
    let volume: Volume
    let refills: Int
  }

  /// The order to follow now; `nil` when this pump is to end.
  func next(_ crew: Int) -> (order: Int, goal: Goal)? {
    shared.withLock { shared in
      guard shared.crew == crew else { return nil }
      shared.due = nil
      switch shared.goal {
      case .end: return nil
      // Whoever pauses waits until nothing sounds: `rested`.
      case .rest:
        shared.silence = 0
        return (shared.order, .rest)
      case .play: shared.run?.shortenLead(by: shared.silence)
      }
      shared.taken?.signal()
      shared.taken = nil
      return (shared.order, shared.goal)
    }
  }

  /// The device has nothing left to play.
  func rested(_ crew: Int, _ order: Int) {
    current(crew, order) { shared in
      shared.taken?.signal()
      shared.taken = nil
    }
  }

  /// This pump has ended and its device is closed.
  func ended(_ crew: Int) {
    shared.withLock { shared in
      shared.candidates.cameBack(crew)
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

  /// What to play for an order; `nil` where it is old.
  ///
  /// - Parameters:
  ///   - crew: the pump's number.
  ///   - order: the order's number.
  ///   - handed: how many frames of the run are being handed over now; nothing replaces them.
  /// - Returns: the run and how it is played.
  func plan(_ crew: Int, _ order: Int, handing handed: Int64? = nil) -> Plan? {
    shared.withLock { shared in
      guard shared.crew == crew, shared.order == order, let run = shared.run else { return nil }
      if let handed { shared.handed = handed }
      return Plan(run: run, volume: shared.volume, refills: shared.refills)
    }
  }

  /// How many frames of the run the device took in the end.
  func handed(_ crew: Int, _ order: Int, _ frames: Int64) {
    current(crew, order) { shared in
      shared.handed = frames
      shared.mark.written = frames
    }
  }

  /// The devices in the order to try them now.
  func candidates() -> [Int] {
    shared.withLock { $0.candidates.order(wasOpen: $0.wasOpen) }
  }

  /// A device is about to be opened.
  ///
  /// It may take as long as it takes where it is the only one and had been open.
  func opening(_ crew: Int, _ order: Int, _ candidate: Int, isLast: Bool) {
    current(crew, order) { shared in
      shared.state = shared.isLost ? .waitingForDevice : .opening
      shared.candidates.tries(candidate)
      let isOnly = !shared.candidates.areSeveral
      shared.due = clock.now + (isLast ? options.opening : options.fallOver)
      if isOnly, shared.wasOpen { shared.due = nil }
    }
  }

  /// A device could not be opened.
  func refused(_ crew: Int, _ order: Int, _ candidate: Int, _ error: SoundError) {
    current(crew, order) { $0.candidates.refused(candidate, error) }
  }

  /// None of the devices could be opened: a failure, or a loss where one had been open.
  ///
  /// - Parameters:
  ///   - crew: the pump's number.
  ///   - order: the order's number.
  /// - Returns: whether there is hope, so that they are to be tried again.
  func noneOpened(_ crew: Int, _ order: Int) -> Bool {
    shared.withLock { shared in
      guard shared.crew == crew, shared.order == order else { return shared.wasOpen }
      shared.due = nil
      if shared.wasOpen {
        lose(shared.candidates.refusal, heard: 0, &shared)
      } else {
        shared.goal = .rest
        shared.state = .paused
        tell(.failed(shared.candidates.refusal))
      }
      return shared.wasOpen
    }
  }

  /// The device plays.
  func playing(_ crew: Int, _ order: Int, _ setup: DeviceSetup) {
    current(crew, order) { shared in
      shared.state = .playing
      shared.candidates.opened()
      if shared.run?.isWarmUp == false { shared.silence = 0 }
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
      shared.handed = written
      shared.due = now + back + options.stall
    }
  }

  /// Frames of the current run heard by now, as the clock says.
  func heardByNow() -> Int64 { shared.withLock { heard($0.mark) } }

  /// A new order was seen: what had been heard of the run when the device was last asked stands.
  func settle(_ crew: Int, _ run: Run, heard: Int64) {
    shared.withLock { shared in
      guard shared.crew == crew else { return }
      switch shared.goal {
      case .rest:
        freeze(&shared, at: heard)
        shared.taken?.signal()
        shared.taken = nil
      case .play: shared.silence = run.isWarmUp ? heard : 0
      case .end: break
      }
    }
  }

  /// Sound was interrupted and goes on.
  func recovered(_ crew: Int, _ order: Int, heard: Int64) {
    current(crew, order) { shared in
      // In the silence after the end there is nothing to tell.
      guard case .play = shared.goal, let run = shared.run else { return }
      tell(.recovered(run.position(heard: heard)))
    }
  }

  /// The device is gone after `heard` frames, and will be closed.
  func lost(_ crew: Int, _ order: Int, _ error: SoundError, heard: Int64, hasPlayed: Bool) {
    shared.withLock { shared in
      guard shared.crew == crew else { return }
      shared.candidates.lost(afterPlaying: hasPlayed)
      if shared.order == order { lose(error, heard: heard, &shared) }
      // Closing may hang too, and must not keep another device waiting.
      shared.due = shared.candidates.areSeveral ? clock.now + options.fallOver : nil
    }
  }

  private func lose(_ error: SoundError, heard: Int64, _ shared: inout Shared) {
    shared.run = shared.run?.rest(heard: heard, lead: lead)
    freeze(&shared, at: 0)
    shared.silence = 0
    shared.state = .waitingForDevice
    if !shared.isLost { tell(.deviceLost(error)) }
    shared.isLost = true
    shared.due = nil
  }

  /// Tells the end where everything has been heard.
  ///
  /// - Returns: whether it has, so that only silence is left to be played.
  func finishes(_ crew: Int, _ order: Int, heard: Int64) -> Bool {
    shared.withLock { shared in
      guard shared.crew == crew, shared.order == order, let run = shared.run,
        heard >= run.length
      else { return false }
      freeze(&shared, at: run.length)
      shared.goal = .rest
      shared.state = .paused
      shared.due = nil
      tell(.finished(run.until))
      return true
    }
  }

  private func current(_ crew: Int, _ order: Int, _ body: (inout sending Shared) -> Void) {
    shared.withLock { shared in
      if shared.crew == crew, shared.order == order { body(&shared) }
    }
  }
}
