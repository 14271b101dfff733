internal import CALSA
internal import Glibc

/// Something another thread can pull to end a wait: an eventfd, so that it can be polled together
/// with a device.
public struct WakeUp: ~Copyable, Sendable {
  /// The descriptor to poll for input, beside a device's own.
  public let descriptor: Int32

  /// Makes one that nobody has pulled.
  public init() throws(SoundError) {
    descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard descriptor >= 0 else {
      throw SoundError(
        .inputOutput, "Cannot start playback: \(SoundError.text(of: errno)).",
        advice: "Close other programs, or raise the limit on open files (ulimit -n).")
    }
  }

  deinit { close(descriptor) }

  /// Ends the current wait, or the next one where nobody waits.
  public func pull() {
    // Fails only when pulled 2^64 times without a wait.
    _ = eventfd_write(descriptor, 1)
  }

  /// Waits until pulled or, with a limit, until that is over; takes the pull off.
  ///
  /// - Returns: whether it was pulled.
  @discardableResult
  public func wait(atMost limit: Duration? = nil) -> Bool {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = poll(&ready, 1, limit.map(WakeUp.milliseconds) ?? -1)
    return reset()
  }

  /// Takes a pull off.
  ///
  /// - Returns: whether there was one.
  @discardableResult
  public func reset() -> Bool {
    var count: eventfd_t = 0
    return eventfd_read(descriptor, &count) == 0
  }

  /// A limit as `poll` takes it, rounded up so that a wait is never shorter, at most an hour.
  static func milliseconds(_ limit: Duration) -> Int32 {
    let (seconds, attoseconds) = min(max(limit, .zero), .seconds(3_600)).components
    return Int32(seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
