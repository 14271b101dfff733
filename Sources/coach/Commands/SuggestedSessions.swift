internal import ArgumentParser
internal import CoachErrors
internal import FoundationEssentials
internal import Glibc
internal import LiveSession
internal import Platform

/// What is suggested, played one routine after the other, until the listener stops one.
///
/// Each is a `coach play` of its own: it has the terminal, the desktop's bus and its saved place as
/// if it had been started by hand.
struct SuggestedSessions {
  private let sessions: [(routine: String, options: [String])]
  private let devices: [String]

  /// Takes routines in order, each with its options for `coach play`, and the devices they are
  /// heard on.
  init(_ sessions: [(routine: String, options: [String])], on devices: [String]) {
    self.sessions = sessions
    self.devices = devices
  }

  /// Plays them.
  ///
  /// - Throws: a routine could not be played; its own `coach play` has said why.
  func play() throws {
    let store = SessionStore.standard()
    // Only a saved place tells a routine that was stopped from one that was heard to its end.
    let savesPlaces = (try? store.begin()).map { $0.forget() } != nil
    for (index, session) in sessions.enumerated() {
      try Console.print("\n\(index + 1) of \(sessions.count): \(session.routine)")
      let places = Self.places(of: session.routine, in: store)
      try run(["play", session.routine] + session.options + devices.flatMap { ["--device", $0] })
      let isLast = index == sessions.count - 1
      let newPlaces = Self.places(of: session.routine, in: store).subtracting(places)
      if !isLast, !savesPlaces || !newPlaces.isEmpty {
        Report.note("The others are not played; the commands above do that.")
        return
      }
    }
  }

  /// When a routine was left, each time that it was not heard to its end.
  private static func places(of routine: String, in store: SessionStore) -> Set<Date> {
    Set(store.unfinished().map(\.session).filter { $0.request.routine == routine }.map(\.savedAt))
  }

  /// Runs `coach` with the terminal as it is, and waits until it has ended.
  private func run(_ arguments: [String]) throws {
    var launch = ChildProcess.Launch(
      .path(OwnProgram.path ?? CommandLine.arguments[0]), arguments)
    launch.input = .descriptor(STDIN_FILENO)
    launch.output = .descriptor(STDOUT_FILENO)
    launch.errors = .descriptor(STDERR_FILENO)
    // What this process ignores in the meantime is for the session to deal with.
    launch.resetsSignals = true
    let child: ChildProcess
    do throws(Errno) {
      child = try ChildProcess(launch)
    } catch {
      throw CoachError(
        .other, "`coach play` could not be started: \(error.reason).",
        advice: "The commands above play what is suggested.")
    }
    let id = child.id
    // A terminal sends Ctrl-C and its own end to both; what is sent to this process alone goes on.
    let signals = SignalSources([SIGINT, SIGTERM, SIGHUP]) { signal in
      if signal == SIGTERM { kill(id, signal) }
    }
    let ending = child.wait()
    signals.endProgram()
    switch ending {
    case .exit(code: 0): return
    case .exit(let code): throw ExitCode(code)
    case .signal(let signal): throw ExitCode(128 + signal)
    }
  }
}
