internal import CoachErrors
internal import CueTimeline
internal import Dispatch
internal import Platform
internal import Synchronization

/// The state that the caller's threads and the pump share.
///
/// Nothing in here calls a device, and the lock is held only to read or change this state.
final class StreamCore: Sendable {
  /// What the pump is to do: play the segment, rest, or end.
  enum Goal: Sendable { case rest, play, end }

  /// Which pump does something, and for which command.
  ///
  /// What a pump reports is ignored once another pump or another command has come.
  struct Assignment: Equatable {
    let generation: Int
    let commandNumber: Int
  }

  struct Shared {
    var goal = Goal.rest
    /// What is played, or was played last.
    var segment: PlaybackSegment?
    /// Counts commands, so that the pump notices a new one.
    var commandNumber = 0
    /// Signalled when the pump has acted on the command.
    var acknowledgement: DispatchSemaphore?
    /// Counts pumps: one that hangs in a device call is abandoned, and another takes its place.
    var generation = 0
    var hasPump = false
    var candidates: Candidates
    var state = PlaybackState.paused
    var mark = Mark()
    /// Frames of the segment that were handed to the device, or are about to be.
    var handed: Int64 = 0
    var volume = Volume.full
    /// Counts how often the device's queue became wrong and has to be filled again.
    var refills = 0
    /// Frames of a warm-up's silence heard just before the next segment.
    var silence: Int64 = 0
    var wasOpen = false
    var isLost = false
    /// Whether more than the silence at a beginning was ever heard.
    var hasPlayed = false
    /// When an interruption was last reported.
    var recoveredAt: SuspendingClock.Instant?
    /// When the device in use began to play; `nil` if none is in use.
    var openedAt: SuspendingClock.Instant?
    /// When the pump must have reported again; `nil` while it may take any time.
    var deadline: SuspendingClock.Instant?
    /// When the next check of the deadline was scheduled; `nil` if none is.
    var watchedSince: SuspendingClock.Instant?

    /// What the newest pump is to do now.
    var assignment: Assignment {
      Assignment(generation: generation, commandNumber: commandNumber)
    }

    /// Lets whoever waits for the pump go on.
    mutating func acknowledge() {
      acknowledgement?.signal()
      acknowledgement = nil
    }
  }

  /// How much of a segment had been heard at a moment; without a moment it stands still.
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
  ) throws(CoachError) {
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
      guard shared.goal == .play, let segment = shared.segment else { return position(&shared) }
      return segment.position(heard: shared.handed)
    }
  }

  /// Frames of silence before sound goes on after a loss.
  var lead: Int64 { rate.frames(in: options.leadIn).value }

  var volume: Volume { shared.withLock { $0.volume } }

  /// Passes an event to the caller, in order and without the lock.
  func report(_ event: PlaybackEvent) {
    events.async { [onEvent] in onEvent(event) }
  }

  /// The frames heard by now.
  func heard(_ mark: Mark) -> Int64 {
    guard let at = mark.at else { return mark.heard }
    let passed = rate.frames(in: clock.now - at).value
    return min(mark.heard + max(passed, 0), max(mark.written, mark.heard))
  }

  /// Stops the count of heard frames.
  func freeze(_ shared: inout Shared, at heard: Int64) {
    shared.mark = Mark(heard: heard, written: heard, at: nil)
    shared.handed = heard
  }

  func position(_ shared: inout Shared) -> FramePosition {
    shared.segment?.position(heard: heard(shared.mark)) ?? .start
  }

  /// Starts a pump with the lock held; starting a thread takes no other lock.
  func startGeneration(_ shared: inout Shared) {
    shared.generation += 1
    shared.hasPump = true
    shared.deadline = clock.now + options.opening
    startPump(self, shared.generation)
  }
}

extension Duration {
  /// As Dispatch measures time, to the nanosecond.
  var dispatched: DispatchTimeInterval {
    let (seconds, attoseconds) = components
    return .nanoseconds(Int(seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
  }
}
