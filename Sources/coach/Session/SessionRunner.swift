internal import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import CueTimeline
internal import Desktop
internal import Glibc
internal import LiveSession
internal import Preparation
internal import RoutineScript
internal import Sound
internal import SourceYAML
internal import Speech
internal import Synchronization

/// Brings a session to its listener: the routine, the device, the controls, the line that tells.
struct SessionRunner {
  private let request: SavedSession.Request
  /// Where a session is gone on with, and the slot it is kept in.
  private let left: (session: SavedSession, slot: SessionSlot?)?
  private let isSure: Bool

  /// A session from the beginning.
  init(_ request: SavedSession.Request) {
    self.request = request
    (left, isSure) = (nil, true)
  }

  /// A session that was left.
  init(
    _ request: SavedSession.Request, goingOnWith saved: SavedSession, in slot: SessionSlot?,
    anyway isSure: Bool
  ) {
    self.request = request
    self.isSure = isSure
    left = (saved, slot)
  }

  /// Plays it to its end, or until it is stopped.
  func play() throws {
    // First of all the device: it wakes up while the routine is scheduled.
    var device = open(at: Speaker.usualRate)
    let folders = try Folders.standard()
    let keeper =
      left == nil ? try newKeeper() : left?.slot.map { ProgressRecorder(request, in: $0) }
    let (preparation, tempo): (Preparation, TempoPlan)
    do throws(CoachError) {
      (preparation, tempo) = try prepare(in: folders)
    } catch {
      if left == nil { keeper?.forget() }
      throw error
    }
    Report.printFindings(preparation.diagnostics)
    if preparation.timeline.rate != Speaker.usualRate {
      device = open(at: preparation.timeline.rate)
    }
    let beginning = try beginning(on: preparation.timeline)
    let ending: Session.Ending
    do throws(CoachError) {
      let session = Session(on: try device.get())
      ending = perform(session, try performance(preparation, tempo), beginning, keeper)
    } catch {
      if left == nil { keeper?.forget() }
      throw error
    }
    if case .failed(let error) = ending {
      if left == nil { keeper?.forget() }
      throw error
    }
    keeper?.finish(ending)
  }

  private func open(at rate: SampleRate) -> Result<WakingDevice, CoachError> {
    let devices = DeviceArguments.devices(request.devices)
    if let known = Coach.device, known.devices == devices, known.rate == rate {
      return .success(known)
    }
    // It is another one that is wanted.
    Coach.device?.close()
    do throws(CoachError) {
      return .success(try WakingDevice(devices, rate: rate))
    } catch {
      return .failure(error)
    }
  }

  /// If the place cannot be kept, the session is played all the same.
  ///
  /// - Throws: another session has begun at the same moment.
  private func newKeeper() throws(CoachError) -> ProgressRecorder? {
    let store = SessionStore.standard()
    if let offer = ResumeChoice(store).offer(for: request) { Report.note(offer) }
    do throws(CoachError) {
      let slot = try OneSession(store).slot(store.begin)
      let keeper = ProgressRecorder(request, in: slot)
      keeper.begin(title: request.routine)
      return keeper
    } catch {
      if error.code == .sessionRunning { throw error }
      Report.note("Note: \(error)")
      return nil
    }
  }

  /// Lays the routine out in the tempo it was left in; where the routine has changed so that its
  /// numbers do not fit in that any more, in its own.
  private func prepare(
    in folders: Folders
  ) throws(CoachError) -> (Preparation, TempoPlan) {
    let tempo = left?.session.plan ?? .written
    do throws(CoachError) {
      return (try Preparation(request.routine, request.choices, tempo: tempo, in: folders), tempo)
    } catch {
      guard tempo != .written, !error.findings.isEmpty else { throw error }
      return (try Preparation(request.routine, request.choices, in: folders), .written)
    }
  }

