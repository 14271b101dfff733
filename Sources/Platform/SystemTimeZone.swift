internal import Glibc

/// The time zone that this machine is set to.
///
/// By the C library, which knows every way to set it: a name, a rule, and a file without a name.
public enum SystemTimeZone {
  /// Looks whether the machine was set to another zone since.
  public static func refresh() { tzset() }

  /// How far local time is ahead of UTC at a moment.
  ///
  /// - Parameter seconds: the moment, in seconds since the start of 1970 in UTC.
  /// - Returns: seconds.
  public static func offset(at seconds: Int) -> Int {
    var moment = time_t(seconds)
    var parts = tm()
    return localtime_r(&moment, &parts) == nil ? 0 : parts.tm_gmtoff
  }
}
