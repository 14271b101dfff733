internal import CueTimeline
internal import RoutineScript
internal import Speech
internal import Synchronization

/// Keeps the voice that was started last, for as long as the same is asked for.
///
/// So a phrase that was said in the version before is not synthesized again.
final class Speakers: Sendable {
  private struct Key: Hashable {
    let profile: VoiceProfile
    let pronunciation: Pronunciation
    /// What the engine reads by itself.
    let variant: FileState?
  }

  private let last = Mutex<(key: Key, speaker: Speaker)?>(nil)

  /// A voice, which may have spoken before.
  func speaker(
    _ profile: VoiceProfile, _ pronunciation: Pronunciation
  ) throws(SpeechSetupError) -> Speaker {
    let key = Key(
      profile: profile, pronunciation: pronunciation,
      variant: profile.variant.flatMap(FileState.init))
    if let known = last.withLock({ $0?.key == key ? $0?.speaker : nil }) {
      known.forgetFailures()
      return known
    }
    // Its processes end before others are started.
    last.withLock { $0 = nil }
    let speaker = try Speaker(profile, pronunciation: pronunciation)
    last.withLock { $0 = (key, speaker) }
    return speaker
  }
}
