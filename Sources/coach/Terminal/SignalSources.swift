internal import Dispatch
internal import Glibc
internal import Synchronization

/// Turns signals into calls on a queue of their own, instead of the program's end.
final class SignalSources {
  private final class Received: Sendable {
    let signal = Mutex<Int32?>(nil)
  }

  private let sources: [any DispatchSourceSignal]
  private let state: Received

  /// Whether this program was started so that it outlives its terminal, as `nohup` does; asked before
  /// the first signal is taken.
  private static let ignoresHangUp: Bool = {
    var action = sigaction()
    sigaction(SIGHUP, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }()

  /// The last signal that came.
  var received: Int32? { state.signal.withLock { $0 } }

  init(_ signals: [Int32], handler: @escaping @Sendable (Int32) -> Void) {
    let state = Received()
    self.state = state
    let ignored = Self.ignoresHangUp ? SIGHUP : nil
    sources = signals.filter { $0 != ignored }.map { number in
      // Dispatch needs the signal not to end the program by itself.
      Glibc.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(
        signal: number, queue: .global(qos: .userInteractive))
      source.setEventHandler {
        state.signal.withLock { $0 = number }
        handler(number)
      }
      source.resume()
      return source
    }
  }

  /// Where a signal came, ends the program by it, so that a shell sees why.
  func endProgram() {
    guard let signal = received else { return }
    Glibc.signal(signal, SIG_DFL)
    // Dispatch holds the signal back in this thread to hear of it by other means.
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, signal)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(signal)
  }

  deinit { for source in sources { source.cancel() } }
}
