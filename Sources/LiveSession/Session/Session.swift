internal import CoachErrors
internal import CueTimeline
internal import Dispatch
internal import Sound
internal import Synchronization

/// A routine that is played, and controlled by its listener.
///
/// Runs on the thread that calls `run`; commands may be sent from any other. It is made before its
/// routine is ready, so that the device wakes up while the routine is prepared.
public final class Session {
  /// Sends commands to this session, and shows where it is.
  public var control: SessionControl { SessionControl(core: core) }

  let core: SessionCore
  var stream: PlaybackStream { core.stream }
  private var recorder: ProgressRecorder?
  var routine: PlayableRoutine?
  var announcer: Announcer?
  var pausedAt: ContinuousClock.Instant?
  var hasSounded = false
  /// The tempo that the routine is scheduled in.
  var plan = TempoPlan.written
  let schedulingQueue = DispatchQueue(label: "coach.scheduling")
  var isRescheduling = false
  var reach = Session.usualReach
  /// The longest time until the session next looks at what is heard; shorter in tests, whose card
  /// does not run by the clock.
  var longestLook = Duration.seconds(10)

  /// Makes a session that is heard on a device, which may still be waking up.
  public init(on device: WakingDevice) { core = device.core }

  deinit { core.stream.stop() }

  /// Plays until the end, or until it is stopped.
  ///
  /// - Parameters:
  ///   - routine: what is played.
  ///   - beginning: where to begin.
  ///   - recorder: saves the place; `nil` if it is not to be saved.
  ///   - isWithBaby: whether the listener has a baby on the arm.
  ///   - showsSeconds: whether `report` is called every second, not only when a cue begins.
  ///   - notice: called with what the listener should know while the session goes on.
  ///   - report: called with where the session is.
  /// - Returns: how it ended.
  public func run(
    _ routine: PlayableRoutine, from beginning: Beginning = .start,
    recorder: ProgressRecorder? = nil, isWithBaby: Bool = false, showsSeconds: Bool = false,
    notice: (Notice) -> Void = { _ in }, report: (Progress) -> Void = { _ in }
  ) -> Ending {
    defer { stream.stop() }
    self.routine = routine
    announcer = Announcer(routine)
    announcer?.prepare(.takePadOff)
    announcer?.prepare(.stopped)
    if isWithBaby { for words in [Announcement.stillAwake, .wakeUp] { announcer?.prepare(words) } }
    self.recorder = recorder
    plan = routine.tempo
    var transport = Transport(routine.renderer.timeline, isWithBaby: isWithBaby)
    transport.keepsPlace = recorder != nil
    let first = transport.start(beginning, plan: plan, now: .now)
    stream.volume = transport.volume
    core.transport.withLock { $0 = transport }
    // A session that was left softly would seem to have no sound.
    if transport.volume != .full { notice(.volume(transport.volume)) }
    if let first, let ending = carryOut(first, notice) { return ending }
    while true {
      let limit = nextLook(showsSeconds: showsSeconds)
      for message in core.inbox.take(waitingAtMost: limit) {
        if let ending = take(message, notice) { return ending }
      }
      let heard = stream.status.heard
      if let effect = steer({ $0?.update(heard: heard, now: .now) }),
        let ending = carryOut(effect, notice)
      {
        return ending
      }
      if steer({ $0?.raisesAlarm(now: .now) }) == true { notice(.padStillOn) }
      guard let progress = control.progress else { continue }
      // First of all, since a crash may come at any moment.
      if let error = savePlace() { notice(.placeNotKept(error)) }
      report(progress)
    }
  }

  /// Has the transport decide something.
  func steer<Result: Sendable>(
    _ decide: (inout Transport?) -> Result?
  ) -> Result? {
    core.transport.withLock { decide(&$0) }
  }

  /// Deals with a message.
  ///
  /// - Returns: how the session ended; `nil` if it goes on.
  private func take(_ message: Inbox.Message, _ notice: (Notice) -> Void) -> Ending? {
    switch message {
    case .command(let command):
      let heard = stream.status.heard
      return carryOut(steer { $0?.handle(command, heard: heard, now: .now) }, notice)
    case .event(let event): return take(event, notice)
    case .rescheduled(let schedule):
      adopt(schedule, notice)
      return nil
    case .mark(let mark):
      mark.signal()
      return nil
    }
  }

  /// Deals with what happened to the sound.
  private func take(_ event: PlaybackEvent, _ notice: (Notice) -> Void) -> Ending? {
    let heard = stream.status.heard
    var effect: Transport.Effect?
    switch event {
    case .started: break
    case .recovered: notice(.recovered)
    case .deviceLost(let error):
      effect = steer { $0?.lostDevice(heard: heard, now: .now) }
      notice(.deviceLost(error))
    case .deviceBack(let setup):
      effect = steer { $0?.regainedDevice(heard: heard, now: .now) }
      notice(.deviceBack(setup.name))
      if steer({ $0?.tempo }) != scale { reschedule(notice) }
    case .finished(let position):
      // If a command came first, something else plays by now.
      guard stream.status.state == .paused else { return nil }
      effect = steer { $0?.reachedEnd(at: position, now: .now) }
    case .failed(let error): return .failed(error)
    }
    return carryOut(effect, notice)
  }

  /// Does what the transport decided.
  ///
  /// - Returns: how the session ended; `nil` if it goes on.
  private func carryOut(
    _ effect: Transport.Effect?, _ notice: (Notice) -> Void
  ) -> Ending? {
    guard let effect else { return nil }
    if effect == .end {
      guard steer({ $0?.isStopped }) == true else { return .finished }
      _ = savePlace()
      return .stopped
    }
    return carryOut(perform(effect, notice), notice)
  }

  /// When there will be something new to show or to do.
  private func nextLook(showsSeconds: Bool) -> Duration {
    let heard = stream.status.heard
    let wanted = steer { $0?.nextLook(heard: heard, now: .now, showsSeconds: showsSeconds) }
    return min(wanted ?? .seconds(1), longestLook)
  }

  private func savePlace() -> CoachError? {
    guard let recorder, let transport = steer({ $0 }) else { return nil }
    return recorder.record(transport, heard: stream.status.heard, plan: plan)
  }
}
