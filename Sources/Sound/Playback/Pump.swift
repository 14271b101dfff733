internal import CueTimeline

/// The thread that opens a device, feeds it, and recovers it; it may hang in any device call.
struct Pump<Device: OutputDevice & ~Copyable>: ~Copyable {
  private let core: StreamCore
  private let crew: Int
  /// The devices in order of preference.
  private let choices: [DeviceChoice<Device>]
  private var feeder: Feeder<Device>?
  /// Rounds of opening since a device last played, and when the next one is due.
  private var tries = 0
  private var nextTry: SuspendingClock.Instant?

  init(core: StreamCore, crew: Int, choices: [DeviceChoice<Device>]) {
    self.core = core
    self.crew = crew
    self.choices = choices
  }

  /// Follows orders until told to end, and closes the device.
  consuming func work() {
    while let (order, goal) = core.next(crew) {
      switch goal {
      case .end: break
      case .rest:
        feeder?.device.drop()
        core.rested(crew, order)
        core.wake.wait()
      case .play: play(order)
      }
    }
    feeder = nil
    core.ended(crew)
  }

  /// Plays until everything has been heard, a new order comes, or the device is gone; then the
  /// core's order is what is left, and `work` comes back with it.
  private mutating func play(_ order: Int) {
    guard openDevice(order) else { return }
    do throws(Feeder<Device>.Loss) {
      try feeder?.feed(order)
      tries = 0
    } catch {
      // Only a device that really played is tried again at once: one that opens and fails over and
      // over must not keep the processor busy.
      if error.hasPlayed { tries = 0 } else { putOff() }
      core.lost(crew, order, error.reason, heard: error.heard, hasPlayed: error.hasPlayed)
      feeder = nil
    }
  }

  /// Opens the first device that opens, where none is open.
  ///
  /// - Returns: whether one is open and the order still stands.
  private mutating func openDevice(_ order: Int) -> Bool {
    if feeder != nil { return true }
    while let nextTry, core.clock.now < nextTry {
      core.wake.wait(atMost: nextTry - core.clock.now)
      guard core.isCurrent(crew, order) else { return false }
    }
    nextTry = nil
    let candidates = core.candidates()
    for candidate in candidates {
      guard core.isCurrent(crew, order) else { return false }
      core.opening(crew, order, candidate, isLast: candidate == candidates.last)
      do throws(SoundError) {
        feeder = Feeder(device: try choices[candidate].open(), core: core, crew: crew)
        return core.isCurrent(crew, order)
      } catch {
        core.refused(crew, order, candidate, error)
      }
    }
    if core.noneOpened(crew, order) { putOff() }
    return false
  }

  /// Puts the next try off, longer with every one.
  private mutating func putOff() {
    var pause = core.options.firstRetry
    for _ in 0..<min(tries, 16) { pause = min(pause * 2, core.options.longestRetry) }
    tries += 1
    nextTry = core.clock.now + pause
  }
}
