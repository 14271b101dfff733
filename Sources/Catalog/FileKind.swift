internal import CueTimeline
internal import RoutineScript
public import SourceYAML
internal import Speech
internal import SpokenText

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

  /// Looks at a file, which may have mistakes in it: only a routine has steps; otherwise the folders
  /// tell in which voices are kept, and then the keys at its left margin.
  ///
  /// Fails if nobody can tell.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - isNamed: whether somebody named it; of other files it takes more to be one of `coach`'s.
  public init?(of source: SourceText, isNamed: Bool = true) {
    let keys = Self.keys(of: source)
    guard !keys.contains("steps") else {
      self = .routine
      return
    }
    if let kind = Self.kind(ofFolder: source.identity) {
      self = kind
      return
    }
    let kinds: [(kind: FileKind, keys: Set<String>)] = [
      (.voice, Set(VoiceProfile.keys)), (.phrases, Set(PhraseCatalogue.keys)),
      (.pronunciation, Set(Pronunciation.keys)),
    ].map { ($0, $1.intersection(keys)) }
    // Some keys are a routine's as well; and a title is soon given to what has none.
    let others = kinds.filter { !$0.keys.isSubset(of: RoutineKey.names) }
    if let most = others.max(by: { $0.keys.count < $1.keys.count }),
      most.keys.count > (isNamed ? 0 : 1)
    {
      self = most.kind
    } else if keys.contains("title") {
      self = .routine
    } else {
      return nil
    }
  }

  /// What is kept in a file's folder, if that is one of those for voices.
  private static func kind(ofFolder path: String) -> FileKind? {
    let folders = path.folder.lowercased().split(separator: "/")
    switch (folders.last, folders.dropLast().last) {
    case ("voices", _): return .voice
    case ("phrases", "voices"): return .phrases
    case ("pronunciation", "voices"): return .pronunciation
    default: return nil
    }
  }

  /// What stands at the left margin before a colon; or, where that was forgotten, the first word.
  private static func keys(of source: SourceText) -> Set<String> {
    var keys: Set<String> = []
    for line in source.lines {
      guard let first = line.utf8.first, !" \t#-\"'".utf8.contains(first) else { continue }
      if let colon = line.utf8.prefix(longestKey).firstIndex(of: UInt8(ascii: ":")) {
        keys.insert(line[..<colon].split(whereSeparator: \.isWhitespace).joined(separator: " "))
      } else {
        keys.insert(String(line.prefix(longestKey).prefix { !$0.isWhitespace }))
      }
    }
    return keys
  }

  /// No key is as long.
  private static let longestKey = 40

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
