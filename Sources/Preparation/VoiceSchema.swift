internal import RoutineScript
internal import ScriptTools
public import Speech

extension VoiceProfile {
  /// The schema of a voice file, as JSON text.
  public static var schema: String {
    SchemaForms.file(
      "A voice of coach", "How a voice sounds: how fast, how high and how loud it speaks.",
      SchemaForms.mapping(
        zip(reference, VoiceKey.all).map { ($0, $1.form.schema) },
        required: VoiceKey.all.filter { $0.example != nil }.map(\.name))
    ).document
  }
}

extension VoiceKey.Form {
  fileprivate var schema: JSONValue {
    switch self {
    case .text: SchemaForms.text
    case .name(let pattern, let advice): SchemaForms.name(pattern, advice)
    case .number(let range): SchemaForms.number(range)
    case .sayAs: SchemaForms.sayAs
    }
  }
}
