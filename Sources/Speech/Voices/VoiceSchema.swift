public import RoutineScript
internal import ScriptTools

extension VoiceProfile {
  /// The schema of a voice file, as JSON text.
  public static var schema: String {
    SchemaForms.file(
      "A voice of coach", "How a voice sounds: how fast, how high and how loud it speaks.",
      SchemaForms.mapping(
        zip(reference, VoiceKey.all).map { ($0, $1.schema) },
        required: VoiceKey.all.filter { $0.example != nil }.map(\.name))
    ).document
  }

  /// The keys of a voice file, and what they mean.
  public static var reference: [ScriptReference.Entry] {
    VoiceKey.all.map { ScriptReference.Entry(key: $0.name, about: $0.about) }
  }
}
