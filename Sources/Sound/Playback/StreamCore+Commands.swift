internal import CueTimeline
internal import Dispatch
internal import Platform
internal import Synchronization

/// What a stream's caller asks for.
extension StreamCore {
  func play(_ segment: PlaybackSegment) {
    let isNew = shared.withLock { shared in
      guard shared.state != .stopped else { return false }
      if shared.goal == .play, shared.state == .playing, shared.segment?.isWarmUp == true {
        // The device was given silence, and the lead-in is silence too: one becomes the other, and
        // the device goes on without a break.
        shared.segment = segment.following(silence: shared.handed)
      } else {
        begin(segment, &shared)
      }
      return true
    }
    if isNew { wake.signal() }
  }

  /// Plays endless silence if nothing plays.
  func warmUp() {
    let isNew = shared.withLock { shared in
      guard shared.goal == .rest else { return false }
      begin(PlaybackSegment(warmUpAt: position(&shared), rate: rate), &shared)
      return true
    }
    if isNew { wake.signal() }
  }

  private func begin(_ segment: PlaybackSegment, _ shared: inout Shared) {
    shared.goal = .play
    shared.commandNumber += 1
    shared.segment = segment
    freeze(&shared, at: 0)
    shared.state = shared.isLost ? .waitingForDevice : .opening
    shared.acknowledge()
    if !shared.hasPump { startGeneration(&shared) }
    watch(&shared)
  }

  func replace(
    with source: any SampleSource, from boundary: FramePosition, until: FramePosition
  ) -> Bool {
    let isDone = shared.withLock { shared in
      guard shared.goal == .play else { return false }
      return shared.segment?.replace(
        with: source, from: boundary, until: until, handed: shared.handed,
        heard: shared.mark.heard) ?? false
    }
    // The pump may be waiting for the old end.
    if isDone { wake.signal() }
    return isDone
  }

  func setVolume(_ volume: Volume) {
    let isHeard = shared.withLock { shared in
      guard shared.volume != volume else { return false }
      shared.volume = volume
      guard shared.goal == .play, shared.segment?.isWarmUp == false else { return false }
      shared.refills += 1
      return true
    }
    if isHeard { wake.signal() }
  }

  /// Silences the device, and waits until it is silent or the pump hangs.
  func pause() {
    let acknowledgement: DispatchSemaphore? = shared.withLock { shared in
      guard shared.state != .stopped else { return nil }
      let wasPlaying = shared.state == .playing
      shared.goal = .rest
      shared.commandNumber += 1
      shared.state = .paused
      shared.acknowledge()
      if wasPlaying {
        shared.acknowledgement = DispatchSemaphore(value: 0)
      } else {
        freeze(&shared, at: heard(shared.mark))
      }
      return shared.acknowledgement
    }
    wake.signal()
    guard let acknowledgement,
      acknowledgement.wait(timeout: .now() + options.patience.dispatched) == .timedOut
    else { return }
    shared.withLock { shared in
      guard shared.acknowledgement === acknowledgement else { return }
      freeze(&shared, at: shared.mark.heard)
      losePump(&shared)
    }
  }

  /// Ends the pump and waits for it to close its device.
  ///
  /// - Parameter patience: the longest wait; a pump that hangs longer ends whenever it comes back.
  func stop(patience: Duration) {
    let acknowledgement: DispatchSemaphore? = shared.withLock { shared in
      guard shared.state != .stopped else { return nil }
      shared.goal = .end
      shared.commandNumber += 1
      shared.state = .stopped
      freeze(&shared, at: heard(shared.mark))
      shared.acknowledge()
      if shared.hasPump { shared.acknowledgement = DispatchSemaphore(value: 0) }
      return shared.acknowledgement
    }
    wake.signal()
    _ = acknowledgement?.wait(timeout: .now() + patience.dispatched)
  }
}
