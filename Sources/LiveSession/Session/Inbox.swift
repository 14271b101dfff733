internal import CoachErrors
internal import Dispatch
internal import Platform
internal import Sound
internal import Synchronization

/// The queue of messages that a session's thread takes: commands from anywhere, events of the sound.
final class Inbox: Sendable {
  enum Message: Sendable {
    case command(Transport.Command)
    case event(PlaybackEvent)
    case rescheduled(Session.NewSchedule)
    /// Signalled when all messages before it have been dealt with.
    case mark(DispatchSemaphore)
  }

  private let messages = Mutex<[Message]>([])
  private let wakeUp: WakeUp

  init() throws(CoachError) {
    do throws(Errno) { wakeUp = try WakeUp() } catch { throw .startingPlayback(error) }
  }

  func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    wakeUp.signal()
  }

  /// Waits for messages and takes them all; none if the limit was over first.
  func take(waitingAtMost limit: Duration) -> [Message] {
    let ready = drain()
    if !ready.isEmpty { return ready }
    wakeUp.wait(atMost: limit)
    return drain()
  }

  private func drain() -> [Message] {
    messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
