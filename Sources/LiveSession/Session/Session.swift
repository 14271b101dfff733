public import CoachErrors
public import CueTimeline
internal import Dispatch
internal import Foundation
public import Sound
internal import Synchronization

/// A routine being played, and steered by its listener.
///
/// Runs on the thread that calls `run`; commands may be sent from any other. Opened before its
/// routine is ready, so that the device wakes up while that is prepared.
public final class Session {
  /// How a session ended.
  public enum Ending: Equatable, Sendable {
    /// Everything was heard.
    case finished
    /// The listener stopped it.
    case stopped
    /// The device could not be opened.
    case failed(SoundError)
  }

  /// Something to tell the listener in passing.
  public enum Notice: Equatable, Sendable {
    /// Sound was interrupted and goes on.
    case recovered
    /// The device is gone and is waited for.
    case deviceLost(SoundError)
    /// The device is back, or another one takes its place.
    case deviceBack(DeviceName)
    /// The volume is another.
    case volume(Volume)
    /// The coming repetitions have another tempo.
    case tempo(TempoScale)
    /// At that tempo the numbers do not fit, so that it stays as it was.
    case tempoDoesNotFit(TempoScale)
    /// No repetitions are to come, so that a tempo changes nothing.
    case nothingToCount
    /// The place cannot be kept.
    case placeNotKept(StoreError)
  }

  /// Where a session begins.
  public struct Beginning: Sendable {
    let position: FramePosition
    let saved: SavedSession?

    /// The timeline's first frame.
    public static let start = Beginning(position: .start, saved: nil)

    init(position: FramePosition, saved: SavedSession?) {
      self.position = position
      self.saved = saved
    }

    /// Where a session was left, at a position that was found on today's timeline.
    public init(_ saved: SavedSession, at position: FramePosition) {
      self.init(position: position, saved: saved)
    }
  }

  /// Sends commands to this session, and sees where it is.
  public var control: SessionControl { SessionControl(core: core) }

  let core: SessionCore
  var stream: PlaybackStream { core.stream }
  let schedulingQueue = DispatchQueue(label: "coach.scheduling")
  private var recorder: ProgressRecorder?
  private var pausedAt: ContinuousClock.Instant?
  private var hasSounded = false
  var routine: PlayableRoutine?
  private var announcer: Announcer?
  var plan = TempoPlan.written
  var isRescheduling = false
  var reach = Session.usualReach
  /// The longest time without a look at what is heard; shorter in tests, whose card is no clock.
  var longestLook = Duration.seconds(10)

  /// Makes a session that is heard on a device, which may still be waking up.
  public init(on device: WakingDevice) { core = device.core }

  deinit { core.stream.stop() }

