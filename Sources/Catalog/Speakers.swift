internal import RoutineScript
internal import Speech
internal import Synchronization

/// Keeps the voice that was started last, for as long as the same is asked for.
///
/// So a phrase that was said in the version before is not synthesized again.
package final class Speakers: Sendable {
  private struct Key: Hashable {
    let profile: VoiceProfile
    let pronunciation: Pronunciation
    let written: [String]
    let sayings: [SayAs.Saying]
    /// What the engine reads by itself.
    let variant: FileState?

    init(_ profile: VoiceProfile, _ pronunciation: Pronunciation, _ sayAs: [SayAs]) {
      self.profile = profile
      self.pronunciation = pronunciation
      // Where the entries stand makes no sound, and what is wrong with one was told when it was new.
      written = sayAs.map(\.written)
      sayings = sayAs.map(\.saying)
      variant = profile.variant.flatMap(FileState.init)
    }
  }

  package init() {}

  private let last = Mutex<(key: Key, speaker: Speaker)?>(nil)

  /// A voice that has spoken before; where another was kept, its processes end.
  func known(
    _ profile: VoiceProfile, _ pronunciation: Pronunciation, _ sayAs: [SayAs]
  ) -> Speaker? {
    let key = Key(profile, pronunciation, sayAs)
    let known = last.withLock { last in
      if last?.key != key { last = nil }
      return last?.speaker
    }
    known?.forgetFailures()
    return known
  }

  /// Keeps a voice that was started.
  func keep(_ speaker: Speaker, _ pronunciation: Pronunciation, _ sayAs: [SayAs]) {
    let key = Key(speaker.profile, pronunciation, sayAs)
    last.withLock { $0 = (key, speaker) }
  }
}
