internal import CueTimeline
internal import Glibc

/// Times as a clock shows them.
enum ClockTime {
  /// `1:23:45` or `23:45`, rounded down to seconds.
  static func short(_ duration: Duration) -> String {
    let seconds = max(0, duration.components.seconds)
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    return hours > 0
      ? "\(hours):\(two(minutes)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
  }

  /// `23:45.67`, to the nearest hundredth.
  static func exact(_ duration: Duration) -> String {
    let (seconds, attoseconds) = (duration + .milliseconds(5)).components
    return short(.seconds(seconds)) + "." + two(attoseconds / 10_000_000_000_000_000)
  }

  /// `5.00`, seconds to the nearest hundredth.
  static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = (duration + .milliseconds(5)).components
    return "\(seconds)." + two(attoseconds / 10_000_000_000_000_000)
  }

  /// `just now`, `5 minutes ago`, `3 hours ago`, `2 days ago`.
  static func ago(_ seconds: Double) -> String {
    let units = [(86_400.0, "day"), (3_600, "hour"), (60, "minute")]
    guard let (length, name) = units.first(where: { seconds >= $0.0 }) else { return "just now" }
    let count = Int(min(seconds / length, 1e9))
    return "\(count) \(name)\(count == 1 ? "" : "s") ago"
  }

  /// `23:45:12`, what a clock on the wall shows now.
  static func now() -> String {
    var moment = time(nil)
    var parts = tm()
    guard localtime_r(&moment, &parts) != nil else { return "" }
    let (hour, minute, second) = (parts.tm_hour, parts.tm_min, parts.tm_sec)
    return "\(hour):\(two(Int64(minute))):\(two(Int64(second)))"
  }

  private static func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
