internal import CueTimeline
internal import RoutineScript
internal import ScriptTools
internal import SourceYAML

/// A key of a voice file.
///
/// `all` is the one table of them: the reader, the schema and the documentation are made from it.
struct VoiceKey: Sendable {
  let name: String
  /// What it means, in one sentence.
  let about: String
  /// The form of its value.
  let schema: JSONValue
  /// Whether its value is a text, which may go on in the next line.
  let isText: Bool
  /// What to write if a file lacks it; `nil` if a file may lack it.
  let example: String?
  /// Puts its value from a file into a profile; reports a value that is wrong.
  let read: @Sendable (VoiceFile, inout VoiceProfile) -> Void

  init(
    _ name: String, _ about: String, _ schema: JSONValue, isText: Bool = false,
    example: String? = nil,
    read: @escaping @Sendable (VoiceFile, inout VoiceProfile) -> Void
  ) {
    self.name = name
    self.about = about
    self.schema = schema
    self.isText = isText
    self.example = example
    self.read = read
  }

  /// A key with a whole number in a range; the profile keeps its value if a file has none.
  private init(
    _ name: String, _ about: String, _ range: ClosedRange<Int32>,
    _ set: @escaping @Sendable (inout VoiceProfile, Int32) -> Void
  ) {
    let bounds = Double(range.lowerBound)...Double(range.upperBound)
    self.init(name, about, SchemaForms.number(bounds)) { file, voice in
      if let value = file.reader.number(name, in: bounds) { set(&voice, Int32(value.rounded())) }
    }
  }

  private static let languageTag = SchemaForms.name(
    "^[A-Za-z0-9-]{1,20}$", "write a tag that `espeak-ng --voices` lists")

  /// Every key, in the order in which it is read: `accent` needs `language`.
  static let all = [
    VoiceKey("about", "What the voice is for, in one sentence.", SchemaForms.text, isText: true) {
      file, voice in
      voice.about = file.reader.text("about") ?? ""
    },
    VoiceKey(
      "language", "The language it speaks and that of its set phrases, by its tag.", languageTag,
      example: "language: en"
    ) { file, voice in
      voice.language = file.languageTag("language") ?? ""
    },
    VoiceKey(
      "accent", "The engine's voice, such as `en-us`, if it is not the language's own.", languageTag
    ) { file, voice in
      voice.accent = file.languageTag("accent") ?? voice.language
    },
    VoiceKey(
      "variant", "The file in `variants` that sets the sound of the voice itself.",
      SchemaForms.name(#"^(?!\.)[^/]*[^/\s][^/]*$"#, "write a file's name, not a path")
    ) { file, voice in
      voice.variant = file.variant("variant")
    },
    VoiceKey(
      "rate", "How fast it speaks, in words per minute as the engine counts them.",
      WordsPerMinute.range
    ) { $0.rate = WordsPerMinute($1) },
    VoiceKey(
      "pitch", "How high it speaks, from 0 to 99; 50 is what the voice was designed for.",
      VoiceLevel.range
    ) { $0.pitch = VoiceLevel($1) },
    VoiceKey(
      "range", "How much its pitch moves, from 0 to 99; 50 is what the voice was designed for.",
      VoiceLevel.range
    ) { $0.range = VoiceLevel($1) },
    VoiceKey(
      "word gap", "Extra silence between words, in hundredths of a second at the usual rate.",
      WordGap.range
    ) { $0.wordGap = WordGap($1) },
    VoiceKey(
      "loudness", "How loud its sentences are, in LUFS; spoken word is usually at -19.",
      SchemaForms.number(Loudness.range)
    ) { file, voice in
      if let lufs = file.reader.number("loudness", in: Loudness.range) {
        voice.loudness = Loudness(lufs: lufs)
      }
    },
    VoiceKey(SayAsReader.key, ScriptReference.sayAsText, SchemaForms.sayAs) { file, voice in
      voice.sayAs = SayAsReader.read(file.reader)
    },
  ]
}