  /// Plays until the end, or until it is stopped.
  ///
  /// - Parameters:
  ///   - routine: what is played.
  ///   - beginning: where to begin.
  ///   - recorder: keeps the place; `nil` where it is not to be kept.
  ///   - showsSeconds: whether `report` is called every second, not only when a cue begins.
  ///   - notice: told what the listener should know in passing.
  ///   - report: told where the session is.
  /// - Returns: how it ended.
  public func run(
    _ routine: PlayableRoutine, from beginning: Beginning = .start,
    recorder: ProgressRecorder? = nil,
    showsSeconds: Bool = false,
    notice: (Notice) -> Void = { _ in }, report: (Progress) -> Void = { _ in }
  ) -> Ending {
    defer { stream.stop() }
    self.routine = routine
    announcer = Announcer(routine)
    self.recorder = recorder
    plan = routine.tempo
    var transport = Transport(routine.renderer.timeline)
    let first = transport.start(beginning, plan: plan, now: .now, date: Date())
    stream.volume = transport.volume
    core.transport.withLock { $0 = transport }
    perform(first, notice)
    while true {
      let limit = nextLook(showsSeconds: showsSeconds)
      for message in core.inbox.take(waitingAtMost: limit) {
        if let ending = take(message, notice) { return ending }
      }
      let heard = stream.status.heard
      if let effect = steer({ $0?.update(heard: heard, now: .now) }) { perform(effect, notice) }
      guard let progress = control.progress else { continue }
      // First of all: a crash may come at any moment.
      if let error = keep() { notice(.placeNotKept(error)) }
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
  /// - Returns: how the session ended, where it did.
  private func take(_ message: Inbox.Message, _ notice: (Notice) -> Void) -> Ending? {
    switch message {
    case .command(let command):
      let heard = stream.status.heard
      guard let effect = steer({ $0?.handle(command, heard: heard, now: .now) }) else { return nil }
      if effect == .end {
        if command == .stop { _ = keep() }
        return command == .stop ? .stopped : .finished
      }
      perform(effect, notice)
      return nil
    case .event(let event): return take(event, notice)
    case .rescheduled(let schedule):
      adopt(schedule, notice)
      return nil
    case .mark(let mark):
      mark.signal()
      return nil
    }
  }

  /// Takes note of what happened to the sound.
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
      // Where a command came first, something else plays by now.
      guard stream.status.state == .paused else { return nil }
      effect = steer { $0?.reachedEnd(at: position, now: .now) }
    case .failed(let error): return .failed(error)
    }
    guard let effect else { return nil }
    if effect == .end { return .finished }
    perform(effect, notice)
    return nil
  }

  /// Sinks sleep in a long pause and swallow more when they wake.
  private static let longPause = Duration.seconds(30)
  private static let longLeadIn = Duration.milliseconds(800)
  private static let leadIn = Duration.milliseconds(400)
  /// Where sound was heard just now, the device is awake: a breath is enough.
  private static let breath = Duration.milliseconds(200)

  private func perform(_ effect: Transport.Effect, _ notice: (Notice) -> Void) {
    switch effect {
    case .pause:
      let heard = stream.pause()
      _ = steer { $0?.hold(at: heard) }
      pausedAt = .now
      if let words = steer({ $0?.wayBack(to: heard, .now).words }) { announcer?.prepare(words) }
    case .play(let passage): play(passage)
    case .say(let words):
      if let clip = announcer?.clip(of: words) { stream.say(clip, leadIn: leadInAfterPause) }
    case .volume(let volume):
      stream.volume = volume
      notice(.volume(volume))
    case .reschedule: reschedule(notice)
    case .end: break
    }
  }

  private var leadInAfterPause: Duration {
    let isLong = pausedAt.map { ContinuousClock.now - $0 > Self.longPause } ?? false
    return isLong ? Self.longLeadIn : Self.leadIn
  }

  private func play(_ passage: Transport.Passage) {
    guard let routine else { return }
    let leadIn: Duration
    if pausedAt != nil {
      leadIn = leadInAfterPause
    } else if passage.isContinuation {
      leadIn = .zero
    } else {
      // Before the first sound the stream plays as well: it wakes the device up.
      leadIn = hasSounded && stream.status.state == .playing ? Self.breath : Self.leadIn
    }
    pausedAt = nil
    hasSounded = true
    stream.play(
      routine.renderer, from: passage.from, until: passage.until, leadIn: leadIn,
      saying: passage.words.flatMap { announcer?.clip(of: $0) })
  }

  /// When there will be something new to tell or to do.
  private func nextLook(showsSeconds: Bool) -> Duration {
    let heard = stream.status.heard
    let wanted = steer { $0?.nextLook(heard: heard, now: .now, showsSeconds: showsSeconds) }
    return min(wanted ?? .seconds(1), longestLook)
  }

  private func keep() -> StoreError? {
    guard let recorder else { return nil }
    let heard = stream.status.heard
    let plan = plan
    guard let transport = steer({ $0 }) else { return nil }
    return recorder.keep(transport, heard: heard, plan: plan)
  }
}
