public import CueTimeline
internal import Dispatch
internal import Sound
internal import Synchronization

/// What a session's thread and its controls look at together.
final class Desk: Sendable {
  let inbox: Inbox
  let stream: PlaybackStream
  /// `nil` before there is a timeline.
  let transport = Mutex<Transport?>(nil)

  init(inbox: Inbox, stream: PlaybackStream) {
    self.inbox = inbox
    self.stream = stream
  }
}

/// Sends commands to a session and sees where it is; may be kept and used anywhere.
public struct Control: Sendable {
  let desk: Desk

  /// Sends a command; it is carried out at once.
  public func send(_ command: Transport.Command) { desk.inbox.post(.command(command)) }

  /// Sends a command and waits until it has been carried out: a pause until nothing sounds.
  ///
  /// - Parameters:
  ///   - command: what is wanted.
  ///   - limit: how long to wait at most.
  public func send(_ command: Transport.Command, waitingAtMost limit: Duration) {
    let mark = DispatchSemaphore(value: 0)
    desk.inbox.post(.command(command))
    desk.inbox.post(.mark(mark))
    _ = mark.wait(timeout: .now() + limit / .seconds(1))
  }

  /// What it plays, which a change of tempo makes another; `nil` before it plays.
  public var timeline: Timeline? { desk.transport.withLock { $0?.timeline } }

  /// Where the session is now; `nil` before it plays.
  public var progress: Progress? {
    let heard = desk.stream.status.heard
    return desk.transport.withLock { $0 }.map { Progress($0, heard: heard) }
  }
}
