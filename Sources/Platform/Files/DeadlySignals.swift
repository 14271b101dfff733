internal import Glibc

/// Holds SIGPIPE and SIGXFSZ back on the calling thread, and forgets those its writes caused.
struct DeadlySignals {
  private static let signals = [SIGPIPE, SIGXFSZ]
  private var before = sigset_t()
  private var pendingBefore = sigset_t()

  init() {
    var blocked = sigset_t()
    sigemptyset(&blocked)
    for signal in Self.signals { sigaddset(&blocked, signal) }
    sigpending(&pendingBefore)
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
  }

  /// Lets them through again; `errno` stays as it is.
  func restore() {
    let number = errno
    var pending = sigset_t()
    sigpending(&pending)
    var own = sigset_t()
    sigemptyset(&own)
    var isOwn = false
    for signal in Self.signals where contains(pending, signal) && !contains(pendingBefore, signal) {
      sigaddset(&own, signal)
      isOwn = true
    }
    if isOwn {
      var now = timespec()
      sigtimedwait(&own, nil, &now)
    }
    var mask = before
    pthread_sigmask(SIG_SETMASK, &mask, nil)
    errno = number
  }

  private func contains(_ set: sigset_t, _ signal: Int32) -> Bool {
    var set = set
    return sigismember(&set, signal) == 1
  }
}
