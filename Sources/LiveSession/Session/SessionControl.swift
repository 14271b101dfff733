public import CueTimeline
internal import Dispatch
internal import Sound
internal import Synchronization

/// Sends commands to a session and shows where it is; may be kept and used anywhere.
public struct SessionControl: Sendable {
  let core: SessionCore

  /// Sends a command; it is carried out at once.
  public func send(_ command: Transport.Command) { core.inbox.post(.command(command)) }

  /// Sends a command and waits until it has been carried out: a pause until nothing sounds.
  ///
  /// - Parameters:
  ///   - command: what is wanted.
  ///   - limit: the longest wait.
  public func send(_ command: Transport.Command, waitingAtMost limit: Duration) {
    let mark = DispatchSemaphore(value: 0)
    core.inbox.post(.command(command))
    core.inbox.post(.mark(mark))
    _ = mark.wait(timeout: .now() + limit / .seconds(1))
  }

  /// What is played, which changes with the tempo; `nil` before it plays.
  public var timeline: Timeline? { core.transport.withLock { $0?.timeline } }

  /// Where the session is now; `nil` before it plays.
  public var progress: Progress? {
    let heard = core.stream.status.heard
    return core.transport.withLock { $0 }.map { Progress($0, heard: heard) }
  }
}
