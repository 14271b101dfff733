internal import Dispatch
internal import Foundation
internal import Glibc
internal import Synchronization

/// One session's place in the store, locked while the session runs.
///
/// Saving returns at once: writing, and waiting for the disk, are done by a queue of its own, which
/// skips what is outdated by then.
public final class SessionSlot: Sendable {
  private let folder: String
  private let name: String
  private let lock: Int32
  private let queue = DispatchQueue(label: "coach.memory", qos: .utility)
  private let pending = Mutex<SavedSession?>(nil)
  private let failure = Mutex<StoreError?>(nil)

  static let decoder: JSONDecoder = {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .secondsSince1970
    return decoder
  }()

  init(folder: String, name: String, isNew: Bool) throws(StoreError) {
    self.folder = folder
    self.name = name
    let path = "\(folder)/\(name).lock"
    var descriptor = try Self.lock(path, waits: isNew)
    // Who clears up may have taken it for what a crash left, and removed it, just before.
    while isNew, !Self.exists(descriptor) {
      close(descriptor)
      descriptor = try Self.lock(path, waits: isNew)
    }
    guard isNew || access("\(folder)/\(name).json", F_OK) == 0 else {
      close(descriptor)
      unlink(path)
      throw .taken
    }
    lock = descriptor
  }

  deinit { close(lock) }

  /// Opens a lock's file and locks it.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - waits: whether to wait for who looks at it, which takes a moment.
  /// - Returns: the open file.
  /// - Throws: where it cannot be made, or where somebody has it.
  private static func lock(_ path: String, waits: Bool) throws(StoreError) -> Int32 {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw StoreError(path, errno) }
    guard flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .taken
    }
    return descriptor
  }

  /// Whether an open file still has a name.
  private static func exists(_ descriptor: Int32) -> Bool {
    var file = stat()
    return fstat(descriptor, &file) == 0 && file.st_nlink > 0
  }

  /// Whether a running program has a session.
  static func isInUse(folder: String, name: String) -> Bool {
    let descriptor = open("\(folder)/\(name).lock", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // Shared, so that two who look at once do not take each other for a session.
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }

  /// Removes what a crash left of a session that was never kept.
  static func clear(folder: String, name: String) {
    let path = "\(folder)/\(name).lock"
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0,
      access("\(folder)/\(name).json", F_OK) != 0
    else { return }
    unlink("\(folder)/.\(name).new")
    unlink(path)
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

  /// Waits until everything saved is on the disk; not for a disk that hangs, which must not keep a
  /// program from ending.
  ///
  /// - Parameter limit: how long at most.
  /// - Returns: why it could not be written, where it could not; each reason once.
  public func flush(atMost limit: Duration = .seconds(5)) -> StoreError? {
    wait(atMost: limit) {}
    return takeFailure()
  }

  /// Waits for the queue to have done what it was given before, and then this.
  private func wait(atMost limit: Duration, for work: @escaping @Sendable () -> Void) {
    let done = DispatchSemaphore(value: 0)
    queue.async {
      work()
      done.signal()
    }
    _ = done.wait(timeout: .now() + limit / .seconds(1))
  }

  /// Why saving failed since this was last asked.
  public func takeFailure() -> StoreError? {
    failure.withLock { failure in
      defer { failure = nil }
      return failure
    }
  }

  /// Forgets the session: it was heard to its end.
  public func forget() {
    wait(atMost: .seconds(5)) { [folder, name] in
      unlink("\(folder)/\(name).json")
      unlink("\(folder)/\(name).lock")
    }
  }

  private func writePending() {
    let session = pending.withLock { pending in
      defer { pending = nil }
      return pending
    }
    guard let session else { return }
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .secondsSince1970
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(session) else { return }
    let code = write(data)
    if code != 0 { failure.withLock { $0 = StoreError(folder, code) } }
  }

  /// Writes beside, waits for the disk, and renames: a power cut leaves the old state or the new.
  private func write(_ data: Data) -> Int32 {
    let beside = "\(folder)/.\(name).new"
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    let isWritten = data.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
    guard isWritten, fsync(descriptor) == 0, rename(beside, "\(folder)/\(name).json") == 0 else {
      let code = errno
      unlink(beside)
      return code
    }
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory >= 0 {
      fsync(directory)
      close(directory)
    }
    return 0
  }
}
