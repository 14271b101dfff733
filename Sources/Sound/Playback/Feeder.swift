internal import CueTimeline

/// Keeps an open device's queue full, and knows what has been heard of it.
struct Feeder<Device: OutputDevice & ~Copyable>: ~Copyable {
  var device: Device
  private let core: StreamCore
  private let crew: Int

  /// A device that is gone, and how much of the run was heard on it.
  struct Loss: Error {
    let reason: SoundError
    let heard: Int64
  }

  /// How often a device may run dry without taking any sound in between before it counts as lost.
  private static var falseStarts: Int { 3 }

  init(device: consuming Device, core: StreamCore, crew: Int) {
    self.device = device
    self.core = core
    self.crew = crew
  }

  /// What is known while one run is played.
  private struct Progress {
    /// Frames of the run that were written.
    var written: Int64 = 0
    /// Frames of the run that were heard, as of the last look.
    var heard: Int64 = 0
    var isStarted = false
    var isFinished = false
    /// When the device last took sound, and what was heard then.
    var moved: SuspendingClock.Instant
    var heardWhenMoved: Int64 = 0
    var falseStarts = 0
  }

  /// Plays a run until it has been heard, with some silence after it, or a new order comes.
  mutating func feed(_ run: Run, _ order: Int) throws(Loss) {
    var progress = Progress(moved: core.clock.now)
    var needsPreparing = true
    var samples = [Int16](repeating: 0, count: Int(max(device.setup.period.value, 1)))
    let tail = run.source.rate.frames(in: core.options.tail).value
    while core.isCurrent(crew, order) {
      do throws(DeviceFault) {
        if needsPreparing {
          try device.prepare()
          progress.isStarted = false
          needsPreparing = false
        }
        try fill(run, &samples, &progress)
        try start(order, &progress)
        try look(&progress)
        if progress.heard >= run.length, !progress.isFinished {
          progress.isFinished = true
          core.finished(crew, order)
        }
        if progress.heard >= run.length + tail { return device.drop() }
        try wait(run, order, progress)
      } catch {
        switch error {
        case .underrun:
          // Running dry means that all of it was heard.
          progress.heard = progress.written
        case .suspended:
          progress.heard = min(core.heardByNow(), progress.written)
          progress.written = progress.heard
        case .lost(let reason):
          throw Loss(reason: reason, heard: min(core.heardByNow(), progress.written))
        }
        try recover(order, &progress)
        needsPreparing = true
      }
    }
    try? look(&progress)
    core.settle(crew, heard: progress.heard)
    device.drop()
  }

  /// Writes as much as the device takes.
  private mutating func fill(
    _ run: Run, _ samples: inout [Int16], _ progress: inout Progress
  ) throws(DeviceFault) {
    let enough = 2 * device.setup.buffer.value
    while true {
      let taken = try samples.withUnsafeMutableBufferPointer { buffer throws(DeviceFault) in
        run.render(from: progress.written, into: buffer)
        return try device.write(UnsafeBufferPointer(buffer)).value
      }
      guard taken > 0 else { return }
      progress.written += taken
      progress.moved = core.clock.now
      progress.heardWhenMoved = progress.heard
      // A device without a clock takes everything at once: see what was heard now and then.
      if progress.written - progress.heard > enough { return }
    }
  }

  private mutating func start(_ order: Int, _ progress: inout Progress) throws(DeviceFault) {
    guard !progress.isStarted else { return }
    try device.start()
    progress.isStarted = true
    core.playing(crew, order, device.setup)
  }

  /// Asks the device what has been heard; where it does not know, what was known stands.
  private mutating func look(_ progress: inout Progress) throws(DeviceFault) {
    guard let delay = try device.delay() else { return }
    // What was heard stays heard, whatever a device's jitter says.
    progress.heard = max(progress.heard, progress.written - delay.value)
  }

  /// Waits for room, a new order, or the moment when everything will have been heard.
  private mutating func wait(
    _ run: Run, _ order: Int, _ progress: Progress
  ) throws(DeviceFault) {
    let rate = run.source.rate
    let setup = device.setup
    var limit = rate.duration(of: setup.period) * 2
    if !progress.isFinished {
      let left = rate.duration(of: FrameCount(max(run.length - progress.heard, 0)))
      limit = min(limit, left + .milliseconds(2))
    }
    core.publish(
      crew, order, heard: progress.heard, written: progress.written, back: limit)
    let now = core.clock.now
    let longest = rate.duration(of: setup.buffer) + core.options.stall
    if now - progress.moved > longest {
      throw .lost(.stalled)
    }
    // A full queue whose device says it has room would make this a busy loop.
    if now - progress.moved > .milliseconds(20), limit > .milliseconds(20) {
      core.wake.wait(atMost: .milliseconds(20))
    } else {
      try device.wait(atMost: limit, or: core.wake)
    }
  }

  private mutating func recover(_ order: Int, _ progress: inout Progress) throws(Loss) {
    let now = core.clock.now
    progress.falseStarts = progress.heard > progress.heardWhenMoved ? 0 : progress.falseStarts + 1
    progress.heardWhenMoved = progress.heard
    progress.moved = now
    guard progress.falseStarts < Self.falseStarts else {
      throw Loss(reason: .stalled, heard: progress.heard)
    }
    core.recovered(crew, order, heard: progress.heard)
  }
}

extension SoundError {
  /// A device that takes no more sound.
  fileprivate static let stalled = SoundError(
    .deviceLost, "The sound device stopped playing.",
    advice: "Playback goes on where it was as soon as the device is back.")
}
