internal import Glibc
internal import Synchronization

/// Every file that was looked for to make something, and what it was like just before that.
final class FileNotes: Sendable {
  private let states = Mutex<[String: FileState?]>([:])

  /// The paths that were looked for, whether or not anything was there.
  var paths: [String] { states.withLock { $0.keys.sorted() } }

  /// Whether any of them is not what it was any more.
  var isOutdated: Bool {
    states.withLock { states in states.contains { FileState(of: $0.key) != $0.value } }
  }

  /// Makes a note of a file that is about to be looked for; the first of several counts.
  func add(_ path: String) {
    states.withLock { states in
      // What is not there has a state too: that of being missing.
      if states[path] == nil { states.updateValue(FileState(of: path), forKey: path) }
    }
  }
}

/// What tells a file from what it was before, without reading it.
struct FileState: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// Looks at a file; `nil` where there is none.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
    size = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}
