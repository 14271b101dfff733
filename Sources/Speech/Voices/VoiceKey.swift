internal import CueTimeline
internal import RoutineScript
internal import SourceYAML

/// A key of a voice file.
///
/// `all` is the one table of them: the reader, the schema and the documentation are made from it.
package struct VoiceKey: Sendable {
  /// The form of a value.
  package enum Form: Sendable {
    case text
    /// One word of a certain pattern, and what to write if it is not.
    case name(pattern: String, advice: String)
    case number(ClosedRange<Double>)
    /// Words and how they are said.
    case sayAs
  }

  package let name: String
  /// What it means, in one sentence.
  package let about: String
  package let form: Form
  /// Whether its value is a text, which may go on in the next line.
  let isText: Bool
  /// What to write if a file lacks it; `nil` if a file may lack it.
  package let example: String?
  /// Puts its value from a file into a profile; reports a value that is wrong.
  let read: @Sendable (VoiceFile, inout VoiceProfile) -> Void

  init(
    _ name: String, _ about: String, _ form: Form, isText: Bool = false,
    example: String? = nil,
    read: @escaping @Sendable (VoiceFile, inout VoiceProfile) -> Void
  ) {
    self.name = name
    self.about = about
    self.form = form
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
    self.init(name, about, .number(bounds)) { file, voice in
      if let value = file.reader.number(name, in: bounds) { set(&voice, Int32(value.rounded())) }
    }
  }

  private static let languageTag = Form.name(
    pattern: "^[A-Za-z0-9-]{1,20}$", advice: "write a tag that `espeak-ng --voices` lists")

  /// Every key, in the order in which it is read: `accent` needs `language`.
  package static let all = [
    VoiceKey("about", "What the voice is for, in one sentence.", .text, isText: true) {
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
      .name(pattern: #"^(?!\.)[^/]*[^/\s][^/]*$"#, advice: "write a file's name, not a path")
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
      .number(Loudness.range)
    ) { file, voice in
      if let lufs = file.reader.number("loudness", in: Loudness.range) {
        voice.loudness = Loudness(lufs: lufs)
      }
    },
    VoiceKey(SayAsReader.key, ScriptReference.sayAsText, .sayAs) { file, voice in
      voice.sayAs = SayAsReader.read(file.reader)
    },
  ]
}
