public import RoutineScript

/// How a coach sounds: a voice of the engine, how fast, how high and how loud it speaks.
public struct VoiceProfile: Hashable, Sendable {
  /// The name it is chosen by.
  public let name: String
  /// What it is for, in one sentence.
  public let about: String
  /// The language it speaks, which is also that of its phrases and its pronunciation: `en`.
  public let language: String
  /// The engine's voice, where it is not the language's own: `en-us`.
  public let accent: String
  /// A variant file's path: the sound of the voice itself.
  ///
  /// `nil` for the engine's own.
  public let variant: String?
  /// How fast it speaks.
  public let rate: WordsPerMinute
  /// How high it speaks.
  public let pitch: VoiceLevel
  /// How far its pitch moves.
  public let range: VoiceLevel
  /// Silence between its words.
  public let wordGap: WordGap
  /// How loud its sentences are.
  public let loudness: Loudness
  /// Whether its words swell up instead of setting in at once, and stay far from loud.
  public let isGentle: Bool

  /// How it says words that its language, or its accent, reads wrong.
  public let sayAs: [SayAs]

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

  /// As loud as speech may be beside somebody who sleeps: what the voice `hush` was tuned to.
  public static let quietLoudness = Loudness(lufs: -29)

  /// The same voice for a room with a sleeping baby: never louder than `quietLoudness`, and gentle.
  public var quiet: VoiceProfile {
    VoiceProfile(
      name: name, about: about, language: language, accent: accent, variant: variant, rate: rate,
      pitch: pitch, range: range, wordGap: wordGap, loudness: min(loudness, Self.quietLoudness),
      isGentle: true, sayAs: sayAs)
  }
}
