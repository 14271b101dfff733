internal import CueTimeline
internal import Dispatch
internal import Synchronization

/// What the caller's threads and the pump know together.
///
/// Nothing in here calls a device, and the lock is held only to look or to note.
final class StreamCore: Sendable {
  /// What the pump is to do.
  enum Goal: Sendable {
    case rest
    case play(Run)
    case end
  }

  struct Shared {
    var goal = Goal.rest
    /// Counts orders, so that the pump sees a new one.
    var order = 0
    /// Told when the pump has taken the order.
    var taken: DispatchSemaphore?
    /// Counts pumps.
    ///
    /// One that hangs is left behind: its number is no longer this one, and whatever it says when
    /// it comes back is not listened to.
    var crew = 0
    var hasPump = false
    var isWatched = false
    var state = PlaybackState.paused
    var run: Run?
    var mark = Mark()
    var wasOpen = false
    var isLost = false
    /// When the pump must have shown itself again; `nil` where it may take as long as it likes.
    var due: SuspendingClock.Instant?
  }

  /// How much of a run had been heard at a moment; without a moment it stands still.
  struct Mark {
    var heard: Int64 = 0
    var written: Int64 = 0
    var at: SuspendingClock.Instant?
  }

  let wake: WakeUp
  let options: PlaybackOptions
  let shared = Mutex(Shared())
  /// Stops while the machine sleeps, as sound does.
  let clock = SuspendingClock()
  private let rate: SampleRate
  private let events = DispatchQueue(label: "coach.sound.events")
  private let onEvent: @Sendable (PlaybackEvent) -> Void
  private let startPump: @Sendable (StreamCore, _ crew: Int) -> Void

  init(
    rate: SampleRate, options: PlaybackOptions,
    onEvent: @escaping @Sendable (PlaybackEvent) -> Void,
    startPump: @escaping @Sendable (StreamCore, _ crew: Int) -> Void
  ) throws(SoundError) {
    self.rate = rate
    self.options = options
    self.onEvent = onEvent
    self.startPump = startPump
    wake = try WakeUp()
  }

  var status: (state: PlaybackState, heard: FramePosition) {
    shared.withLock { shared in
      (shared.state, shared.run?.position(heard: heard(shared.mark)) ?? .start)
    }
  }

  func play(_ run: Run) {
    let crew: Int? = shared.withLock { shared in
      guard shared.state != .stopped else { return nil }
      shared.goal = .play(run)
      shared.order += 1
      shared.run = run
      shared.mark = Mark()
      shared.state = shared.isLost ? .waitingForDevice : .opening
      shared.taken?.signal()
      shared.taken = nil
      if !shared.hasPump { newCrew(&shared) }
      watch(&shared)
      return shared.crew
    }
    if crew != nil { wake.pull() }
  }

  func pause() {
    let taken: DispatchSemaphore? = shared.withLock { shared in
      guard shared.state != .stopped else { return nil }
      let wasPlaying = shared.state == .playing
      shared.goal = .rest
      shared.order += 1
      shared.state = .paused
      shared.taken?.signal()
      shared.taken = wasPlaying ? DispatchSemaphore(value: 0) : nil
      if !wasPlaying { freeze(&shared, at: heard(shared.mark)) }
      return shared.taken
    }
    wake.pull()
    guard let taken, taken.wait(timeout: deadline(options.patience)) == .timedOut else { return }
    shared.withLock { shared in
      guard shared.taken === taken else { return }
      freeze(&shared, at: shared.mark.heard)
      abandonPump(&shared)
    }
  }

  /// Ends the pump and waits for it to close its device.
  func stop(patience: Duration) {
    let taken: DispatchSemaphore? = shared.withLock { shared in
      guard shared.state != .stopped else { return nil }
      shared.goal = .end
      shared.order += 1
      shared.state = .stopped
      freeze(&shared, at: heard(shared.mark))
      shared.taken?.signal()
      shared.taken = shared.hasPump ? DispatchSemaphore(value: 0) : nil
      return shared.taken
    }
    wake.pull()
    // A pump that does not answer sees that it was told to end whenever it comes back.
    _ = taken?.wait(timeout: deadline(patience))
  }

  /// Tells the caller what happened, in order, never while the lock matters to anybody.
  func tell(_ event: PlaybackEvent) {
    events.async { [onEvent] in onEvent(event) }
  }

  /// The frames heard by now.
  func heard(_ mark: Mark) -> Int64 {
    guard let at = mark.at else { return mark.heard }
    let passed = rate.frames(in: clock.now - at).value
    return min(mark.heard + max(passed, 0), max(mark.written, mark.heard))
  }

  func freeze(_ shared: inout Shared, at heard: Int64) {
    shared.mark = Mark(heard: heard, written: heard, at: nil)
  }

  private func deadline(_ patience: Duration) -> DispatchTime {
    let (seconds, attoseconds) = patience.components
    return .now() + .nanoseconds(Int(seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
  }
}

/// Noticing a device that hangs inside a call.
extension StreamCore {
  private static let tick: DispatchTimeInterval = .seconds(1)

  /// Starts a pump, with the lock held; starting a thread takes no other.
  private func newCrew(_ shared: inout Shared) {
    shared.crew += 1
    shared.hasPump = true
    startPump(self, shared.crew)
  }

  /// Leaves a pump that hangs in a device call to itself.
  private func abandonPump(_ shared: inout Shared) {
    shared.crew += 1
    shared.hasPump = false
    shared.taken = nil
    shared.due = nil
    if !shared.isLost { tell(.deviceLost(.unanswered)) }
    shared.isLost = true
  }

  /// Looks after the pump once a second, while something plays.
  private func watch(_ shared: inout Shared) {
    guard !shared.isWatched else { return }
    shared.isWatched = true
    events.asyncAfter(deadline: .now() + Self.tick) { [weak self] in self?.check() }
  }

  private func check() {
    shared.withLock { shared in
      shared.isWatched = false
      guard shared.state != .stopped, shared.state != .paused else { return }
      if let due = shared.due, clock.now > due {
        if shared.wasOpen, let run = shared.run {
          // How long it has been silent is not known: better a moment twice than a moment lost.
          let rest = run.rest(heard: shared.mark.heard, lead: lead)
          abandonPump(&shared)
          shared.goal = .play(rest)
          shared.order += 1
          shared.run = rest
          shared.mark = Mark()
          shared.state = .waitingForDevice
          newCrew(&shared)
        } else {
          shared.crew += 1
          shared.hasPump = false
          shared.goal = .rest
          shared.state = .paused
          shared.due = nil
          tell(.failed(.unanswered))
        }
      }
      watch(&shared)
    }
  }

  /// Frames of silence before sound goes on.
  var lead: Int64 { rate.frames(in: options.leadIn).value }
}

extension SoundError {
  /// A device call that does not come back.
  fileprivate static let unanswered = SoundError(
    .deviceLost, "The sound device does not answer.",
    advice: "Restart the sound server, or choose another device with --device.")
}
