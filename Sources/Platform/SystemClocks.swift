internal import Glibc

/// The two clocks of the system, and which start of it they belong to.
public enum SystemClocks {
  /// How long ago the system started, sleep included (`CLOCK_BOOTTIME`); nobody can set it.
  public static var sinceBoot: Duration { reading(CLOCK_BOOTTIME) }

  /// The time since 1970 by the wall clock (`CLOCK_REALTIME`), which may be set back and forth.
  public static var sinceEpoch: Duration { reading(CLOCK_REALTIME) }

  /// Tells one start of the system from another; `nil` if the kernel does not say.
  public static let bootID: String? = {
    guard let bytes = try? FileSystem.contents(of: "/proc/sys/kernel/random/boot_id") else {
      return nil
    }
    let text = String(decoding: bytes, as: UTF8.self).filter { $0.isHexDigit || $0 == "-" }
    return text.isEmpty ? nil : text
  }()

  private static func reading(_ clock: clockid_t) -> Duration {
    var time = timespec()
    clock_gettime(clock, &time)
    return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
  }
}
