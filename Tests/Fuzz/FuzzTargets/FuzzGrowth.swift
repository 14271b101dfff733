internal import Glibc

/// How far a fuzzer's process may grow, from the moment it has seen its first input.
public struct FuzzGrowth: Sendable {
  /// The most that it may grow.
  public static let most = 200 << 20

  private let start: Int

  /// Begins to watch.
  public init() { start = Self.peak }

  /// By how many bytes the process has grown at most so far.
  public var bytes: Int { Self.peak - start }

  /// The most memory that the process has had at once, in bytes.
  private static var peak: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}
