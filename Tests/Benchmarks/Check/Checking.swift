internal import Catalog
internal import CueTimeline
internal import Dispatch
internal import Glibc
import Preparation
internal import RoutineScript
import SourceYAML
internal import Synchronization
internal import TestSupport

/// Checks files and measures how long it takes.
struct Checking {
  private let paths: [String]
  private let phrases: PhraseCatalogue
  /// Without the user's own or the built-in routines: the files include none.
  private let folders = Folders(user: "/nowhere", builtIn: "/nowhere")
  private let meter = FakeMeter(isQuick: true)

  init(_ files: RoutineFiles, phrases: PhraseCatalogue) {
    paths = files.paths
    self.phrases = phrases
  }

  /// Checks every file once, each on the first thread that is free.
  func run(threads: Int) -> Figures {
    let results = Mutex(Figures.Results())
    let next = Atomic(0)
    let clock = ContinuousClock()
    let busyBefore = Self.processorTime
    let total = clock.measure {
      DispatchQueue.concurrentPerform(iterations: threads) { _ in
        var mine = Figures.Results()
        while true {
          let index = next.add(1, ordering: .relaxed).oldValue
          guard index < paths.count else { break }
          let start = clock.now
          let check = check(paths[index])
          mine.times.append(clock.now - start)
          mine.add(check)
        }
        let done = mine
        results.withLock { $0.add(done) }
      }
    }
    return Figures(
      results.withLock(\.self), total: total, busy: Self.processorTime - busyBefore,
      threads: threads)
  }

  /// The processor time of this process.
  private static var processorTime: Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  private func check(_ path: String) -> Result<RoutineCheck, any Error> {
    Result {
      try RoutineCheck(
        try RoutineCatalog(folders).source(path), in: folders, phrases: phrases, meter: meter)
    }
  }

  /// The mean time of each part of the work, each measured alone.
  func phases() -> [(name: String, mean: Duration)] {
    let catalog = RoutineCatalog(folders)
    let clock = ContinuousClock()
    var (reading, yaml, parsing, whole) = (
      Duration.zero, Duration.zero, Duration.zero, Duration.zero
    )
    for path in paths {
      let start = clock.now
      guard let source = try? catalog.source(path) else { continue }
      let isRead = clock.now
      _ = YAMLReader.read(source, .routine, into: DiagnosticCollector())
      let isYAML = clock.now
      _ = catalog.parse(source)
      let isParsed = clock.now
      _ = try? RoutineCheck(source, in: folders, phrases: phrases, meter: meter)
      let isChecked = clock.now
      reading += isRead - start
      yaml += isYAML - isRead
      parsing += isParsed - isYAML
      whole += isChecked - isParsed
    }
    return [
      ("reading", reading), ("YAML", yaml), ("steps and limits", parsing - yaml),
      ("levels and schedule", whole - parsing),
    ].map { ($0, $1 / paths.count) }
  }
}
