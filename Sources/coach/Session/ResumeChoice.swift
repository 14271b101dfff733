internal import CoachErrors
internal import Desktop
internal import FoundationEssentials
internal import LiveSession
internal import RoutineScript

/// Which saved session is resumed, and what its listener is asked first.
struct ResumeChoice {
  private let store: SessionStore
  private let now: Date

  /// Takes the store of this user, and the time.
  init(_ store: SessionStore, now: Date = Date()) {
    self.store = store
    self.now = now
  }

  /// The session that was stopped last.
  ///
  /// - Parameter routine: the only routine it may be of, by its name or its script's path; `nil` for
  ///   any.
  /// - Returns: the session.
  /// - Throws: there is none, or it is running.
  func session(of routine: String?) throws(CoachError) -> SessionStore.Unfinished {
    let wanted = routine.map(RoutineArguments.resolved)
    let isWanted = { (session: SavedSession) in
      wanted == nil || session.request.routine == wanted
    }
    if let found = store.unfinished().first(where: { isWanted($0.session) }) { return found }
    let which = routine.map { " of `\($0)`" } ?? ""
    if store.running().contains(where: isWanted) {
      throw CoachError(
        .other, "The session\(which) is running in another terminal.",
        advice: "`coach status` shows what it is doing, `coach toggle` pauses and resumes it.")
    }
    throw CoachError(
      .noSession, "There is no session\(which) to resume.",
      advice: "`coach list` shows all routines, `coach play ROUTINE` starts one.")
  }

  /// What to ask before a session is resumed that was stopped long ago; `nil` if that is not needed.
  func question(about session: SavedSession) -> String? {
    session.isStale(at: now) ? "You stopped \(place(of: session))." : nil
  }

  /// What to ask before a session is resumed whose routine has changed.
  func questionOfChange(about session: SavedSession) -> String {
    "The routine has changed since you stopped \(place(of: session))."
  }

  /// What to tell somebody who starts a routine that could be resumed; `nil` if it cannot.
  func offer(for request: SavedSession.Request) -> String? {
    let known = store.unfinished().map(\.session).first {
      $0.request.routine == request.routine && !$0.isStale(at: now)
    }
    return known.map {
      "You stopped this \(place(of: $0)): `coach resume` goes on from there."
    }
  }

  /// `at Twist, left side, 6 of 10, 20 minutes ago`.
  private func place(of session: SavedSession) -> String {
    var parts = ["at \(session.step)"]
    // In other languages than English it is shown as it was said.
    if let side = session.side {
      parts.append(Side.ofBody.contains(Side(rawValue: side)) ? "\(side) side" : side)
    }
    if let (rep, reps) = session.repetition { parts.append("\(rep.value) of \(reps.value)") }
    parts.append(ClockTime.ago(now.timeIntervalSince(session.savedAt)))
    return parts.joined(separator: ", ")
  }
}
