internal import ArgumentParser
internal import CoachErrors
internal import Desktop
internal import Foundation
internal import Glibc
internal import LiveSession
internal import RoutineScript

struct Resume: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Go on: with the session that is paused, or with the one that ended too early.",
    discussion: """
      A session that is paused in another terminal is resumed there. Otherwise the last session \
      that was stopped, or that a crash or an empty battery ended, is gone on with: from the same \
      repetition or phrase, with the same voice and settings. Where that was hours ago, or the \
      routine has changed since, you are asked first.

      Examples:
        coach resume
        coach resume upper-back-relief --device default
      """)

  @Argument(help: "Only a session of this routine, by its name or its script's path.")
  var routine: String?

  @OptionGroup var output: DeviceArguments

  @Flag(help: "Go on without being asked, however long ago it was.")
  var anyway = false

  func run() throws {
    if routine == nil, let sessions = try? RunningSessions(), let running = try? sessions.all(),
      let paused = running.first(where: { $0.status == .paused })
    {
      return try SessionCommand.send(.resume, to: paused.name, sessions)
    }
    let wanted = routine.map(RoutineArguments.resolved)
    let store = SessionStore.standard()
    let found = store.unfinished().first { wanted == nil || $0.session.request.routine == wanted }
    guard let found else {
      let which = routine.map { " of `\($0)`" } ?? ""
      if store.running().contains(where: { wanted == nil || $0.request.routine == wanted }) {
        throw CoachError(
          .other, "The session\(which) is running in another terminal.",
          advice: "`coach status` shows what it is doing, `coach toggle` pauses and resumes it.")
      }
      throw CoachError(
        .noSession, "There is no session\(which) to resume.",
        advice: "`coach list` shows the routines there are, `coach play ROUTINE` starts one.")
    }
    // Taken before anybody is asked, who may think for long: meanwhile nobody else goes on with it.
    let slot = try store.take(found)
    if found.session.isStale(), !anyway {
      try Self.ask("You stopped \(Self.describe(found.session)).", about: found.session)
    }
    var request = found.session.request
    if !output.device.isEmpty { request.devices = output.device }
    try SessionRunner(request, goingOnWith: found.session, in: slot, anyway: anyway).play()
  }

  /// Tells who starts a routine that it could be gone on with.
  static func offer(for request: SavedSession.Request, in store: SessionStore) {
    let known = store.unfinished().first {
      $0.session.request.routine == request.routine && !$0.session.isStale()
    }
    guard let known else { return }
    Report.note("You stopped this \(describe(known.session)): `coach resume` goes on from there.")
  }

  /// Asks whether to go on from a place that may be of no use any more; ends the command if not.
  static func ask(_ question: String, about session: SavedSession) throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw CoachError(
        .other, question,
        advice: "`coach resume --anyway` goes on from there, "
          + "`coach play \(session.request.routine)` starts from the beginning.")
    }
    Console.output("\(DisplayWidth.visible(question)) Go on from there? [Y/n] ")
    let answer = readLine()?.trimmingCharacters(in: .whitespaces).lowercased() ?? "n"
    guard answer.isEmpty || answer.hasPrefix("y") else {
      Console.output("`coach play \(session.request.routine)` starts from the beginning.\n")
      throw CleanExit.message("")
    }
  }

  /// "at Twist, left side, 6 of 10, 20 minutes ago".
  static func describe(_ session: SavedSession) -> String {
    var parts = ["at \(session.step)"]
    // In another language than English it is told as it was said.
    if let side = session.side { parts.append(Side(rawValue: side) == nil ? side : "\(side) side") }
    if let (rep, reps) = session.repetition { parts.append("\(rep.value) of \(reps.value)") }
    parts.append(ClockTime.ago(Date().timeIntervalSince(session.savedAt)))
    return parts.joined(separator: ", ")
  }
}
