internal import CueTimeline
public import RoutineScript
internal import ScriptTools

extension VoiceProfile {
  /// The schema of a voice file, as JSON text, made from the keys and ranges that the reader uses.
  public static var schema: String {
    SchemaForms.file(
      "A voice of coach", "How a voice sounds: how fast, how high and how loud it speaks.",
      SchemaForms.mapping(reference.map { ($0, value(of: $0.key)) }, required: ["language"])
    ).document
  }

  /// The keys of a voice file, and what they mean.
  public static var reference: [ScriptReference.Entry] {
    keys.map { ScriptReference.Entry(key: $0, about: texts[$0] ?? "") }
  }

  private static func value(of key: String) -> JSONValue {
    switch key {
    case "language", "accent":
      SchemaForms.name(
        "^[A-Za-z0-9-]{1,20}$", "write a tag that `espeak-ng --voices` lists")
    case "variant":
      SchemaForms.name(#"^(?!\.)[^/]*[^/\s][^/]*$"#, "write a file's name, not a path")
    case "rate": SchemaForms.number(WordsPerMinute.range)
    case "pitch", "range": SchemaForms.number(VoiceLevel.range)
    case "word gap": SchemaForms.number(WordGap.range)
    case "loudness": SchemaForms.number(Loudness.range)
    case SayAsReader.key: SchemaForms.sayAs
    default: SchemaForms.text
    }
  }

  /// What each key means.
  private static let texts = [
    "about": "What the voice is for, in one sentence.",
    "language": "The language it speaks and that of its set phrases, by its tag.",
    "accent": "The engine's voice, such as `en-us`, if it is not the language's own.",
    "variant": "The file in `variants` that sets the sound of the voice itself.",
    "rate": "How fast it speaks, in words per minute as the engine counts them.",
    "pitch": "How high it speaks, from 0 to 99; 50 is what the voice was designed for.",
    "range": "How much its pitch moves, from 0 to 99; 50 is what the voice was designed for.",
    "word gap": "Extra silence between words, in hundredths of a second at the usual rate.",
    "loudness": "How loud its sentences are, in LUFS; spoken word is usually at -19.",
    SayAsReader.key: ScriptReference.sayAsText,
  ]
}

extension SchemaForms {
  fileprivate static func number(_ range: ClosedRange<Int32>) -> JSONValue {
    number(Double(range.lowerBound)...Double(range.upperBound))
  }
}
