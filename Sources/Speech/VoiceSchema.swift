public import RoutineScript

extension VoiceProfile {
  /// The schema of a voice file, as JSON text; made of the table and the ranges that it is read by.
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
        "^[A-Za-z0-9-]{1,20}$", "write one of the tags that `espeak-ng --voices` lists")
    case "variant": SchemaForms.name(#"^(?!\.)[^/]*[^/\s][^/]*$"#, "write a file's name, no path")
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
    "language": "The language it speaks, by its tag, which is also that of its set phrases.",
    "accent": "The engine's voice, where it is not the language's own, such as `en-us`.",
    "variant": "The file in `variants` that says what the voice itself sounds like.",
    "rate": "How fast it speaks, in words a minute as the engine counts them.",
    "pitch": "How high it speaks, from 0 to 99; 50 is what the voice was made for.",
    "range": "How far its pitch moves, from 0 to 99; 50 is what the voice was made for.",
    "word gap": "Silence between words, in hundredths of a second at a usual rate.",
    "loudness": "How loud its sentences are, in LUFS; spoken word is commonly delivered at -19.",
    SayAsReader.key: ScriptReference.sayAsText,
  ]
}

extension SchemaForms {
  fileprivate static func number(_ range: ClosedRange<Int32>) -> JSONValue {
    number(Double(range.lowerBound)...Double(range.upperBound))
  }
}
