internal import CoachErrors
internal import CueTimeline
internal import Platform

/// Keeps an open device's queue full, and knows how much of it has been heard.
struct Feeder<Device: OutputDevice & ~Copyable>: ~Copyable {
  var device: Device
  private let core: StreamCore
  private var progress = Progress()

  /// A device that is gone, and how much of the segment was heard on it.
  struct Loss: Error {
    let reason: CoachError
    /// In frames of the segment.
    let heard: Int64
    /// Whether more was heard than the silence at the beginning.
    let hasPlayed: Bool
  }

  /// How often a device may run dry without taking any sound in between before it counts as lost.
  private static var falseStarts: Int { 3 }
  /// The silence before sound goes on after the device ran dry: a server has been seen to swallow
  /// the first 5 ms of what it gets then.
  private static var breath: Duration { .milliseconds(30) }
  /// How long a write may take; on a device that works it does not block.
  private static var longWrite: Duration { .milliseconds(500) }
  /// After how many long writes in a row a device counts as lost.
  ///
  /// After one, this process may have been stopped.
  private static var longWrites: Int { 3 }
  /// How long a device may not know what has been heard before the clock answers for it.
  private static var patience: Duration { .milliseconds(50) }
  /// How far a warm-up's silence runs ahead, which delays what comes after it.
  private static var warmUpAhead: Duration { .milliseconds(120) }

  init(device: consuming Device, core: StreamCore) {
    self.device = device
    self.core = core
  }

  /// What is known while one segment is played; in frames of that segment.
  private struct Progress {
    /// Frames that were written.
    var written: Int64 = 0
    /// Frames that had been heard when the device was last asked.
    var heard: Int64 = 0
    /// What had been heard when that was last known, and when it was; `nil` if nothing plays.
    var known: (heard: Int64, at: SuspendingClock.Instant)?
    /// Since when it is not known, although it was asked for.
    var unknownSince: SuspendingClock.Instant?
    var needsPreparing = true
    /// Whether the device ran dry or slept since it was last prepared.
    var wasInterrupted = false
    /// What had been heard at an interruption that is not reported yet.
    var interruptedAt: Int64?
    var isStarted = false
    var isFinished = false
    /// Which of the core's refills the queue already has.
    var refills = 0
    /// The fade-in after the queue was thrown away in the middle of a sound.
    var fadeIn: FadeIn?
    /// How long the device has taken no sound.
    var idle: Duration = .zero
    /// What was heard when the device last took sound.
    var heardWhenMoved: Int64 = 0
    var falseStarts = 0
    var longWrites = 0
  }

  /// Plays the core's segment and some silence after it, until that has been heard or a new command
  /// has come.
  mutating func feed(_ assignment: StreamCore.Assignment) throws(Loss) {
    progress = Progress()
    var samples = [Int16](repeating: 0, count: Int(max(device.setup.period.value, 1)))
    let tail = core.rate.frames(in: core.options.tail).value
    guard var segment = core.plan(assignment)?.segment else { return }
    while let plan = core.plan(assignment) {
      segment = plan.segment
      do throws(DeviceFault) {
        try prepare(plan)
        try fill(assignment, &samples)
        try start(assignment)
        try updateHeard()
        if !progress.isFinished {
          progress.isFinished = core.finishes(assignment, heard: progress.heard)
        }
        if progress.isFinished, progress.heard >= segment.length + tail { return device.drop() }
        try wait(segment, assignment)
        reportInterruption(assignment)
      } catch {
        try recover(from: error, segment, assignment)
      }
    }
    try? updateHeard()
    core.settle(assignment.generation, segment, heard: progress.heard)
    device.drop()
  }

