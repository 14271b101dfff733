internal import CoachErrors
internal import CueTimeline
internal import Platform

/// The work of the thread that opens a device, feeds it and recovers it; it may hang in any device
/// call.
struct Pump<Device: OutputDevice & ~Copyable>: ~Copyable {
  private let core: StreamCore
  private let generation: Int
  /// The devices in order of preference.
  private let choices: [DeviceChoice<Device>]
  private var feeder: Feeder<Device>?
  /// How often all devices have been tried since one last played, and when they are tried next.
  private var tries = 0
  private var nextTry: SuspendingClock.Instant?

  init(core: StreamCore, generation: Int, choices: [DeviceChoice<Device>]) {
    self.core = core
    self.generation = generation
    self.choices = choices
  }

  /// Follows commands until it is to end, and closes the device.
  consuming func work() {
    while let (assignment, isToPlay) = core.next(generation) {
      if isToPlay {
        play(assignment)
      } else {
        feeder?.device.drop()
        core.rested(assignment)
        core.wake.wait()
      }
    }
    feeder = nil
    core.ended(generation)
  }

  /// Plays until everything has been heard, a new command has come, or the device is gone.
  private mutating func play(_ assignment: StreamCore.Assignment) {
    guard openDevice(assignment) else { return }
    do throws(Feeder<Device>.Loss) {
      try feeder?.feed(assignment)
      tries = 0
    } catch {
      let hasAnother = core.lost(
        assignment, error.reason, heard: error.heard, hasPlayed: error.hasPlayed)
      // Only a device that really played, or was not tried yet, is tried at once: one that opens and
      // fails over and over must not keep the processor busy.
      if error.hasPlayed { tries = 0 } else if !hasAnother { postponeNextTry() }
      feeder = nil
    }
  }

  /// Opens the first device that can be opened, if none is open.
  ///
  /// - Returns: whether one is open and the assignment is still the newest.
  private mutating func openDevice(_ assignment: StreamCore.Assignment) -> Bool {
    if feeder != nil { return true }
    while let nextTry, core.clock.now < nextTry {
      core.wake.wait(atMost: nextTry - core.clock.now)
      guard core.isCurrent(assignment) else { return false }
    }
    nextTry = nil
    let candidates = core.candidates()
    for candidate in candidates {
      guard core.isCurrent(assignment) else { return false }
      core.opening(assignment, candidate, isLast: candidate == candidates.last)
      do throws(CoachError) {
        feeder = Feeder(device: try choices[candidate].open(), core: core)
        return core.isCurrent(assignment)
      } catch {
        core.refused(assignment, candidate, error)
      }
    }
    if core.noneOpened(assignment) { postponeNextTry() }
    return false
  }

  /// Waits longer before every try.
  private mutating func postponeNextTry() {
    var pause = core.options.firstRetry
    for _ in 0..<min(tries, 16) { pause = min(pause * 2, core.options.longestRetry) }
    tries += 1
    nextTry = core.clock.now + pause
  }
}
