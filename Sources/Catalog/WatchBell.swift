internal import Glibc

/// Wakes whoever waits for files; may be rung from any thread, and before the wait begins.
public final class WatchBell: Sendable {
  private let ends: (heard: Int32, rung: Int32)

  init() throws(CatalogError) {
    var ends: [Int32] = [-1, -1]
    let type =
      Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
      throw CatalogError(
        "files cannot be watched: \(String(cString: strerror(errno)))",
        advice: "raise the limit of open files: ulimit -n 1024")
    }
    self.ends = (ends[0], ends[1])
  }

  deinit {
    close(ends.heard)
    close(ends.rung)
  }

  /// Readable when it was rung.
  var descriptor: Int32 { ends.heard }

  /// Ends the wait.
  public func ring() {
    // Where it cannot be written, it was rung often enough.
    _ = send(ends.rung, "!", 1, Int32(MSG_NOSIGNAL))
  }

  /// Forgets that it was rung.
  func silence() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(ends.heard, &bytes, bytes.count) > 0 {}
  }
}
