internal import CLinux
internal import Glibc

/// Ends another thread's wait: an eventfd, so that it can be polled together with other descriptors.
///
/// A signal is not lost: it ends the current wait, or the next one if nobody waits.
public final class WakeUp: Sendable {
  /// The descriptor to poll for input, together with others.
  public let descriptor: Int32

  /// Makes one that has no signal.
  ///
  /// - Throws: `Errno` if the system has no descriptors left.
  public init() throws(Errno) {
    descriptor = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
    guard descriptor >= 0 else { throw Errno.last }
  }

  deinit { close(descriptor) }

  /// Ends the current wait, or the next one; safe from any thread.
  public func signal() {
    // Fails only after 2^64 signals without a wait.
    _ = eventfd_write(descriptor, 1)
  }

  /// Waits for a signal and takes it.
  ///
  /// - Parameter limit: the longest wait; `nil` for no limit.
  /// - Returns: whether there was a signal.
  @discardableResult
  public func wait(atMost limit: Duration? = nil) -> Bool {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = poll(&ready, 1, limit?.pollTimeout ?? -1)
    return reset()
  }

  /// Takes all signals sent so far, without waiting.
  ///
  /// - Returns: whether there was one.
  @discardableResult
  public func reset() -> Bool {
    var count: eventfd_t = 0
    return eventfd_read(descriptor, &count) == 0
  }
}

extension Duration {
  /// The limit of a wait as poll(2) takes it: milliseconds, rounded up so that the wait is never
  /// shorter, at most an hour.
  public var pollTimeout: Int32 {
    let (seconds, attoseconds) = min(max(self, .zero), .seconds(3_600)).components
    return Int32(seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
