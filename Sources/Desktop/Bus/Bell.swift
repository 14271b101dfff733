internal import CSystemd
internal import Glibc

/// What another thread rings to end a wait: an eventfd, so that it can be polled together with a
/// connection.
struct Bell: ~Copyable, Sendable {
  let descriptor: Int32

  init() throws(BusError) {
    descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard descriptor >= 0 else {
      throw BusError(
        .noResources, "The session bus cannot be used: too many files are open.",
        advice: "Close other programs, or raise the limit on open files (ulimit -n).")
    }
  }

  deinit { close(descriptor) }

  func ring() {
    // Fails only when rung 2^64 times without a wait.
    _ = eventfd_write(descriptor, 1)
  }

  func reset() {
    var count: eventfd_t = 0
    _ = eventfd_read(descriptor, &count)
  }
}
