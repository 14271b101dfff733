internal import Sound
internal import Synchronization

/// What a session's thread and its controls share.
final class SessionCore: Sendable {
  let inbox: Inbox
  let stream: PlaybackStream
  /// `nil` before there is a timeline.
  let transport = Mutex<Transport?>(nil)

  init(inbox: Inbox, stream: PlaybackStream) {
    self.inbox = inbox
    self.stream = stream
  }
}
