internal import CoachErrors
internal import Desktop

/// Which of the running sessions a command is for.
enum SessionChoice {
  /// The session with an ID; without one, the only session, or the only one that plays.
  ///
  /// - Parameters:
  ///   - id: what `--session` names; `nil` if it is not given.
  ///   - sessions: all that run.
  /// - Returns: one of them.
  /// - Throws: there is none, or more than one.
  static func one(
    _ id: String?, of sessions: [RunningSessions.Session]
  ) throws(CoachError) -> RunningSessions.Session {
    let chosen = try some(id, of: sessions)
    if chosen.count == 1 { return chosen[0] }
    let playing = chosen.filter { $0.status == .playing }
    if playing.count == 1 { return playing[0] }
    throw CoachError(
      .other, "There are \(chosen.count) sessions running.",
      advice: "Choose one with --session: "
        + chosen.map { "\(self.id(of: $0)) (\($0.routine))" }.joined(separator: ", ") + ".")
  }

  /// The session with an ID; without one, all.
  ///
  /// - Throws: there is none.
  static func some(
    _ id: String?, of sessions: [RunningSessions.Session]
  ) throws(CoachError) -> [RunningSessions.Session] {
    let chosen = sessions.filter { id == nil || self.id(of: $0) == id }
    guard chosen.isEmpty else { return chosen }
    throw CoachError(
      .noSession, id.map { "No session `\($0)` is running." } ?? "No session is running.",
      advice: sessions.isEmpty
        ? "`coach play ROUTINE` starts one, `coach resume` resumes the last."
        : "`coach status` shows the running sessions.")
  }

  /// What a session is called on the command line: `coach`, or its process number.
  static func id(of session: RunningSessions.Session) -> String {
    let last = session.name.split(separator: ".").last.map(String.init) ?? session.name
    return last.hasPrefix("instance") ? String(last.dropFirst("instance".count)) : last
  }
}
