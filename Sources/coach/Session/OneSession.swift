internal import CoachErrors
internal import Desktop
internal import Glibc
internal import LiveSession

/// One session at a time: a second one would talk over the first.
struct OneSession {
  private let store: SessionStore
  /// How long a session that is asked to stop may take: it may have to say that a heat pad comes off.
  private static let patience = Duration.seconds(20)

  /// Takes the store of this user.
  init(_ store: SessionStore = .standard()) { self.store = store }

  /// Makes sure that no session is running.
  ///
  /// - Parameter takesOver: whether to stop the one that is.
  /// - Throws: one is running, and is not to be stopped or does not stop.
  func begin(takingOver takesOver: Bool) throws(CoachError) {
    let running = store.occupied()
    guard let first = running.first else { return }
    guard takesOver else { throw .running(first) }
    for session in running { Self.stop(session) }
    let end = ContinuousClock.now + Self.patience
    while store.hasRunning {
      guard ContinuousClock.now < end else {
        let process = first.process.map { "`kill -9 \($0)`" } ?? "`pkill -9 coach`"
        throw CoachError(
          .sessionRunning, "\(first.name) does not stop.",
          advice: "\(process) ends it at once; its place is kept.")
      }
      usleep(50_000)
    }
  }

  /// Takes the place of a session that begins, unless another one has begun since.
  ///
  /// - Parameter take: takes it.
  /// - Returns: the place.
  /// - Throws: one is running; or what `take` throws.
  func slot(
    _ take: () throws(CoachError) -> SessionSlot
  ) throws(CoachError) -> SessionSlot {
    try store.inTurn(
      check: { () throws(CoachError) in
        if let first = store.occupied().first { throw .running(first) }
      }, take: take)
  }

  private static func stop(_ session: SessionStore.Occupied) {
    if let process = session.process, kill(process, SIGTERM) == 0 { return }
    // One that does not say which process it is: by the bus, if there is one.
    guard let sessions = try? RunningSessions(), let all = try? sessions.all() else { return }
    for session in all { try? sessions.send(.stop, to: session.name) }
  }
}

extension SessionStore.Occupied {
  fileprivate var name: String { title.map { "“\($0)”" } ?? "A session" }
}

extension CoachError {
  fileprivate static func running(_ session: SessionStore.Occupied) -> CoachError {
    CoachError(
      .sessionRunning, "\(session.name) is playing already, in another terminal.",
      advice:
        "`coach toggle` pauses and resumes it, `coach stop` ends it; with --take-over, it is "
        + "stopped, and this one plays instead.")
  }
}

extension CoachError.Code {
  /// A session is running, and there is one at a time.
  static var sessionRunning: Self { Self("sessionRunning") }
}
