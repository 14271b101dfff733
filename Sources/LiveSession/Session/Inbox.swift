internal import CoachErrors
internal import Dispatch
internal import Platform
internal import Sound
internal import Synchronization

/// What happens to a session, in one line: commands from anywhere, events from the sound.
///
/// The session itself runs on one thread and takes its messages from here.
final class Inbox: Sendable {
  enum Message: Sendable {
    case command(Transport.Command)
    case event(PlaybackEvent)
    case rescheduled(Session.NewSchedule)
    /// Somebody waits until all messages before this one have been dealt with.
    case mark(DispatchSemaphore)
  }

  private let messages = Mutex<[Message]>([])
  private let wakeUp: WakeUp

  init() throws(SoundError) {
    do throws(Errno) { wakeUp = try WakeUp() } catch { throw .startingPlayback(error) }
  }

  func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    wakeUp.signal()
  }

  /// Waits for messages and takes them all; none where the limit was over first.
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
