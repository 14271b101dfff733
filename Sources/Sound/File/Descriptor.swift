// For <poll.h>, which the Glibc module leaves out.
internal import CALSA
internal import Glibc
internal import Platform

/// Owns a file descriptor and closes it.
struct Descriptor: ~Copyable {
  let number: Int32
  private let isOwned: Bool

  /// Takes a descriptor over.
  init(owning number: Int32) {
    self.number = number
    isOwned = true
  }

  /// Uses a descriptor that somebody else closes: standard output.
  init(borrowing number: Int32) {
    self.number = number
    isOwned = false
  }

  deinit { if isOwned { close(number) } }

  /// Opens a file: a number to take over.
  static func open(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(Errno) -> Int32 {
    while true {
      let number = Glibc.open(path, flags | O_CLOEXEC, mode)
      if number >= 0 { return number }
      if errno != EINTR { throw Errno.last }
    }
  }

  /// Writes all bytes.
  ///
  /// A closed pipe and a size limit are reported as errors: the signals that come with them, which
  /// would end the process, are held back on this thread only and taken off its list again.
  func write(_ bytes: UnsafeRawBufferPointer) throws(Errno) {
    let deadly = DeadlySignals()
    defer { deadly.restore() }
    var rest = bytes[...]
    while !rest.isEmpty {
      let chunk = UnsafeRawBufferPointer(rebasing: rest)
      let written = Glibc.write(number, chunk.baseAddress, chunk.count)
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        // Somebody made a shared descriptor non-blocking: wait for room rather than spin.
        var room = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        _ = poll(&room, 1, -1)
      } else if errno != EINTR {
        throw Errno.last
      }
    }
  }
}

/// Holds SIGPIPE and SIGXFSZ back on the calling thread, and forgets those its writes caused.
private struct DeadlySignals {
  private var blocked = sigset_t()
  private var before = sigset_t()
  private var pendingBefore = sigset_t()

  init() {
    sigemptyset(&blocked)
    sigaddset(&blocked, SIGPIPE)
    sigaddset(&blocked, SIGXFSZ)
    sigpending(&pendingBefore)
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
  }

  func restore() {
    let number = errno
    var pending = sigset_t()
    sigpending(&pending)
    var own = sigset_t()
    sigemptyset(&own)
    var isOwn = false
    for signal in [SIGPIPE, SIGXFSZ] where sigismember(pending, signal) {
      guard !sigismember(pendingBefore, signal) else { continue }
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

  private func sigismember(_ set: sigset_t, _ signal: Int32) -> Bool {
    var set = set
    return Glibc.sigismember(&set, signal) == 1
  }
}
