internal import CueTimeline
public import RoutineScript
internal import SpokenText
internal import Synchronization

/// Mistakes in `say as:` that only a voice can find.
extension Speaker {
  /// The routine's entries that apply to none of the phrases so far.
  public var unusedSayAs: [SayAs] {
    guard !sayAs.isEmpty else { return [] }
    let used = clips.phrases.reduce(into: Set<SayAs>()) { used, phrase in
      used.formUnion(pronunciation.overrides(in: phrase.text))
    }
    return sayAs.filter { !used.contains($0) }
  }

  /// The routine's and the voice's entries with sounds that the engine's language does not have.
  ///
  /// At a sound it does not know, the engine stops the word without an error. So each word is said
  /// again with one more sound after it: if that is not heard, the engine stopped before it.
  public func unknownSounds() -> [SayAs] {
    let words = (sayAs + profile.sayAs).flatMap { entry -> [(entry: SayAs, sounds: Substring)] in
      guard case .sounds(let sounds) = entry.saying else { return [] }
      return sounds.split(separator: " ").map { (entry, $0) }
    }
    let requests = words.flatMap { word in
      [word.sounds, word.sounds + "|t"].map { sounds in
        SpeechRequest(
          text: EngineSounds.text(String(sounds)), rate: profile.rate, range: profile.range)
      }
    }
    let heard = Mutex<[Int: Int]>([:])
    pool.speak(requests) { index, result in
      let count = (try? result.get())?.phonemes.count ?? 0
      heard.withLock { $0[index] = count }
    }
    let counts = heard.withLock { $0 }
    var unknown: [SayAs] = []
    for (index, word) in words.enumerated() where !unknown.contains(word.entry) {
      let (plain, longer) = (counts[2 * index] ?? 0, counts[2 * index + 1] ?? 0)
      if plain == 0 || longer != plain + 1 { unknown.append(word.entry) }
    }
    return unknown
  }
}
