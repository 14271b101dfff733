internal import CueTimeline
public import RoutineScript
internal import Speech

/// What a file that `coach` reads is for.
public enum FileKind: Sendable {
  /// A routine.
  case routine
  /// How a voice sounds.
  case voice
  /// What `coach` says of its own accord in a language.
  case phrases
  /// How a language reads signs and abbreviations.
  case pronunciation

  /// Looks at a text, which may have mistakes in it: the keys at its left margin tell.
  ///
  /// Fails where nobody can tell.
  ///
  /// - Parameter source: the text.
  public init?(of source: SourceText) {
    let keys = Set(
      source.text.matches(of: /(?m)^([^\s#:'"-][^:#\r\n]*?)[ \t]*:/).map { String($0.output.1) })
    guard keys.isDisjoint(with: ["title", "steps"]) else {
      self = .routine
      return
    }
    let kinds: [(kind: FileKind, keys: Set<String>)] = [
      (.voice, Set(VoiceProfile.keys)), (.phrases, Set(PhraseCatalogue.keys)),
      (.pronunciation, Set(Pronunciation.keys)),
    ].map { ($0, $1.intersection(keys)) }
    guard let most = kinds.max(by: { $0.keys.count < $1.keys.count }), most.keys.count > 1,
      // Some keys are a routine's as well.
      !most.keys.isSubset(of: RoutineParser.keys)
    else { return nil }
    self = most.kind
  }

  /// What a message calls such a file.
  public var words: String {
    switch self {
    case .routine: "a routine"
    case .voice: "a voice"
    case .phrases: "the phrases of a language"
    case .pronunciation: "the pronunciation of a language"
    }
  }
}
