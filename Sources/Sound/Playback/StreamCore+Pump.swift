internal import CueTimeline
internal import Dispatch
internal import Synchronization

/// What the pump tells and asks. Each is void once the pump was left behind or its command is old.
extension StreamCore {
  /// What is to be played now, and how.
  struct Plan {
    let segment: PlaybackSegment
    let volume: Volume
    let refills: Int
  }

  /// The command to follow now; `nil` when this pump is to end.
  func next(_ generation: Int) -> (commandNumber: Int, goal: Goal)? {
    shared.withLock { shared in
      guard shared.generation == generation else { return nil }
      shared.due = nil
      switch shared.goal {
      case .end: return nil
      // Whoever pauses waits until nothing sounds: `rested`.
      case .rest:
        shared.silence = 0
        return (shared.commandNumber, .rest)
      case .play: shared.segment?.shortenLead(by: shared.silence)
      }
      shared.taken?.signal()
      shared.taken = nil
      return (shared.commandNumber, shared.goal)
    }
  }

  /// The device has nothing left to play.
  func rested(_ generation: Int, _ commandNumber: Int) {
    current(generation, commandNumber) { shared in
      shared.taken?.signal()
      shared.taken = nil
    }
  }

  /// This pump has ended and its device is closed.
  func ended(_ generation: Int) {
    shared.withLock { shared in
      shared.candidates.cameBack(generation)
      guard shared.generation == generation else { return }
      shared.hasPump = false
      shared.taken?.signal()
      shared.taken = nil
    }
  }

  /// Whether a command is still the one to follow.
  func isCurrent(_ generation: Int, _ commandNumber: Int) -> Bool {
    shared.withLock { $0.generation == generation && $0.commandNumber == commandNumber }
  }

  /// What to play for a command; `nil` if a newer one has come.
  ///
  /// - Parameters:
  ///   - generation: the number of the pump that asks.
  ///   - commandNumber: the command it follows.
  ///   - handed: how many frames of the segment are being handed over now; nothing replaces them.
  /// - Returns: the segment and how it is played.
  func plan(_ generation: Int, _ commandNumber: Int, handing handed: Int64? = nil) -> Plan? {
    shared.withLock { shared in
      guard shared.generation == generation, shared.commandNumber == commandNumber,
        let segment = shared.segment
      else { return nil }
      if let handed { shared.handed = handed }
      return Plan(segment: segment, volume: shared.volume, refills: shared.refills)
    }
  }

  /// How many frames of the segment the device took in the end.
  func handed(_ generation: Int, _ commandNumber: Int, _ frames: Int64) {
    current(generation, commandNumber) { shared in
      shared.handed = frames
      shared.mark.written = frames
    }
  }

  /// The devices in the order to try them now.
  func candidates() -> [Int] {
    shared.withLock { $0.candidates.tryOrder(wasOpen: $0.wasOpen) }
  }

  /// A device is about to be opened.
  ///
  /// It may take as long as it takes where it is the only one and had been open.
  func opening(_ generation: Int, _ commandNumber: Int, _ candidate: Int, isLast: Bool) {
    current(generation, commandNumber) { shared in
      shared.state = shared.isLost ? .waitingForDevice : .opening
      shared.candidates.tries(candidate)
      let isOnly = !shared.candidates.areSeveral
      shared.due = clock.now + (isLast ? options.opening : options.fallOver)
      if isOnly, shared.wasOpen { shared.due = nil }
    }
  }

  /// A device could not be opened.
  func refused(_ generation: Int, _ commandNumber: Int, _ candidate: Int, _ error: SoundError) {
    current(generation, commandNumber) { $0.candidates.refused(candidate, error) }
  }

  /// None of the devices could be opened: a failure, or a loss where one had been open.
  ///
  /// - Parameters:
  ///   - generation: the number of the pump that asks.
  ///   - commandNumber: the command it follows.
  /// - Returns: whether there is hope, so that they are to be tried again.
  func noneOpened(_ generation: Int, _ commandNumber: Int) -> Bool {
    shared.withLock { shared in
      guard shared.generation == generation, shared.commandNumber == commandNumber else {
        return shared.wasOpen
      }
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
  func playing(_ generation: Int, _ commandNumber: Int, _ setup: DeviceSetup) {
    current(generation, commandNumber) { shared in
      shared.state = .playing
      shared.candidates.opened()
      if shared.segment?.isWarmUp == false { shared.silence = 0 }
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
  func publish(
    _ generation: Int, _ commandNumber: Int, heard: Int64, written: Int64, back: Duration
  ) {
    current(generation, commandNumber) { shared in
      let now = clock.now
      shared.mark = Mark(heard: heard, written: written, at: now)
      shared.handed = written
      shared.due = now + back + options.stall
    }
  }

  /// Frames of the current segment heard by now, as the clock says.
  func heardByNow() -> Int64 { shared.withLock { heard($0.mark) } }

  /// A new command was seen: what had been heard of the segment when the device was last asked stands.
  func settle(_ generation: Int, _ segment: PlaybackSegment, heard: Int64) {
    shared.withLock { shared in
      guard shared.generation == generation else { return }
      switch shared.goal {
      case .rest:
        freeze(&shared, at: heard)
        shared.taken?.signal()
        shared.taken = nil
      case .play: shared.silence = segment.isWarmUp ? heard : 0
      case .end: break
      }
    }
  }

  /// Sound was interrupted and goes on.
  func recovered(_ generation: Int, _ commandNumber: Int, heard: Int64) {
    current(generation, commandNumber) { shared in
      // In the silence after the end there is nothing to tell.
      guard case .play = shared.goal, let segment = shared.segment else { return }
      tell(.recovered(segment.position(heard: heard)))
    }
  }

  /// The device is gone after `heard` frames, and will be closed.
  func lost(
    _ generation: Int, _ commandNumber: Int, _ error: SoundError, heard: Int64, hasPlayed: Bool
  ) {
    shared.withLock { shared in
      guard shared.generation == generation else { return }
      shared.candidates.lost(afterPlaying: hasPlayed)
      if shared.commandNumber == commandNumber { lose(error, heard: heard, &shared) }
      // Closing may hang too, and must not keep another device waiting.
      shared.due = shared.candidates.areSeveral ? clock.now + options.fallOver : nil
    }
  }

  private func lose(_ error: SoundError, heard: Int64, _ shared: inout Shared) {
    shared.segment = shared.segment?.rest(heard: heard, lead: lead)
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
  func finishes(_ generation: Int, _ commandNumber: Int, heard: Int64) -> Bool {
    shared.withLock { shared in
      guard shared.generation == generation, shared.commandNumber == commandNumber,
        let segment = shared.segment,
        heard >= segment.length
      else { return false }
      freeze(&shared, at: segment.length)
      shared.goal = .rest
      shared.state = .paused
      shared.due = nil
      tell(.finished(segment.until))
      return true
    }
  }

  private func current(
    _ generation: Int, _ commandNumber: Int, _ body: (inout sending Shared) -> Void
  ) {
    shared.withLock { shared in
      if shared.generation == generation, shared.commandNumber == commandNumber { body(&shared) }
    }
  }
}
