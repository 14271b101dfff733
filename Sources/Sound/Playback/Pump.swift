internal import CoachErrors
internal import CueTimeline
internal import Platform

/// The thread that opens a device, feeds it, and recovers it; it may hang in any device call.
struct Pump<Device: OutputDevice & ~Copyable>: ~Copyable {
  private let core: StreamCore
  private let generation: Int
  /// The devices in order of preference.
  private let choices: [DeviceChoice<Device>]
  private var feeder: Feeder<Device>?
  /// Rounds of opening since a device last played, and when the next one is due.
  private var tries = 0
  private var nextTry: SuspendingClock.Instant?

  init(core: StreamCore, generation: Int, choices: [DeviceChoice<Device>]) {
    self.core = core
    self.generation = generation
    self.choices = choices
  }

  /// Follows commands until told to end, and closes the device.
  consuming func work() {
    while let (commandNumber, goal) = core.next(generation) {
      switch goal {
      case .end: break
      case .rest:
        feeder?.device.drop()
        core.rested(generation, commandNumber)
        core.wake.wait()
      case .play: play(commandNumber)
      }
    }
    feeder = nil
    core.ended(generation)
  }

  /// Plays until everything has been heard, a new command comes, or the device is gone; then the
  /// core's command is what is left, and `work` comes back with it.
  private mutating func play(_ commandNumber: Int) {
    guard openDevice(commandNumber) else { return }
    do throws(Feeder<Device>.Loss) {
      try feeder?.feed(commandNumber)
      tries = 0
    } catch {
      // Only a device that really played is tried again at once: one that opens and fails over and
      // over must not keep the processor busy.
      if error.hasPlayed { tries = 0 } else { putOff() }
      core.lost(
        generation, commandNumber, error.reason, heard: error.heard, hasPlayed: error.hasPlayed)
      feeder = nil
    }
  }

  /// Opens the first device that opens, where none is open.
  ///
  /// - Returns: whether one is open and the command is still the newest.
  private mutating func openDevice(_ commandNumber: Int) -> Bool {
    if feeder != nil { return true }
    while let nextTry, core.clock.now < nextTry {
      core.wake.wait(atMost: nextTry - core.clock.now)
      guard core.isCurrent(generation, commandNumber) else { return false }
    }
    nextTry = nil
    let candidates = core.candidates()
    for candidate in candidates {
      guard core.isCurrent(generation, commandNumber) else { return false }
      core.opening(generation, commandNumber, candidate, isLast: candidate == candidates.last)
      do throws(SoundError) {
        feeder = Feeder(device: try choices[candidate].open(), core: core, generation: generation)
        return core.isCurrent(generation, commandNumber)
      } catch {
        core.refused(generation, commandNumber, candidate, error)
      }
    }
    if core.noneOpened(generation, commandNumber) { putOff() }
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
