import Sound
import Synchronization
import TestSupport

/// Keeps what a stream reports.
final class EventLog: Sendable {
  private let events = Mutex<[PlaybackEvent]>([])

  var all: [PlaybackEvent] { events.withLock { $0 } }

  func note(_ event: PlaybackEvent) { events.withLock { $0.append(event) } }

  /// Waits for an event.
  func has(within seconds: Double = 20, _ matches: (PlaybackEvent) -> Bool) -> Bool {
    eventually(within: seconds) { all.contains(where: matches) }
  }
}

extension PlaybackEvent {
  var isStarted: Bool { if case .started = self { true } else { false } }
  var isLost: Bool { if case .deviceLost = self { true } else { false } }
  var isBack: Bool { if case .deviceBack = self { true } else { false } }
  var isFinished: Bool { if case .finished = self { true } else { false } }
  var isFailed: Bool { if case .failed = self { true } else { false } }
  var isRecovered: Bool { if case .recovered = self { true } else { false } }
}
