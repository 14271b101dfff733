internal import CueTimeline
internal import Dispatch
internal import Sound
internal import Synchronization

/// Makes clips of what a session says outside of its timeline, and never lets its controls wait for
/// a voice that hangs.
final class Announcer: Sendable {
  private let voice: (any SpeechMeter & ClipSource)?
  private let phrases: PhraseCatalogue
  private let patience: Duration
  /// The words that take a heat pad off, from the timeline: they need no voice any more.
  private let padOff: Clip?
  /// Whether a clip that was not made in time is still being made.
  private let isLate = Mutex(false)

  /// - Parameters:
  ///   - routine: has the voice and the words.
  ///   - patience: how long a clip may take; one phrase takes a few hundredths of a second.
  init(_ routine: PlayableRoutine, patience: Duration = .seconds(1)) {
    voice = routine.voice
    phrases = routine.phrases
    self.patience = patience
    let words = routine.renderer.timeline.steps.lazy.compactMap(\.heat?.takingOff).first
    padOff = words.map { Clip(samples: routine.renderer.samples(in: $0), anchor: .zero) }
  }

  /// The words as one clip; `nil` if there is nothing to say or the voice takes too long.
  func clip(of words: Announcement) -> Clip? {
    if words == .takePadOff, let padOff { return padOff }
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

  /// Makes a clip that will most likely be needed, so that nobody waits for it then.
  func prepare(_ words: Announcement) {
    guard let voice, let text = words.text(in: phrases) else { return }
    DispatchQueue.global(qos: .utility).async { _ = voice.measure([Phrase(text)]) }
  }
}
