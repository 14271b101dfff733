internal import CoachErrors
internal import CueTimeline
internal import Dispatch
internal import Platform
internal import Synchronization

/// What the caller's threads and the pump know together.
///
/// Nothing in here calls a device, and the lock is held only to look or to note.
final class StreamCore: Sendable {
  /// What the pump is to do.
  enum Goal: Sendable {
    case rest
    /// Play `segment`.
    case play
    case end
  }

  struct Shared {
    var goal = Goal.rest
    /// What is played, or was played last.
    var segment: PlaybackSegment?
    /// Counts commands, so that the pump sees a new one.
    var commandNumber = 0
    /// Told when the pump has taken the command.
    var taken: DispatchSemaphore?
    /// Counts pumps.
    ///
    /// One that hangs is left behind: its number is no longer this one, and whatever it says when
    /// it comes back is not listened to.
    var generation = 0
    var hasPump = false
    var candidates: Candidates
    var state = PlaybackState.paused
    var mark = Mark()
    /// Frames of the segment that were handed to the device, or are about to be.
    var handed: Int64 = 0
    var volume = Volume.full
    /// Counts the times when what is queued became wrong and is to be handed over again.
    var refills = 0
    /// Frames of a warm-up's silence heard just before the next segment.
    var silence: Int64 = 0
    var wasOpen = false
    var isLost = false
    /// When the pump must have shown itself again; `nil` where it may take as long as it likes.
    var due: SuspendingClock.Instant?
    /// Since when the next look after the pump is awaited; `nil` where none is.
    var watchedSince: SuspendingClock.Instant?
  }

  /// How much of a run had been heard at a moment; without a moment it stands still.
  struct Mark {
    var heard: Int64 = 0
    var written: Int64 = 0
    var at: SuspendingClock.Instant?
  }

  let wake: WakeUp
  let options: PlaybackOptions
  let shared: Mutex<Shared>
  /// Stops while the machine sleeps, as sound does.
  let clock = SuspendingClock()
  let rate: SampleRate
  let events = DispatchQueue(label: "coach.sound.events")
  private let onEvent: @Sendable (PlaybackEvent) -> Void
  private let startPump: @Sendable (StreamCore, _ generation: Int) -> Void

  init(
    rate: SampleRate, devices: [DeviceName], options: PlaybackOptions,
    onEvent: @escaping @Sendable (PlaybackEvent) -> Void,
    startPump: @escaping @Sendable (StreamCore, _ generation: Int) -> Void
  ) throws(SoundError) {
    self.rate = rate
    self.options = options
    self.onEvent = onEvent
    self.startPump = startPump
    shared = Mutex(Shared(candidates: Candidates(devices)))
    do throws(Errno) { wake = try WakeUp() } catch { throw .startingPlayback(error) }
  }

  var status: (state: PlaybackState, heard: FramePosition) {
    shared.withLock { ($0.state, position(&$0)) }
  }

  /// The source's position up to which frames were handed to the device.
  var queuedUpTo: FramePosition {
    shared.withLock { shared in
      guard case .play = shared.goal, let segment = shared.segment else { return position(&shared) }
      return segment.position(heard: shared.handed)
    }
  }

  func play(_ segment: PlaybackSegment) {
    let isNew = shared.withLock { shared in
      guard shared.state != .stopped else { return false }
      if case .play = shared.goal, shared.state == .playing, shared.segment?.isWarmUp == true {
        // What the device was given is silence, as is the lead-in: one becomes the other, and the
        // device goes on without a break.
        shared.segment = segment.following(silence: shared.handed)
      } else {
        begin(segment, &shared)
      }
      return true
    }
    if isNew { wake.signal() }
  }

  /// Plays silence without an end where nothing plays.
  func warmUp() {
    let isNew = shared.withLock { shared in
      guard case .rest = shared.goal else { return false }
      begin(PlaybackSegment(warmUpAt: position(&shared), rate: rate), &shared)
      return true
    }
    if isNew { wake.signal() }
  }

  func replace(
    with source: any SampleSource, from boundary: FramePosition, until: FramePosition
  ) -> Bool {
    let isDone = shared.withLock { shared in
      guard case .play = shared.goal else { return false }
      return shared.segment?.replace(
        with: source, from: boundary, until: until, handed: shared.handed,
        heard: shared.mark.heard) ?? false
    }
    // The pump may be waiting for an end that is another one now.
    if isDone { wake.signal() }
    return isDone
  }

  /// Frames of silence before sound goes on.
  var lead: Int64 { rate.frames(in: options.leadIn).value }

  var volume: Volume { shared.withLock { $0.volume } }

  func setVolume(_ volume: Volume) {
    let isHeard = shared.withLock { shared in
      guard shared.volume != volume else { return false }
      shared.volume = volume
      guard case .play = shared.goal, shared.segment?.isWarmUp == false else { return false }
      shared.refills += 1
      return true
    }
    if isHeard { wake.signal() }
  }

  func pause() {
    let taken: DispatchSemaphore? = shared.withLock { shared in
      guard shared.state != .stopped else { return nil }
      let wasPlaying = shared.state == .playing
      shared.goal = .rest
      shared.commandNumber += 1
      shared.state = .paused
      shared.taken?.signal()
      shared.taken = wasPlaying ? DispatchSemaphore(value: 0) : nil
      if !wasPlaying { freeze(&shared, at: heard(shared.mark)) }
      return shared.taken
    }
    wake.signal()
    guard let taken, taken.wait(timeout: .now() + options.patience.dispatched) == .timedOut else {
      return
    }
    shared.withLock { shared in
      guard shared.taken === taken else { return }
      freeze(&shared, at: shared.mark.heard)
      losePump(&shared)
    }
  }

  /// Ends the pump and waits for it to close its device.
  func stop(patience: Duration) {
    let taken: DispatchSemaphore? = shared.withLock { shared in
      guard shared.state != .stopped else { return nil }
      shared.goal = .end
      shared.commandNumber += 1
      shared.state = .stopped
      freeze(&shared, at: heard(shared.mark))
      shared.taken?.signal()
      shared.taken = shared.hasPump ? DispatchSemaphore(value: 0) : nil
      return shared.taken
    }
    wake.signal()
    // A pump that does not answer sees that it was told to end whenever it comes back.
    _ = taken?.wait(timeout: .now() + patience.dispatched)
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
    shared.handed = heard
  }

  /// Starts a pump, with the lock held; starting a thread takes no other.
  func startGeneration(_ shared: inout Shared) {
    shared.generation += 1
    shared.hasPump = true
    startPump(self, shared.generation)
  }

  private func position(_ shared: inout Shared) -> FramePosition {
    shared.segment?.position(heard: heard(shared.mark)) ?? .start
  }

  private func begin(_ segment: PlaybackSegment, _ shared: inout Shared) {
    shared.goal = .play
    shared.commandNumber += 1
    shared.segment = segment
    freeze(&shared, at: 0)
    shared.state = shared.isLost ? .waitingForDevice : .opening
    shared.taken?.signal()
    shared.taken = nil
    if !shared.hasPump { startGeneration(&shared) }
    watch(&shared)
  }
}

extension Duration {
  /// As Dispatch measures time, to the nanosecond.
  var dispatched: DispatchTimeInterval {
    let (seconds, attoseconds) = components
    return .nanoseconds(Int(seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
  }
}
