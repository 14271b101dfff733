internal import CoachErrors
internal import Dispatch
internal import Glibc
internal import Platform
internal import Synchronization

/// What the player and its thread share.
final class PlayerCore: Sendable {
  /// What has not been reported yet.
  struct News {
    let state: PlayerState
    /// The last jump within the step, if there was one.
    let seeked: Duration?
  }

  private struct Shared {
    var state: PlayerState
    var seeked: Duration?
    var isClosing = false
    var thread: pthread_t?
  }

  let wakeUp: WakeUp
  private let shared: Mutex<Shared>
  private let working = DispatchGroup()

  init(_ state: PlayerState) throws(CoachError) {
    do throws(Errno) { wakeUp = try WakeUp() } catch { throw .noResources(error) }
    shared = Mutex(Shared(state: state))
  }

  var state: PlayerState { shared.withLock { $0.state } }
  var isClosing: Bool { shared.withLock { $0.isClosing } }

  func update(_ state: PlayerState) {
    let isNew = shared.withLock { shared in
      defer { shared.state = state }
      return shared.state != state
    }
    if isNew { wakeUp.signal() }
  }

  func seeked(to position: Duration) {
    shared.withLock { $0.seeked = position }
    wakeUp.signal()
  }

  func takeNews() -> News {
    shared.withLock { shared in
      defer { shared.seeked = nil }
      return News(state: shared.state, seeked: shared.seeked)
    }
  }

  func close() {
    shared.withLock { $0.isClosing = true }
    wakeUp.signal()
  }

  var hasEnded: Bool { working.wait(timeout: .now()) == .success }

  /// Waits until the connection is closed; returns at once on the thread that closes it.
  func waitForEnd(atMost limit: DispatchTimeInterval) {
    if let thread = shared.withLock({ $0.thread }), pthread_equal(thread, pthread_self()) != 0 {
      return
    }
    _ = working.wait(timeout: .now() + limit)
  }

  /// Called by the thread around its work.
  func work(_ body: () -> Void) {
    working.enter()
    shared.withLock { $0.thread = pthread_self() }
    body()
    shared.withLock { $0.thread = nil }
    working.leave()
  }
}
