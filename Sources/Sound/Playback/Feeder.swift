internal import CoachErrors
internal import CueTimeline
internal import Platform

/// Keeps an open device's queue full, and knows what has been heard of it.
struct Feeder<Device: OutputDevice & ~Copyable>: ~Copyable {
  var device: Device
  private let core: StreamCore
  private let generation: Int

  /// A device that is gone, and how much of the segment was heard on it.
  struct Loss: Error {
    let reason: SoundError
    let heard: Int64
    /// Whether more was heard than the silence at the beginning.
    let hasPlayed: Bool
  }

  /// How often a device may run dry without taking any sound in between before it counts as lost.
  private static var falseStarts: Int { 3 }
  /// The silence before sound goes on after the device ran dry: a server has been seen to swallow
  /// the first 5 ms of what it gets then.
  private static var breath: Duration { .milliseconds(30) }
  /// How far a warm-up's silence runs ahead: what follows it can sound no sooner than after that.
  private static var warmUpAhead: Duration { .milliseconds(120) }

  init(device: consuming Device, core: StreamCore, generation: Int) {
    self.device = device
    self.core = core
    self.generation = generation
  }

  /// What is known while one segment is played.
  private struct Progress {
    /// Frames of the segment that were written.
    var written: Int64 = 0
    /// Frames of the segment that were heard, as of the last look.
    var heard: Int64 = 0
    var needsPreparing = true
    /// Whether the device ran dry or slept since it was last prepared.
    var wasInterrupted = false
    var isStarted = false
    var isFinished = false
    /// The core's count of refills that the queue is up to.
    var refills = 0
    /// The fade-in after the queue was thrown away in the middle of a sound.
    var fadeIn: FadeIn?
    /// How long the device has been waited for without it taking sound.
    var idle: Duration = .zero
    /// What was heard when the device last took sound.
    var heardWhenMoved: Int64 = 0
    var falseStarts = 0
  }

  /// Plays the core's segment until it has been heard, with some silence after it, or a new command comes.
  mutating func feed(_ commandNumber: Int) throws(Loss) {
    var progress = Progress()
    var samples = [Int16](repeating: 0, count: Int(max(device.setup.period.value, 1)))
    let tail = core.rate.frames(in: core.options.tail).value
    guard var segment = core.plan(generation, commandNumber)?.segment else { return }
    while let plan = core.plan(generation, commandNumber) {
      segment = plan.segment
      do throws(DeviceFault) {
        try prepare(plan, &progress)
        try fill(commandNumber, &samples, &progress)
        try start(commandNumber, &progress)
        try look(&progress)
        if !progress.isFinished {
          progress.isFinished = core.finishes(generation, commandNumber, heard: progress.heard)
        }
        if progress.isFinished, progress.heard >= segment.length + tail { return device.drop() }
        try wait(segment, commandNumber, &progress)
      } catch {
        switch error {
        case .underrun:
          // Running dry means that all of it was heard.
          progress.heard = progress.written
        case .suspended:
          progress.heard = min(core.heardByNow(), progress.written)
          progress.written = progress.heard
        case .lost(let reason):
          throw loss(reason, segment, heard: min(core.heardByNow(), progress.written))
        }
        try recover(segment, commandNumber, &progress)
      }
    }
    try? look(&progress)
    core.settle(generation, segment, heard: progress.heard)
    device.drop()
  }

  private func loss(_ reason: SoundError, _ segment: PlaybackSegment, heard: Int64) -> Loss {
    Loss(reason: reason, heard: heard, hasPlayed: heard > min(segment.lead, core.lead))
  }

  /// Makes the device ready where it is not; throws away a queue that is to be handed over again.
  private mutating func prepare(
    _ plan: StreamCore.Plan, _ progress: inout Progress
  ) throws(DeviceFault) {
    if !progress.needsPreparing, progress.refills != plan.refills {
      try look(&progress)
      device.drop()
      progress.written = progress.heard
      progress.fadeIn = plan.segment.fadeIn(at: progress.heard)
      progress.needsPreparing = true
    }
    guard progress.needsPreparing else { return }
    try device.prepare()
    progress.refills = plan.refills
    progress.isStarted = false
    progress.needsPreparing = false
    guard progress.wasInterrupted else { return }
    progress.wasInterrupted = false
    // While this is heard the delay reaches back to what was heard before, which stands.
    let silence = [Int16](repeating: 0, count: Int(core.rate.frames(in: Self.breath).value))
    _ = try silence.withUnsafeBufferPointer { buffer throws(DeviceFault) in
      try device.write(buffer)
    }
  }

