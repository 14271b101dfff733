internal import RoutineScript
internal import SourceYAML

/// The project's text files as JSON Schema, by which editors complete and check them.
public enum ScriptSchema {
  /// The schema of a routine, as JSON text; the same for the same version of the program.
  public static var routine: String { RoutineSchema.document.document }

  /// The schema of a routine's texts in another language, as JSON text.
  public static var translation: String {
    SchemaForms.file(
      "A translation of a routine", "A routine's texts in another language, and nothing else.",
      SchemaForms.mapping(of: TranslationKey.self)
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
