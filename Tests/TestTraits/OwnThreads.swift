import Foundation
public import Testing

/// Runs tests that mostly wait on threads of their own.
///
/// A test that waits for a program, a device or the clock blocks its thread, and the runner has only
/// one for each processor: a few such tests leave it idle, and all others queue behind them.
public struct OwnThreads: TestTrait, SuiteTrait, TestScoping {
  public var isRecursive: Bool { true }

  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    try await withTaskExecutorPreference(WaitingThreads.shared) { try await function() }
  }
}

extension Trait where Self == OwnThreads {
  /// Runs tests that mostly wait on threads of their own, so that others go on meanwhile.
  public static var waits: Self { OwnThreads() }
}

/// A few threads, on which jobs run in turn.
private final class WaitingThreads: TaskExecutor {
  static let shared = WaitingThreads(count: 4)

  private let queue: OperationQueue

  init(count: Int) {
    queue = OperationQueue()
    queue.maxConcurrentOperationCount = count
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.addOperation { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
