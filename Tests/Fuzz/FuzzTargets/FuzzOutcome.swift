internal import Glibc

/// What an input was seen to do wrong, and how long each part of it took.
///
/// Time counts only in a fuzzer: the tests that replay its corpus are not to fail on a busy machine.
struct FuzzOutcome {
  /// What is wrong, in words; nothing where all is well.
  private(set) var violations: [String] = []
  /// Whether time is kept.
  let isTimed: Bool

  /// The most that anything done with one input may take.
  static let longest = Duration.seconds(1)

  init(isTimed: Bool) { self.isTimed = isTimed }

  mutating func expect(_ isTrue: Bool, _ message: @autoclosure () -> String) {
    if !isTrue { violations.append(message()) }
  }

  mutating func add(_ found: [String], in what: @autoclosure () -> String) {
    if !found.isEmpty { violations += found.map { "\(what()): \($0)" } }
  }

  /// Does something, and sees to it that it takes no longer than `longest` of this thread's time.
  mutating func timed<Value>(_ what: String, _ body: () throws -> Value) rethrows -> Value {
    guard isTimed else { return try body() }
    let start = Self.processorTime
    defer {
      let took = Self.processorTime - start
      if took > Self.longest { violations.append("\(what) took \(took)") }
    }
    return try body()
  }

  private static var processorTime: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
