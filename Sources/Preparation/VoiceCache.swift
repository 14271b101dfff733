internal import Platform
internal import RoutineScript
internal import Speech
internal import SpokenText
internal import Synchronization

/// Keeps the voices that were started last, for as long as the same are asked for.
///
/// So a phrase that was said in the version before, or in another routine, is not synthesized again.
package final class VoiceCache: Sendable {
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
      // Where the entries stand makes no sound, and what is wrong with one was reported when it was new.
      written = sayAs.map(\.written)
      sayings = sayAs.map(\.saying)
      variant = profile.variant.flatMap(FileState.init)
    }
  }

  private let most: Int
  /// The one that was asked for last comes last.
  private let kept = Mutex<[(key: Key, speaker: Speaker)]>([])

  /// Begins without any.
  ///
  /// - Parameter most: how many are kept; beyond that, the processes of the one that was not asked
  ///   for the longest end.
  package init(keeping most: Int = 1) { self.most = most }

  /// A voice that has spoken before.
  func known(
    _ profile: VoiceProfile, _ pronunciation: Pronunciation, _ sayAs: [SayAs]
  ) -> Speaker? {
    let key = Key(profile, pronunciation, sayAs)
    let known = kept.withLock { kept -> Speaker? in
      guard let index = kept.firstIndex(where: { $0.key == key }) else {
        // It is about to be started, and makes room for itself.
        kept = kept.suffix(most - 1)
        return nil
      }
      kept.append(kept.remove(at: index))
      return kept.last?.speaker
    }
    known?.forgetFailures()
    return known
  }

  /// Keeps a voice that was started.
  func keep(_ speaker: Speaker, _ pronunciation: Pronunciation, _ sayAs: [SayAs]) {
    let key = Key(speaker.profile, pronunciation, sayAs)
    kept.withLock { $0 = $0.suffix(most - 1) + [(key, speaker)] }
  }
}
