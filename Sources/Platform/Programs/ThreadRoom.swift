internal import Dispatch
internal import Glibc

/// Whether the system lets this process have threads.
public enum ThreadRoom {
  /// Makes sure that there is room for a few threads at the same time.
  ///
  /// Dispatch waits forever if there is none.
  ///
  /// - Parameter count: how many threads there must be room for besides those that run.
  /// - Throws: why there is none, such as the limit of `ulimit -u`.
  public static func check(for count: Int) throws(Errno) {
    guard isLimited else { return }
    let end = DispatchSemaphore(value: 0)
    let ended = DispatchSemaphore(value: 0)
    var started = 0
    defer {
      for _ in 0..<started { end.signal() }
      for _ in 0..<started { ended.wait() }
    }
    while started < count {
      try BackgroundThread.start("coach room") {
        end.wait()
        ended.signal()
      }
      started += 1
    }
  }

  /// Whether somebody has set a limit: trying costs a quarter of the time in which a program starts.
  ///
  /// The system's own limit is many thousands (kernel/fork.c: half of what the memory has room for),
  /// and a desktop in use has one or two thousand threads.
  private static var isLimited: Bool {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(__RLIMIT_NPROC.rawValue), &limit) == 0 else { return true }
    return limit.rlim_cur <= 4_096
  }
}
