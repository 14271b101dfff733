public import CueTimeline
public import RoutineScript

/// A voice: one of the engine's, and how fast, how high and how loud it speaks.
public struct VoiceProfile: Hashable, Sendable {
  /// The name it is chosen by.
  public let name: String
  /// What it is for, in one sentence.
  public internal(set) var about: String
  /// The language it speaks, also that of its set phrases and its pronunciation: `en`.
  public internal(set) var language: String
  /// The engine's voice, `en-us` for example; the language's own if a file does not say.
  public internal(set) var accent: String
  /// The path of a variant file, which changes the sound of the voice; `nil` for the engine's own.
  public internal(set) var variant: String?
  /// How fast it speaks.
  public internal(set) var rate: WordsPerMinute
  /// How high it speaks.
  public internal(set) var pitch: VoiceLevel
  /// How much its pitch moves.
  public internal(set) var range: VoiceLevel
  /// Extra silence between its words.
  public internal(set) var wordGap: WordGap
  /// How loud its sentences are.
  public internal(set) var loudness: Loudness
  /// Whether its words begin softly and its peaks stay low.
  public internal(set) var isGentle: Bool
  /// How it says words that the engine reads wrong in its language or accent.
  public internal(set) var sayAs: [SayAs]

  /// Makes a profile.
  public init(
    name: String, about: String = "", language: String = "en", accent: String? = nil,
    variant: String? = nil, rate: WordsPerMinute = WordsPerMinute(150),
    pitch: VoiceLevel = .neutral, range: VoiceLevel = .neutral, wordGap: WordGap = WordGap(0),
    loudness: Loudness = .speech, isGentle: Bool = false, sayAs: [SayAs] = []
  ) {
    self.name = name
    self.about = about
    self.language = language
    self.accent = accent ?? language
    self.variant = variant
    self.rate = rate
    self.pitch = pitch
    self.range = range
    self.wordGap = wordGap
    self.loudness = loudness
    self.isGentle = isGentle
    self.sayAs = sayAs
  }

  /// How the voice sounds next to other sounds.
  public var sound: VoiceSound { VoiceSound(loudness: loudness, isGentle: isGentle) }

  /// The loudest that speech may be next to somebody asleep: the loudness of the voice `hush`.
  public static let quietLoudness = Loudness(lufs: -29)

  /// The same voice for a room with a sleeping baby: at most as loud as `quietLoudness`, and gentle.
  public var quiet: VoiceProfile {
    var quiet = self
    quiet.loudness = min(loudness, Self.quietLoudness)
    quiet.isGentle = true
    return quiet
  }
}
