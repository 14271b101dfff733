internal import Glibc
internal import Synchronization

/// Every file that was looked for to make something, and what it was like just before that.
public final class FileNotes: Sendable {
  private let states = Mutex<[String: FileState?]>([:])

  /// Makes notes of no file.
  public init() {}

  /// The paths that were looked for, whether or not anything was there, in order.
  public var paths: [String] { states.withLock { $0.keys.sorted() } }

  /// Whether any of the files has changed since.
  public var isOutdated: Bool {
    states.withLock { states in states.contains { FileState(of: $0.key) != $0.value } }
  }

  /// Makes a note of a file that is about to be looked for; the first of several counts.
  ///
  /// - Parameter path: the file, which may be missing.
  public func add(_ path: String) {
    states.withLock { states in
      // What is not there has a state too: that of being missing.
      if states[path] == nil { states.updateValue(FileState(of: path), forKey: path) }
    }
  }
}

/// What tells a file from what it was before, without reading it.
public struct FileState: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// Looks at a file; `nil` if there is none.
  public init?(of path: String) {
    guard let status = try? FileSystem.status(of: path) else { return nil }
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
    size = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}
