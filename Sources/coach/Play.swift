internal import ArgumentParser
internal import Catalog
internal import CueTimeline
internal import Glibc
internal import LiveSession
internal import Sound
internal import Speech

struct Play: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Play a routine, and be steered while it plays.",
    discussion: """
      Keys: space pauses and resumes (and says "go" where a step waits for you), n goes on to the \
      next step, b goes back, r repeats what was said last, q quits.

      Examples:
        coach play upper-back-relief
        coach play upper-back-relief --with-baby --voice hush
        coach play upper-back-relief --device plughw:CARD=Headset
      """)

  @OptionGroup var arguments: RoutineArguments

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("A sound device from `coach devices`.", valueName: "name"))
  var device = DeviceName.standard.text

  func run() throws {
    let preparation = try arguments.prepare()
    let session: Session
    do throws(SoundError) {
      let renderer = try Renderer(
        preparation.timeline, clips: preparation.speaker,
        voiceLevel: Decibels(preparation.speaker.profile.loudness.lufs))
      session = try Session(
        renderer, on: DeviceName(device), voice: preparation.speaker, phrases: preparation.phrases)
    } catch {
      throw Report.failure(error)
    }
    let ending = perform(session, preparation.timeline)
    if case .failed(let error) = ending { throw Report.failure(error) }
  }

  private func perform(_ session: Session, _ timeline: Timeline) -> Session.Ending {
    let isOnTerminal = isatty(STDOUT_FILENO) == 1
    let signals = SignalWatch(session.control)
    let keyboard = isOnTerminal ? Keyboard(session.control) : nil
    var line = LiveLine(timeline, keys: keyboard != nil)
    var log = CueLog(timeline)
    if isOnTerminal { line.begin() }
    let ending = session.run { notice in
      let text = Self.words(notice)
      if isOnTerminal { line.interrupt(with: text) } else { Report.note(text) }
    } report: { progress in
      if isOnTerminal { line.show(progress) } else { log.note(progress) }
    }
    if isOnTerminal { line.end(ending) }
    keyboard?.restore()
    signals.finish()
    return ending
  }

  private static func words(_ notice: Session.Notice) -> String {
    switch notice {
    case .recovered: "Sound was interrupted for a moment; nothing is lost."
    case .deviceLost(let error):
      "\(error.message) Waiting for it; the place is kept."
    case .deviceBack: "The sound device is back."
    }
  }
}

/// Ends a session in good order where a signal asks for it, and the program then as it asked.
private struct SignalWatch {
  private let watch: SignalSources

  init(_ control: Session.Control) {
    watch = SignalSources([SIGINT, SIGTERM, SIGHUP]) { _ in control.send(.stop) }
  }

  /// Where a signal ended the session, ends the program by it, so that a shell sees why.
  func finish() {
    guard let signal = watch.received else { return }
    Keyboard.restoreTerminal()
    Glibc.signal(signal, SIG_DFL)
    // Dispatch holds the signal back in this thread to hear of it by other means.
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, signal)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(signal)
  }
}
