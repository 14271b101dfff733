internal import Catalog
internal import CoachErrors
internal import CueTimeline
import Preparation
internal import RoutineScript
import SourceYAML

/// The results of checking files, and how long it took.
struct Figures {
  /// The results for some of the files.
  struct Results {
    var times: [Duration] = []
    var findings = 0
    var variants = 0
    var length = Duration.zero

    mutating func add(_ check: Result<RoutineCheck, any Error>) {
      switch check {
      case .success(let check):
        findings += check.diagnostics.count
        for case let length? in check.variants.map(\.length) {
          variants += 1
          self.length += length
        }
      case .failure(let error):
        let found = (error as? CoachError)?.findings ?? []
        if found.isEmpty { print("error: \(error)") }
        findings += found.count
      }
    }

    mutating func add(_ other: Results) {
      times += other.times
      findings += other.findings
      variants += other.variants
      length += other.length
    }
  }

  /// The mean time for a file: the time for all of them, divided by their number.
  let mean: Duration
  private let results: Results
  private let total: Duration
  private let busy: Duration
  private let threads: Int

  /// Makes the figures from results and times.
  ///
  /// - Parameters:
  ///   - results: the files' results.
  ///   - total: from the start of the first file to the end of the last.
  ///   - busy: the processor time, which is less than the time by the clock on a busy machine.
  ///   - threads: how many threads checked.
  init(_ results: Results, total: Duration, busy: Duration, threads: Int) {
    self.results = results
    self.total = total
    self.busy = busy
    self.threads = threads
    mean = total / max(1, results.times.count)
  }

  /// Three lines: what was done, how long it took, and how that varies between files.
  var description: String {
    let sorted = results.times.sorted()
    let part = { (percent: Int) in sorted[min(sorted.count - 1, sorted.count * percent / 100)] }
    return """
      \(threads == 1 ? "one thread" : "\(threads) threads"): \(results.variants) ways to play \
      them, \(Int(results.length / .seconds(3600))) hours, \(results.findings) findings
        \(Self.text(total)) in all, \(Self.text(mean)) a file in the mean, of which the processor \
      worked \(Self.text(busy / results.times.count))
        each file: median \(Self.text(part(50))), 95 % within \(Self.text(part(95))), worst \
      \(Self.text(part(100)))
      """
  }

  /// Milliseconds to the hundredth: `0.87 ms`.
  static func text(_ duration: Duration) -> String {
    let hundredths = Int((duration / .microseconds(10)).rounded())
    let rest = String(hundredths % 100)
    return "\(hundredths / 100).\(rest.count < 2 ? "0" : "")\(rest) ms"
  }
}
