internal import RoutineScript

extension SchemaForms {
  /// A mapping whose keys are those of a part of the grammar.
  static func mapping<Key: GrammarKey>(of keys: Key.Type) -> JSONValue {
    mapping(
      Key.allCases.map { ($0.reference, value($0.row.form)) }, required: Key.requiredNames)
  }

  /// What can follow a key.
  static func value(_ form: ValueForm) -> JSONValue {
    switch form {
    case .prose, .name: text
    case .language: language
    case .texts(let most): texts(most: most)
    case .names(let most): texts(most: most).with(["minItems": 1])
    case .word(let list): word(list)
    case .words(let list): words(list)
    case .duration: defined("duration")
    case .moment: RoutineSchema.durationOrNone
    case .durations(let orNone):
      perSet(orNone ? RoutineSchema.durationOrNone : reference("duration"))
    case .count(let limit): count(upTo: limit)
    case .counts(let limit): perSet(count(upTo: limit))
    case .sides: RoutineSchema.sides
    case .tempo: RoutineSchema.tempo
    case .counting: RoutineSchema.counting
    case .announcements: RoutineSchema.announcements
    case .during: list(of: "duringEntry", upTo: ScriptLimits.duringCues)
    case .steps: defined("steps")
    case .settings: RoutineSchema.settings
    case .sayAs: sayAs
    case .translatedTexts: translatedTexts
    }
  }

  /// A value for all sets, or one for each.
  private static func perSet(_ value: JSONValue) -> JSONValue {
    [
      "if": ["type": "array"],
      "then": [
        "items": value, "minItems": 1, "maxItems": .whole(Int64(ScriptLimits.sets)),
      ], "else": value,
    ]
  }

  /// The texts of a translation; an entry may be empty.
  private static var translatedTexts: JSONValue {
    let entry: JSONValue = ["if": ["type": "null"], "else": mapping(of: TranslatedTextKey.self)]
    return ["if": ["type": "array"], "then": ["items": entry], "else": entry]
  }
}