  private func beginning(on timeline: Timeline) throws -> Session.Beginning {
    let heat = SessionStore.standard().lastHeat
    guard let saved = left?.session else { return Session.Beginning(heat: heat) }
    guard let (position, isSame) = saved.place(on: timeline) else {
      throw CoachError(
        .other, "The routine has changed, and its step “\(saved.step)” is gone.",
        advice: "`coach play \(request.routine)` starts from the beginning.")
    }
    if !isSame, !isSure {
      let question = ResumeChoice(.standard()).questionOfChange(about: saved)
      try ResumeQuestion.ask(question, about: request.routine)
    }
    return Session.Beginning(saved, at: position, heat: heat)
  }

  private func performance(
    _ preparation: Preparation, _ tempo: TempoPlan
  ) throws(CoachError) -> PlayableRoutine {
    let render = { @Sendable (timeline: Timeline) throws(CoachError) in
      try Renderer(timeline, clips: preparation.speaker)
    }
    return PlayableRoutine(
      try render(preparation.timeline), voice: preparation.speaker, phrases: preparation.phrases,
      tempo: tempo, schedule: preparation.timeline(in:),
      render: { try? render($0) })
  }

  private func perform(
    _ session: Session, _ performance: PlayableRoutine, _ beginning: Session.Beginning,
    _ keeper: ProgressRecorder?
  ) -> Session.Ending {
    let timeline = performance.renderer.timeline
    let isOnTerminal = isatty(STDOUT_FILENO) == 1
    let view: any SessionView =
      TerminalMode.takesEscapes(STDOUT_FILENO)
      ? LiveScreen(timeline)
      : CueLog(timeline, session.control, isOnTerminal: isOnTerminal)
    // Whoever read what is written may be gone: the session is for who listens.
    Glibc.signal(SIGPIPE, SIG_IGN)
    let signals = SignalWatch(session.control)
    let keyboard = isOnTerminal ? Keyboard(session.control, view) : nil
    let terminal = isOnTerminal ? TerminalSignals(session.control, view) : nil
    let desktop = DesktopLink(session.control)
    view.begin(hasKeys: keyboard != nil)
    let ending = session.run(
      performance, from: beginning, recorder: keeper, isWithBaby: request.choices.withBaby,
      showsSeconds: isOnTerminal
    ) { notice in
      let text = SessionWords.notice(notice)
      if notice == .padStillOn || notice == .wakeUp {
        desktop.alarm(timeline.title, text)
        view.alarm(text)
      } else {
        view.note(text)
      }
    } report: { progress in
      view.show(progress)
      if let note = desktop.show(progress) { view.note(note) }
    }
    desktop.close()
    keeper?.flush()
    view.end(ending)
    if session.control.progress?.hasHeatPadOn == true {
      let text = SessionWords.notice(.padStillOn)
      view.alarm(text)
      desktop.lastAlarm(timeline.title, text)
    }
    if ending == .stopped, isOnTerminal, keeper != nil {
      view.note("`coach resume` goes on from here.")
    }
    Console.lines.flush()
    keyboard?.restore()
    withExtendedLifetime(terminal) {}
    signals.finish()
    return ending
  }
}

/// Ends a session in good order where a signal asks for it, and the program then as it asked.
private struct SignalWatch {
  private let watch: SignalSources

  init(_ control: SessionControl) {
    watch = SignalSources([SIGINT, SIGTERM, SIGHUP]) { [asked = Asked()] signal in
      // A terminal that closes sends SIGHUP more than once: that is nobody in a hurry.
      control.send(asked.isAgain(signal) ? .stopAtOnce : .stop)
    }
  }

  /// Where a signal ended the session, ends the program by it, so that a shell sees why.
  func finish() {
    guard watch.received != nil else { return }
    TerminalMode.finish()
    watch.endProgram()
  }

  /// Whether somebody has asked for the end before.
  private final class Asked: Sendable {
    private let hasAsked = Mutex(false)

    func isAgain(_ signal: Int32) -> Bool {
      guard signal != SIGHUP else { return false }
      return hasAsked.withLock { hasAsked in
        defer { hasAsked = true }
        return hasAsked
      }
    }
  }
}
