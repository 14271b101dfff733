internal import RoutineScript
internal import SourceYAML

/// The project's text files as JSON Schema, by which editors complete and check them.
public enum ScriptSchema {
  /// The schema of a routine, as JSON text; the same for the same version of the program.
  public static var routine: String { RoutineSchema.document.document }

  /// The schema of a routine's texts in another language, as JSON text.
  public static var translation: String {
    let text = SchemaForms.mapping(
      ScriptReference.translatedText.map { ($0, SchemaForms.text) },
      required: TranslationReader.textKeys)
    let entry: JSONValue = ["if": ["type": "null"], "else": text]
    let texts: JSONValue = ["if": ["type": "array"], "then": ["items": entry], "else": entry]
    return SchemaForms.file(
      "A translation of a routine", "A routine's texts in another language, and nothing else.",
      SchemaForms.mapping(
        ScriptReference.translation.map { entry in
          switch entry.key {
          case "texts": (entry, texts)
          case SayAsReader.key: (entry, SchemaForms.sayAs)
          default: (entry, SchemaForms.language)
          }
        }, required: TranslationReader.requiredKeys)
    ).document
  }
}

extension SchemaForms {
  /// A language's tag.
  static let language =
    written(
      #"^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$"#, "write a language's tag in small letters, such as `es`"
    ).with(["maxLength": 20])
}
