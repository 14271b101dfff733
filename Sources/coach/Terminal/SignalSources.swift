internal import Dispatch
internal import Glibc
internal import Platform
internal import Synchronization

/// Turns signals into calls on a queue of their own, instead of the program's end.
///
/// Not a source of Dispatch: that takes a signal some time after it was asked to, and one that comes
/// before is lost.
final class SignalSources {
  private typealias Taker = @Sendable (Int32) -> Void

  /// Who is called for a signal.
  private static let takers = Mutex<[Int32: Taker]>([:])

  /// Whether this program was started so that it outlives its terminal, as `nohup` does; asked before
  /// the first signal is taken.
  private static let ignoresHangUp: Bool = {
    var action = sigaction()
    sigaction(SIGHUP, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }()

  private let signals: [Int32]
  private let last: LastSignal

  private final class LastSignal: Sendable {
    let number = Mutex<Int32?>(nil)
  }

  /// The last signal that came.
  var received: Int32? { last.number.withLock { $0 } }

  init(_ signals: [Int32], handler: @escaping @Sendable (Int32) -> Void) {
    let last = LastSignal()
    self.last = last
    self.signals = signals.filter { $0 != SIGHUP || !Self.ignoresHangUp }
    let queue = DispatchQueue(label: "coach.signals", qos: .userInteractive)
    Self.takers.withLock { takers in
      for number in self.signals {
        takers[number] = { number in
          last.number.withLock { $0 = number }
          queue.async { handler(number) }
        }
      }
    }
    // Before the first signal can come: a handler must not be what makes it.
    guard SignalPipe.shared.isOpen else { return }
    for number in self.signals {
      Glibc.signal(number) { SignalPipe.shared.note($0) }
    }
  }

  /// If a signal came, ends the program by it, so that a shell sees why.
  func endProgram() {
    guard let signal = received else { return }
    Glibc.signal(signal, SIG_DFL)
    // Whoever started the program may have held it back.
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, signal)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(signal)
  }

  deinit {
    Self.takers.withLock { takers in
      for number in signals { takers[number] = nil }
    }
  }

  fileprivate static func take(_ number: Int32) {
    takers.withLock { $0[number] }?(number)
  }
}

/// Brings the numbers of signals from where hardly anything may be done to a thread.
private final class SignalPipe: Sendable {
  static let shared = SignalPipe()

  /// Whether the system had descriptors and a thread left for it.
  let isOpen: Bool
  private let input: Int32

  private init() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      (isOpen, input) = (false, -1)
      return
    }
    let output = ends[0]
    input = ends[1]
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // Whoever is interrupted must not wait until there is room.
    _ = fcntl(input, F_SETFL, O_NONBLOCK)
    isOpen =
      (try? BackgroundThread.start("coach.signals") {
        var byte: UInt8 = 0
        while true {
          if read(output, &byte, 1) == 1 {
            SignalSources.take(Int32(byte))
          } else if errno != EINTR {
            return
          }
        }
      }) != nil
  }

  /// Notes a signal, where it has interrupted a thread.
  ///
  /// It may only write; if the pipe is full, thousands wait to be read.
  func note(_ signal: Int32) {
    let before = errno
    var byte = UInt8(truncatingIfNeeded: signal)
    _ = write(input, &byte, 1)
    errno = before
  }
}
