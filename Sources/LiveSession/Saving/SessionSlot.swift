public import CoachErrors
internal import Dispatch
internal import FoundationEssentials
internal import Glibc
internal import Platform
internal import Synchronization

/// One session's place in the store, locked while the session runs.
///
/// Saving returns at once: a queue of its own writes and waits for the disk, and skips what is
/// outdated by then.
public final class SessionSlot: Sendable {
  private let folder: String
  private let name: String
  private let lock: FileLock
  private let queue = DispatchQueue(label: "coach.memory", qos: .utility)
  private let pending = Mutex<SavedSession?>(nil)
  private let failure = Mutex<CoachError?>(nil)

  init(folder: String, name: String, isNew: Bool) throws(CoachError) {
    self.folder = folder
    self.name = name
    let path = "\(folder)/\(name).lock"
    var lock = try Self.lock(path, waits: isNew)
    // Another process may have taken it for what a crash left, and removed it, just before.
    while isNew, !lock.hasName { lock = try Self.lock(path, waits: isNew) }
    guard isNew || FileSystem.exists("\(folder)/\(name).json") else {
      try? FileSystem.remove(path)
      throw .taken
    }
    // Without it, the session cannot be taken over, and that is all.
    try? lock.note(Array("\(getpid())\n".utf8))
    self.lock = lock
  }

  /// The process that has a session's lock, if it says so.
  static func process(folder: String, name: String) -> pid_t? {
    guard let file = try? Descriptor(opening: "\(folder)/\(name).lock", O_RDONLY),
      let bytes = try? file.readAll(atMost: 20),
      let number = pid_t(String(decoding: bytes, as: UTF8.self).filter { $0 != "\n" }), number > 1
    else { return nil }
    return number
  }

  /// Opens a lock's file and locks it.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - waits: whether to wait for a process that only looks at it, which takes a moment.
  /// - Returns: the lock.
  /// - Throws: why it cannot be made, or that another process has it.
  private static func lock(_ path: String, waits: Bool) throws(CoachError) -> FileLock {
    let file: Descriptor
    do throws(Errno) {
      file = try Descriptor(opening: path, O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o600)
    } catch {
      throw CoachError(path, error)
    }
    do throws(Errno) { return try FileLock(file, .exclusive, waits: waits) } catch { throw .taken }
  }

  /// Where the last session with heat is kept; not among the sessions that can be resumed.
  static func heatFile(in folder: String) -> String { "\(folder)/last-heat" }

  /// Whether a running program has a session.
  static func isInUse(folder: String, name: String) -> Bool {
    guard let file = try? Descriptor(opening: "\(folder)/\(name).lock", O_RDWR) else {
      return false
    }
    do throws(Errno) {
      // Shared, so that two processes that look at once do not take each other for a session.
      try FileLock(file, .shared).unlock()
      return false
    } catch {
      return true
    }
  }

  /// Removes what a crash left of a session that was never kept.
  static func clear(folder: String, name: String) {
    let path = "\(folder)/\(name).lock"
    guard let file = try? Descriptor(opening: path, O_RDWR),
      let lock = try? FileLock(file, .exclusive)
    else { return }
    if !FileSystem.exists("\(folder)/\(name).json") {
      for draft in ["new", "heat.new"] { try? FileSystem.remove("\(folder)/.\(name).\(draft)") }
      try? FileSystem.remove(path)
    }
    lock.unlock()
  }

  /// Keeps a session's state, in place of what was kept of it before.
  public func save(_ session: SavedSession) {
    let isFirst = pending.withLock { pending in
      defer { pending = session }
      return pending == nil
    }
    guard isFirst else { return }
    queue.async { self.writePending() }
  }

  /// Waits until everything saved is on the disk; not for ever, since a disk that hangs must not keep
  /// a program from ending.
  ///
  /// - Parameter limit: how long at most.
  /// - Returns: why it could not be written; `nil` if it was, or if this was returned before.
  public func flush(atMost limit: Duration = .seconds(5)) -> CoachError? {
    wait(atMost: limit) {}
    return takeFailure()
  }

  /// Waits until the queue has done what it was given before, and then this.
  private func wait(atMost limit: Duration, for work: @escaping @Sendable () -> Void) {
    let done = DispatchSemaphore(value: 0)
    queue.async {
      work()
      done.signal()
    }
    _ = done.wait(timeout: .now() + limit / .seconds(1))
  }

  /// Why saving failed since this was last asked.
  public func takeFailure() -> CoachError? {
    failure.withLock { failure in
      defer { failure = nil }
      return failure
    }
  }

  /// Forgets the session: it was heard to its end.
  public func forget() {
    wait(atMost: .seconds(5)) { [folder, name] in
      try? FileSystem.remove("\(folder)/\(name).json")
      try? FileSystem.remove("\(folder)/\(name).lock")
    }
  }

  private func writePending() {
    let session = pending.withLock { pending in
      defer { pending = nil }
      return pending
    }
    guard let session else { return }
    guard let json = try? session.json else { return }
    do throws(Errno) {
      if session.hasHeat {
        try Self.write(json, to: Self.heatFile(in: folder), as: ".\(name).heat.new")
      }
      try Self.write(json, to: "\(folder)/\(name).json", as: ".\(name).new")
    } catch {
      failure.withLock { $0 = CoachError(folder, error) }
    }
  }

  /// Writes beside, waits for the disk, and renames: a power cut leaves the old state or the new.
  private static func write(
    _ bytes: [UInt8], to path: String, as draft: String
  ) throws(Errno) {
    let file = try NewFile(at: path, as: .named(draft), mode: 0o600)
    try file.write(bytes)
    try file.sync()
    try file.replace(syncsFolder: true)
  }
}
