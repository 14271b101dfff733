internal import Glibc

/// A lock that programs agree on by the name of a file (flock(2)); it ends with its owner.
public struct FileLock: ~Copyable, Sendable {
  private let descriptor: Descriptor

  /// What others may have at the same time.
  public enum Kind: Sendable {
    /// Others may hold shared locks too.
    case shared
    /// Nobody else holds a lock.
    case exclusive
  }

  /// Locks a file that is open already.
  ///
  /// - Parameters:
  ///   - descriptor: the file.
  ///   - kind: what others may have at the same time.
  ///   - waits: whether to wait for somebody who has it.
  /// - Throws: `Errno.wouldBlock` if somebody has it, or another reason.
  public init(
    _ descriptor: consuming Descriptor, _ kind: Kind, waits: Bool = false
  ) throws(Errno) {
    let operation = kind == .shared ? LOCK_SH : LOCK_EX
    guard flock(descriptor.number, waits ? operation : operation | LOCK_NB) == 0 else {
      throw Errno.last
    }
    self.descriptor = descriptor
  }

  /// Writes into the locked file who has it, in place of what was there.
  ///
  /// - Throws: why it cannot be written; the lock holds all the same.
  public borrowing func note(_ bytes: [UInt8]) throws(Errno) {
    guard ftruncate(descriptor.number, 0) == 0 else { throw Errno.last }
    try descriptor.write(bytes)
  }

  /// Ends it now.
  public consuming func unlock() {}

  /// Whether the file still has a name: somebody may have removed it while it was waited for.
  public var hasName: Bool {
    guard let status = try? descriptor.status() else { return false }
    return status.st_nlink > 0
  }
}