  /// Writes as much as the device takes.
  private mutating func fill(
    _ commandNumber: Int, _ samples: inout [Int16], _ progress: inout Progress
  ) throws(DeviceFault) {
    let enough = 2 * device.setup.buffer.value
    let ahead = core.rate.frames(in: Self.warmUpAhead).value
    while let segment = core.plan(generation, commandNumber)?.segment {
      var count = Int64(samples.count)
      if segment.isWarmUp { count = min(count, progress.heard + ahead - progress.written) }
      guard count > 0,
        let plan = core.plan(generation, commandNumber, handing: progress.written + count)
      else { return }
      let taken = try samples.withUnsafeMutableBufferPointer { whole throws(DeviceFault) in
        let buffer = UnsafeMutableBufferPointer(rebasing: whole[..<Int(count)])
        plan.segment.render(from: progress.written, into: buffer)
        progress.fadeIn?.apply(to: buffer, from: progress.written)
        plan.volume.apply(to: buffer)
        return try device.write(UnsafeBufferPointer(buffer)).value
      }
      core.handed(generation, commandNumber, progress.written + taken)
      guard taken > 0 else { return }
      progress.written += taken
      progress.idle = .zero
      progress.heardWhenMoved = progress.heard
      // A device without a clock takes everything at once: see what was heard now and then.
      if progress.written - progress.heard > enough { return }
    }
  }

  private mutating func start(_ commandNumber: Int, _ progress: inout Progress) throws(DeviceFault)
  {
    guard !progress.isStarted else { return }
    try device.start()
    progress.isStarted = true
    core.playing(generation, commandNumber, device.setup)
  }

  /// Asks the device what has been heard; where it does not know, what was known stands.
  private mutating func look(_ progress: inout Progress) throws(DeviceFault) {
    guard let delay = try device.delay() else { return }
    // What was heard stays heard, whatever a device's jitter says.
    progress.heard = max(progress.heard, progress.written - delay.value)
  }

  /// Waits for room, a new command, or the moment when everything will have been heard.
  private mutating func wait(
    _ segment: PlaybackSegment, _ commandNumber: Int, _ progress: inout Progress
  ) throws(DeviceFault) {
    let setup = device.setup
    var limit = core.rate.duration(of: setup.period) * 2
    if !progress.isFinished {
      let left = core.rate.duration(of: FrameCount(max(segment.length - progress.heard, 0)))
      limit = min(limit, left + .milliseconds(2))
    }
    core.publish(
      generation, commandNumber, heard: progress.heard, written: progress.written, back: limit)
    if progress.idle > core.rate.duration(of: setup.buffer) + core.options.stall {
      throw .lost(.stalled)
    }
    let start = core.clock.now
    // A full queue whose device says it has room, or one kept short, would make this a busy loop.
    if segment.isWarmUp || progress.idle > .milliseconds(20), limit > .milliseconds(20) {
      limit = .milliseconds(20)
      core.wake.wait(atMost: limit)
    } else {
      try device.wait(atMost: limit, or: core.wake)
    }
    // Longer means that this process was stopped, in which time no device can do anything.
    progress.idle += min(core.clock.now - start, limit)
  }

  private mutating func recover(
    _ segment: PlaybackSegment, _ commandNumber: Int, _ progress: inout Progress
  ) throws(Loss) {
    progress.falseStarts = progress.heard > progress.heardWhenMoved ? 0 : progress.falseStarts + 1
    progress.heardWhenMoved = progress.heard
    progress.idle = .zero
    progress.needsPreparing = true
    progress.wasInterrupted = true
    guard progress.falseStarts < Self.falseStarts else {
      throw loss(.stalled, segment, heard: progress.heard)
    }
    core.recovered(generation, commandNumber, heard: progress.heard)
  }
}

extension SoundError {
  /// A device that takes no more sound.
  fileprivate static let stalled = SoundError(
    .deviceLost, "The sound device stopped playing.",
    advice: "Playback goes on where it was as soon as the device is back.")
}
