internal import CoachErrors
internal import CueTimeline
internal import Desktop
internal import Dispatch
internal import LiveSession
internal import RoutineScript
internal import Sound
internal import Synchronization

/// Connects a session with the desktop: media keys and headset buttons steer it, lock screens show
/// it, and the machine stays awake while it plays.
final class DesktopLink: Sendable {
  private struct State {
    var player: MediaPlayer?
    var shown: PlayerState?
    var heard: (position: FramePosition, at: ContinuousClock.Instant)?
    var note: String?
    var isClosed = false
    /// Whether the listener knows that there is no bus.
    var isMissed = false
  }

  private let control: SessionControl
  private let inhibitor = SleepInhibitor()
  private let notice = DesktopNotice()
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "coach.desktop")

  /// Makes a link that looks for the desktop when there is something to show.
  init(_ control: SessionControl) { self.control = control }

  /// Shows where the session is; a session need not wait for that.
  ///
  /// - Parameter progress: what is shown.
  /// - Returns: in one line that there is no desktop, once.
  func show(_ progress: Progress) -> String? {
    let isPlaying = progress.state == .playing || progress.state == .waitingForGo
    // A machine that sleeps cannot say that a heat pad has to come off.
    if isPlaying || progress.hasHeatPadOn, progress.state != .finished {
      inhibitor.hold()
    } else {
      inhibitor.release()
    }
    let player = PlayerState(progress)
    let (isFirst, known, jumped, note) = state.withLock { state in
      let isFirst = state.shown == nil
      let isNew = state.shown != player
      let jumped = Self.isJump(from: state.heard, to: progress)
      state.shown = player
      state.heard = (progress.heard, .now)
      defer { state.note = nil }
      return (isFirst, isNew ? state.player : nil, jumped ? state.player : nil, state.note)
    }
    if !progress.hasHeatPadOn { notice.close() }
    if isFirst { queue.async { self.open(player) } }
    known?.update(player)
    jumped?.seeked(to: progress.intoStep)
    return note
  }

  /// Shows something that must be seen, until the heat pad is off.
  func alarm(_ routine: String, _ text: String) { notice.show(routine, text) }

  /// Shows it, and waits until it has been sent: the program ends.
  func lastAlarm(_ routine: String, _ text: String) {
    notice.show(routine, text)
    notice.flush()
  }

  /// Takes the session off the desktop.
  func close() {
    inhibitor.release()
    let player = state.withLock { state in
      defer { state.player = nil }
      state.isClosed = true
      return state.player
    }
    player?.close()
  }

  private func open(_ first: PlayerState) {
    let player: MediaPlayer
    do throws(CoachError) {
      player = try MediaPlayer(
        first, rates: TempoScale.slowest.rate...TempoScale.quickest.rate,
        position: { [control] in control.progress?.intoStep ?? .zero },
        status: { [control] in StatusRecord(control.progress).json },
        requests: { [control] in Self.commands(for: $0, control.progress).map(control.send) })
    } catch {
      return miss("No desktop bus: media keys and `coach pause` cannot reach this session.")
    }
    let (shown, isClosed) = state.withLock { state in
      if !state.isClosed { state.player = player }
      if state.isMissed {
        state.note = "The desktop bus is there: media keys and `coach pause` reach this session."
      }
      state.isMissed = false
      return (state.shown ?? first, state.isClosed)
    }
    if isClosed { player.close() } else { player.update(shown) }
    watchBus()
  }

  /// Looks now and then whether the bus is still there, or is back.
  private func watchBus() {
    queue.asyncAfter(deadline: .now() + .seconds(3)) { [weak self] in
      guard let self else { return }
      let (isClosed, player, shown) = state.withLock { ($0.isClosed, $0.player, $0.shown) }
      if isClosed { return }
      if let player {
        guard player.hasEnded else { return watchBus() }
        state.withLock { $0.player = nil }
        miss(
          "The desktop bus is gone: media keys and `coach pause` reach this session once it is back."
        )
      } else if let shown {
        open(shown)
      }
    }
  }

  private func miss(_ note: String) {
    state.withLock { state in
      if !state.isMissed { state.note = note }
      state.isMissed = true
    }
    watchBus()
  }

  /// Whether the position is another than time alone would have made it, for who draws it.
  private static func isJump(
    from known: (position: FramePosition, at: ContinuousClock.Instant)?, to progress: Progress
  ) -> Bool {
    guard let known, progress.stepLength > .zero else { return false }
    let framesPerSecond =
      Double((progress.stepRange.upperBound - progress.stepRange.lowerBound).value)
      / (progress.stepLength / .seconds(1))
    let passed = Double((progress.heard - known.position).value) / framesPerSecond
    let time = (ContinuousClock.now - known.at) / .seconds(1)
    return passed < -0.05 || passed > time + 1
  }

  /// A seek past the end of a step is the next one, and none leads before its beginning, as MPRIS has
  /// it; any distance may be asked for.
  private static func seek(_ distance: Duration, in progress: Progress) -> Transport.Command {
    let target = progress.intoStep + distance
    if target > progress.stepLength { return .nextTrack }
    return .skip(max(target, .zero) - progress.intoStep)
  }

  /// What a request means to a session.
  private static func commands(
    for request: PlayerRequest, _ progress: Progress?
  ) -> Transport.Command? {
    switch request {
    case .play: .resume
    case .pause: .pause
    case .playPause: .button
    case .stop: .stop
    case .next: .nextTrack
    case .previous: .previousTrack
    case .seek(let distance): progress.map { seek(distance, in: $0) }
    case .setPosition(let position): progress.map { .skip(position - $0.intoStep) }
    case .setVolume(let level): .volume(Volume(percent: Int((level * 100).rounded())))
    case .setRate(let rate): .tempo(TempoScale(rate: rate))
    case .verb(let verb):
      switch verb {
      case .pause: .pause
      case .resume: .resume
      case .toggle: .toggle
      case .next: .next
      case .back: .back
      case .repeat: .again
      case .stop: .stop
      case .howLong: .howLong
      case .louder: .louder
      case .softer: .softer
      case .slower: .slower
      case .faster: .faster
      }
    }
  }
}

extension PlayerState {
  /// A session as a media player shows it; who is waited for can press "play".
  fileprivate init(_ progress: Progress) {
    let status: Status =
      switch progress.state {
      case .playing: .playing
      case .paused, .waitingForGo, .waitingForDevice: .paused
      case .finished: .stopped
      }
    var step = progress.place.step
    if let side = progress.place.side { step += ", \(side)" }
    self.init(
      status: status, routine: progress.routine, section: progress.section, step: step,
      stepNumber: StepNumber(Int(progress.stepNumber.value)), length: progress.stepLength,
      rate: progress.tempo.rate, volume: Double(progress.volume.percent) / 100,
      canGoNext: progress.next != nil, canGoBack: true)
  }
}
