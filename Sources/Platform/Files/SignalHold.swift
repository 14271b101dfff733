internal import Glibc
internal import Synchronization

/// Keeps SIGINT, SIGTERM and SIGHUP from ending the process while a named partial file exists.
///
/// A signal that came meanwhile is delivered again when the last hold ends, so that the process
/// ends as it would have, after cleaning up. Writers ask `isInterrupted` between chunks.
public struct SignalHold: ~Copyable {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  private static let received = Atomic<Int32>(0)
  private static let holds = Mutex<(count: Int, before: [sigaction])>((0, []))

  /// Holds the signals back until this value ends.
  public init() {
    Self.holds.withLock { holds in
      holds.count += 1
      guard holds.count == 1 else { return }
      // Also makes sure that the handler finds `received` initialised.
      Self.received.store(0, ordering: .sequentiallyConsistent)
      holds.before = Self.signals.map { signal in
        var action = sigaction()
        var before = sigaction()
        sigaction(signal, nil, &before)
        // A process that ignores a signal (nohup) goes on ignoring it.
        if before.__sigaction_handler.sa_handler.isIgnore { return before }
        action.__sigaction_handler.sa_handler = { signal in
          SignalHold.received.store(signal, ordering: .sequentiallyConsistent)
        }
        sigaction(signal, &action, nil)
        return before
      }
    }
  }

  deinit {
    let signal: Int32 = Self.holds.withLock { holds in
      holds.count -= 1
      guard holds.count == 0 else { return 0 }
      for (signal, before) in zip(Self.signals, holds.before) {
        var action = before
        sigaction(signal, &action, nil)
      }
      return Self.received.exchange(0, ordering: .sequentiallyConsistent)
    }
    if signal != 0 { raise(signal) }
  }

  /// Whether one of the signals has come while there was a hold.
  public static var isInterrupted: Bool { received.load(ordering: .sequentiallyConsistent) != 0 }
}

extension (@convention(c) (Int32) -> Void)? {
  fileprivate var isIgnore: Bool {
    unsafeBitCast(self, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
