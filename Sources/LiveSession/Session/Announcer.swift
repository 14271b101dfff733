internal import CueTimeline
internal import Dispatch
internal import Sound
internal import Synchronization

/// Makes the words that a session says outside of its timeline, and never keeps its controls
/// waiting for a voice that hangs.
final class Announcer: Sendable {
  private let voice: (any SpeechMeter & ClipSource)?
  private let phrases: PhraseCatalogue
  private let patience: Duration
  /// Whether words are still being made that did not come in time.
  private let isLate = Mutex(false)

  /// - Parameters:
  ///   - routine: has the voice and the words.
  ///   - patience: how long words may take; one phrase takes a few hundredths of a second.
  init(_ routine: PlayableRoutine, patience: Duration = .seconds(1)) {
    voice = routine.voice
    phrases = routine.phrases
    self.patience = patience
  }

  /// The words as one clip; `nil` if there is nothing to say or the voice takes too long.
  func clip(of words: Announcement) -> Clip? {
    guard let voice, let text = words.text(in: phrases), !isLate.withLock({ $0 }) else {
      return nil
    }
    let phrase = Phrase(text)
    let made = DispatchSemaphore(value: 0)
    DispatchQueue.global(qos: .userInitiated).async {
      _ = voice.measure([phrase])
      self.isLate.withLock { $0 = false }
      made.signal()
    }
    guard made.wait(timeout: .now() + patience / .seconds(1)) == .success else {
      isLate.withLock { $0 = true }
      return nil
    }
    return voice.clip(for: phrase)
  }

  /// Has words made that will most likely be needed, so that they need not be waited for.
  func prepare(_ words: Announcement) {
    guard let voice, let text = words.text(in: phrases) else { return }
    DispatchQueue.global(qos: .utility).async { _ = voice.measure([Phrase(text)]) }
  }
}
