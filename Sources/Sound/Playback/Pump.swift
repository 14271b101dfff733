internal import CueTimeline

/// The thread that opens a device, feeds it, and recovers it; it may hang in any device call.
struct Pump<Device: OutputDevice & ~Copyable>: ~Copyable {
  private let core: StreamCore
  private let crew: Int
  private let open: @Sendable () throws(SoundError) -> Device
  private var feeder: Feeder<Device>?
  /// Tries to open since sound was last heard.
  private var tries = 0

  init(
    core: StreamCore, crew: Int, open: @escaping @Sendable () throws(SoundError) -> Device
  ) {
    self.core = core
    self.crew = crew
    self.open = open
  }

  /// Follows orders until told to end, and closes the device.
  consuming func work() {
    while let (order, goal) = core.next(crew) {
      switch goal {
      case .end: break
      case .rest:
        feeder?.device.drop()
        core.wake.wait()
      case .play(let run): play(run, order)
      }
    }
    feeder = nil
    core.ended(crew)
  }

  /// Plays until everything has been heard, a new order comes, or the device is gone; then the
  /// core's order is what is left, and `work` comes back with it.
  private mutating func play(_ run: Run, _ order: Int) {
    core.opening(crew, order)
    do throws(SoundError) {
      guard try openDevice(order) else { return }
    } catch {
      if core.wasOpen {
        core.lost(crew, order, error, heard: 0)
      } else {
        core.failed(crew, order, error)
      }
      return
    }
    do throws(Feeder<Device>.Loss) {
      try feeder?.feed(run, order)
      tries = 0
    } catch {
      // Only a device that really played is tried again at once: one that opens and fails over and
      // over must not keep the processor busy.
      if error.heard > run.lead { tries = 0 }
      core.lost(crew, order, error.reason, heard: error.heard)
      feeder = nil
    }
  }

  /// Opens the device where it is not open, after a pause that grows with every try.
  ///
  /// - Returns: whether it is open and the order still stands.
  private mutating func openDevice(_ order: Int) throws(SoundError) -> Bool {
    if feeder != nil { return true }
    if tries > 0 {
      var pause = core.options.firstRetry
      for _ in 1..<max(min(tries, 16), 1) { pause = min(pause * 2, core.options.longestRetry) }
      let end = core.clock.now + pause
      while core.clock.now < end {
        core.wake.wait(atMost: end - core.clock.now)
        guard core.isCurrent(crew, order) else { return false }
      }
    }
    tries += 1
    feeder = Feeder(device: try open(), core: core, crew: crew)
    return core.isCurrent(crew, order)
  }
}