  /// Makes the device ready if it is not; first throws away a queue that has become wrong.
  private mutating func prepare(_ plan: StreamCore.Plan) throws(DeviceFault) {
    if !progress.needsPreparing, progress.refills != plan.refills {
      try updateHeard()
      device.drop()
      progress.written = progress.heard
      progress.known = nil
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
    // Not counted as written: while this is heard, `heard` stays as it is.
    // It leaves room for sound, or a device with a short queue would run dry again before any.
    let breath = min(core.rate.frames(in: Self.breath).value, device.setup.buffer.value / 2)
    let silence = [Int16](repeating: 0, count: Int(breath))
    _ = try silence.withUnsafeBufferPointer { buffer throws(DeviceFault) in
      try device.write(buffer)
    }
  }

  /// Writes as much as the device takes.
  private mutating func fill(
    _ assignment: StreamCore.Assignment, _ samples: inout [Int16]
  ) throws(DeviceFault) {
    let enough = 2 * device.setup.buffer.value
    let ahead = core.rate.frames(in: Self.warmUpAhead).value
    while let segment = core.plan(assignment)?.segment {
      var count = Int64(samples.count)
      if segment.isWarmUp { count = min(count, progress.heard + ahead - progress.written) }
      guard count > 0, let plan = core.plan(assignment, handing: progress.written + count)
      else { return }
      let start = core.clock.now
      let taken = try samples.withUnsafeMutableBufferPointer { whole throws(DeviceFault) in
        let buffer = UnsafeMutableBufferPointer(rebasing: whole[..<Int(count)])
        plan.segment.render(from: progress.written, into: buffer)
        progress.fadeIn?.apply(to: buffer, from: progress.written)
        plan.segment.apply(plan.volume, to: buffer, from: progress.written)
        return try device.write(UnsafeBufferPointer(buffer)).value
      }
      core.handed(assignment, progress.written + taken)
      progress.longWrites = core.clock.now - start < Self.longWrite ? 0 : progress.longWrites + 1
      guard progress.longWrites < Self.longWrites else { throw .lost(.stalled) }
      guard taken > 0 else { return }
      progress.written += taken
      progress.idle = .zero
      progress.heardWhenMoved = progress.heard
      // A device without a clock takes everything at once: ask now and then what was heard.
      if progress.written - progress.heard > enough { return }
    }
  }

  private mutating func start(_ assignment: StreamCore.Assignment) throws(DeviceFault) {
    guard !progress.isStarted else { return }
    try device.start()
    progress.isStarted = true
    progress.known = (progress.heard, core.clock.now)
    core.playing(assignment, device.setup)
  }

  /// Asks the device what has been heard; if it does not know for a while, the clock says what of
  /// that which was written must have been.
  private mutating func updateHeard() throws(DeviceFault) {
    let now = core.clock.now
    // What was heard stays heard, however the device's answers jitter.
    if let delay = try device.delay() {
      progress.heard = max(progress.heard, progress.written - delay.value)
      progress.unknownSince = nil
      if progress.isStarted { progress.known = (progress.heard, now) }
      return
    }
    // Since it was first asked in vain: a process that was stopped has not asked for a while.
    let since = progress.unknownSince ?? now
    progress.unknownSince = since
    if let known = progress.known, now - since > Self.patience {
      let byNow = known.heard + core.rate.frames(in: now - known.at).value
      progress.heard = max(progress.heard, min(byNow, progress.written))
    }
  }

  /// Reports an interruption once sound goes on: a dead server takes sound for a moment, too.
  private mutating func reportInterruption(_ assignment: StreamCore.Assignment) {
    guard let heard = progress.interruptedAt, progress.isStarted else { return }
    progress.interruptedAt = nil
    core.recovered(assignment, heard: heard)
  }

  /// Waits for room, for a new command, or until everything will have been heard.
  private mutating func wait(
    _ segment: PlaybackSegment, _ assignment: StreamCore.Assignment
  ) throws(DeviceFault) {
    let setup = device.setup
    var limit = core.rate.duration(of: setup.period) * 2
    if !progress.isFinished {
      let left = core.rate.duration(of: FrameCount(max(segment.length - progress.heard, 0)))
      limit = min(limit, left + .milliseconds(2))
    }
    core.publish(assignment, heard: progress.heard, written: progress.written, next: limit)
    if progress.idle > core.rate.duration(of: setup.buffer) + core.options.stall {
      throw .lost(.stalled)
    }
    let start = core.clock.now
    // A full queue whose device claims to have room, or one kept short, would make this a busy loop.
    if segment.isWarmUp || progress.idle > .milliseconds(20), limit > .milliseconds(20) {
      limit = .milliseconds(20)
      core.wake.wait(atMost: limit)
    } else {
      try device.wait(atMost: limit, or: core.wake)
    }
    // A longer wait means that this process was stopped, when no device can do anything.
    progress.idle += min(core.clock.now - start, limit)
  }

  /// Gets ready to go on after a fault, unless the device is lost.
  private mutating func recover(
    from fault: DeviceFault, _ segment: PlaybackSegment, _ assignment: StreamCore.Assignment
  ) throws(Loss) {
    switch fault {
    case .underrun:
      // Running dry means that all of it was heard.
      progress.heard = progress.written
    case .suspended:
      progress.heard = min(core.heardByNow(), progress.written)
      progress.written = progress.heard
    case .lost(let reason):
      throw loss(reason, segment, heard: min(core.heardByNow(), progress.written))
    }
    progress.falseStarts = progress.heard > progress.heardWhenMoved ? 0 : progress.falseStarts + 1
    progress.heardWhenMoved = progress.heard
    progress.idle = .zero
    progress.needsPreparing = true
    progress.wasInterrupted = true
    progress.known = nil
    progress.interruptedAt = progress.interruptedAt ?? progress.heard
    guard progress.falseStarts < Self.falseStarts else {
      throw loss(.stalled, segment, heard: progress.heard)
    }
  }

  private func loss(_ reason: CoachError, _ segment: PlaybackSegment, heard: Int64) -> Loss {
    Loss(reason: reason, heard: heard, hasPlayed: heard > min(segment.lead, core.lead))
  }
}

extension CoachError {
  /// A device that takes no more sound.
  fileprivate static let stalled = CoachError(
    .deviceLost, "The sound device stopped playing.",
    advice: "Playback goes on where it was as soon as the device is back.")
}
