internal import Dispatch
internal import Glibc
internal import Platform
internal import Synchronization

/// Writes lines for somebody who watches, on a thread of its own: a terminal that takes no output
/// (Scroll Lock, a stalled connection) is never waited for.
///
/// What it does not take is dropped, the oldest first.
final class LineWriter: Sendable {
  private struct Line: Sendable {
    let text: String
    let descriptor: Int32
  }

  private struct State {
    var waiting: [Line] = []
    var isWriting = false
    var hasThread = false
  }

  /// How many lines wait at most.
  private static let most = 200
  private let state = Mutex(State())
  private let bell = DispatchSemaphore(value: 0)
  private let idle = DispatchSemaphore(value: 0)

  /// Hands a text over, and returns at once.
  func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) {
    let isNew = state.withLock { state in
      if state.waiting.count >= Self.most { state.waiting.removeFirst() }
      state.waiting.append(Line(text: text, descriptor: descriptor))
      defer { state.hasThread = true }
      return !state.hasThread
    }
    if isNew {
      do throws(Errno) {
        try BackgroundThread.start("coach lines") { [self] in work() }
      } catch {
        // Nobody waits for lines; the next one tries again.
        state.withLock { $0.hasThread = false }
      }
    }
    bell.signal()
  }

  /// Waits until everything has been written, but not for a terminal that takes nothing.
  func flush(atMost limit: DispatchTimeInterval = .milliseconds(500)) {
    let end = DispatchTime.now() + limit
    while state.withLock({ $0.isWriting || !$0.waiting.isEmpty }) {
      guard idle.wait(timeout: end) == .success else { return }
    }
  }

  private func work() {
    while true {
      bell.wait()
      while let line = next() { Console.write(line.text, to: line.descriptor) }
      idle.signal()
    }
  }

  private func next() -> Line? {
    state.withLock { state in
      state.isWriting = !state.waiting.isEmpty
      return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
    }
  }
}
