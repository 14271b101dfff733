public import CoachErrors
internal import FoundationEssentials
public import Glibc
public import Platform

/// Where sessions are kept while they run, so that none is lost; each has a file of its own, so that
/// several do not get in each other's way.
public struct SessionStore: Sendable {
  /// A session that was not heard to its end and is not running.
  public struct Unfinished: Sendable {
    let name: String
    /// What is known of it.
    public let session: SavedSession
  }

  /// How many unfinished sessions are kept at most, and for how many seconds.
  private static let most = 20
  private static let longest: TimeInterval = 30 * 24 * 3600

  /// The folder; need not exist yet.
  public let folder: String

  /// Takes a folder as it is given.
  public init(folder: String) { self.folder = folder }

  /// The store of this user: `$XDG_STATE_HOME/coach/sessions`.
  ///
  /// - Parameter environment: the process's variables.
  /// - Returns: the store, which need not exist yet.
  public static func standard(
    environment: [String: String] = ProcessEnvironment.all
  ) -> SessionStore {
    SessionStore(folder: UserFolder.state.path(in: environment) + "/coach/sessions")
  }

  /// Makes a place for a new session.
  ///
  /// - Throws: why the folder cannot be written to.
  public func begin() throws(CoachError) -> SessionSlot {
    do throws(Errno) {
      try FileSystem.makeFolder(folder, mode: 0o700)
    } catch {
      throw CoachError(folder, error)
    }
    prune()
    let stamp = Int64(Date().timeIntervalSince1970 * 1000)
    let tag = String(UInt32.random(in: 0...UInt32.max), radix: 36)
    return try SessionSlot(folder: folder, name: "\(stamp)-\(tag)", isNew: true)
  }

  /// The sessions that can be resumed, the latest first.
  public func unfinished() -> [Unfinished] {
    names().filter { !SessionSlot.isInUse(folder: folder, name: $0) }
      .compactMap { name in read(name).map { Unfinished(name: name, session: $0) } }
      .sorted { $0.session.savedAt > $1.session.savedAt }
  }

  /// The sessions that are running now.
  public func running() -> [SavedSession] {
    names().filter { SessionSlot.isInUse(folder: folder, name: $0) }.compactMap(read)
  }

  /// Whether any session is running now, even one that has only just begun.
  public var hasRunning: Bool { !occupied().isEmpty }

  /// A session that is running now, even one that has only just begun.
  public struct Occupied: Sendable {
    /// The routine's title or name; `nil` if nothing is known of it yet.
    public let title: String?
    /// The process that plays it; `nil` if it does not say.
    public let process: pid_t?
  }

  /// The sessions that are running now, even those that have only just begun.
  public func occupied() -> [Occupied] {
    let files = (try? FileSystem.names(in: folder)) ?? []
    return files.filter { $0.hasSuffix(".lock") }.map { String($0.dropLast(5)) }
      .filter { SessionSlot.isInUse(folder: folder, name: $0) }
      .map {
        Occupied(
          title: read($0)?.title, process: SessionSlot.process(folder: folder, name: $0))
      }
  }

  /// The last session in which a heat pad was on or had been, running, ended or killed: it is kept when
  /// the session itself is not any more, since the skin remembers for an hour.
  public var lastHeat: SavedSession? { session(in: SessionSlot.heatFile(in: folder)) }

  /// Takes a session over, to resume it.
  ///
  /// - Throws: another program has taken it by now.
  public func take(_ unfinished: Unfinished) throws(CoachError) -> SessionSlot {
    try SessionSlot(folder: folder, name: unfinished.name, isNew: false)
  }

  /// Takes a place while nobody else does, so that of two sessions that begin at the same moment, one
  /// sees the other.
  ///
  /// - Parameters:
  ///   - check: throws if the place is not to be taken.
  ///   - take: takes it.
  /// - Returns: what `take` returns.
  /// - Throws: what `check` and `take` throw.
  public func inTurn<Place>(
    check: () throws(CoachError) -> Void, take: () throws(CoachError) -> Place
  ) throws(CoachError) -> Place {
    try? FileSystem.makeFolder(folder, mode: 0o700)
    guard
      let file = try? Descriptor(
        opening: "\(folder)/.beginning", O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o600),
      let turn = try? FileLock(file, .exclusive, waits: true)
    else {
      // A folder that cannot be written to keeps no places, and `take` says so.
      try check()
      return try take()
    }
    // Held until here, whatever is thrown.
    defer { withExtendedLifetime(turn) {} }
    try check()
    return try take()
  }

  private func names() -> [String] {
    ((try? FileSystem.names(in: folder)) ?? [])
      .filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }
  }

  /// A kept session is a few thousand bytes; more is something else.
  private static let mostBytes = 1 << 20

  private func read(_ name: String) -> SavedSession? { session(in: "\(folder)/\(name).json") }

  private func session(in path: String) -> SavedSession? {
    guard let file = try? Descriptor(opening: path, O_RDONLY | O_NONBLOCK),
      let bytes = try? file.readAll(atMost: Self.mostBytes + 1), bytes.count <= Self.mostBytes,
      let session = try? SavedSession(json: bytes)
    else { return nil }
    return session.isPossible ? session : nil
  }

  /// Forgets what nobody will come back to, and what a crash left of sessions that never sounded.
  private func prune() {
    let now = Date()
    for (index, old) in unfinished().enumerated()
    where index >= Self.most || now.timeIntervalSince(old.session.savedAt) > Self.longest {
      try? take(old).forget()
    }
    let files = (try? FileSystem.names(in: folder)) ?? []
    for file in files where file.hasSuffix(".lock") {
      let name = String(file.dropLast(5))
      if !files.contains("\(name).json") { SessionSlot.clear(folder: folder, name: name) }
    }
  }
}

extension CoachError.Code {
  /// Another program plays this session by now.
  public static var sessionTaken: Self { Self("sessionTaken") }
}

extension CoachError {
  /// The place of a session cannot be kept in a folder.
  init(_ path: String, _ error: Errno) {
    self.init(
      .other, "Your place cannot be kept in \(path): \(error.reason).",
      advice: "The session goes on without; make that folder writable, or set XDG_STATE_HOME to "
        + "one that is.")
  }

  /// Another program plays this session by now.
  static let taken = CoachError(
    .sessionTaken, "Another coach has just resumed this session.",
    advice: "`coach status` shows what it is doing.")
}
