internal import RoutineScript
internal import SourceYAML

/// The language of routines as JSON Schema, made of the tables that the parser reads by.
///
/// It refuses nothing that the parser takes, and every key, shape or word that the parser refuses.
/// What only the whole shows (a setting that is missing, heat that adds up) is for `coach check`.
enum RoutineSchema {
  static var document: JSONValue {
    SchemaForms.file(
      "A routine of coach", "What is said and done, step by step, when it is played.",
      SchemaForms.mapping(
        ScriptReference.routine.map { ($0, value(of: $0.key)) }, required: ["title", "steps"])
    ).with(["definitions": .object(definitions)])
  }

  private static var definitions: [(String, JSONValue)] {
    [
      ("duration", duration),
      ("steps", SchemaForms.list(of: "step", upTo: ScriptLimits.writtenSteps)),
      ("step", step), ("noKind", noKind), ("reminder", reminder),
    ] + StepParser.kinds.map { (definition(of: $0), step(of: $0)) }
  }

  private static func value(of key: String) -> JSONValue {
    switch key {
    case "for", "needs": SchemaForms.texts()
    case "part": SchemaForms.word(Routine.Part.allCases.map(\.rawValue))
    case "language": SchemaForms.language
    case "settings": settings
    case SayAsReader.key: SchemaForms.sayAs
    case "steps": SchemaForms.defined("steps")
    default: SchemaForms.text
    }
  }

  // Steps.

  /// The kinds, those first that are never anything else: `say` and `rest` also refine others.
  private static var byPrecedence: [String] {
    func owners(_ key: String) -> Int {
      StepParser.kinds.count { kind in
        kind != key && (StepParser.common + StepParser.refinements(of: kind)).contains(key)
      }
    }
    return StepParser.kinds.enumerated().sorted {
      (owners($0.element), $0.offset) < (owners($1.element), $1.offset)
    }.map(\.element)
  }

  /// A step: its first kind decides which keys it may have, and another kind is not among them.
  private static var step: JSONValue {
    let byKind = byPrecedence.reversed().reduce(SchemaForms.reference("noKind")) { rest, kind in
      [
        "if": ["required": [.text(kind)]],
        "then": SchemaForms.reference(definition(of: kind)), "else": rest,
      ]
    }
    let form: JSONValue = [
      "type": "object", "errorMessage": "start each step with `- ` and its kind: `- say: Welcome.`",
    ]
    return form.with(byKind)
  }

  private static func definition(of kind: String) -> String { "\(kind)Step" }

  private static func step(of kind: String) -> JSONValue {
    let common = ScriptReference.everyStep.filter { $0.key != kind }
    let keys =
      ScriptReference.kinds.filter { $0.key == kind } + ScriptReference.refinements(of: kind)
      + common
    return SchemaForms.mapping(
      keys.map { ($0, refinement($0.key)) }, required: kind == "repeat" ? ["steps"] : []
    ).with(dependencies[kind] ?? [:])
  }

  /// A rest between needs something to be between.
  private static let dependencies: [String: JSONValue] = [
    "reps": ["dependencies": ["rest": ["sets"]]], "hold": ["dependencies": ["rest": ["times"]]],
  ]

  /// What an editor offers for a step that has no kind yet.
  private static var noKind: JSONValue {
    let names = StepParser.kinds.asKeyList
    return [
      "properties": .object(
        ScriptReference.kinds.map {
          ($0.key, SchemaForms.property($0.about, refinement($0.key)))
        }),
      "anyOf": .list(
        StepParser.kinds.map {
          [
            "required": [.text($0)],
            "errorMessage": "this step does not say what kind it is: give it one of \(names)",
          ]
        }),
    ]
  }

  private static func refinement(_ key: String) -> JSONValue {
    switch key {
    case "pause", "hold", "heat", "roll", "rest", "at most": SchemaForms.defined("duration")
    case "reps", "times": SchemaForms.count(upTo: ScriptLimits.repetitions)
    case "sets": SchemaForms.count(upTo: ScriptLimits.sets)
    case "repeat": SchemaForms.count(upTo: ScriptLimits.rounds)
    case "tempo": tempo
    case "count": counting
    case "each side": SchemaForms.words(Side.allCases.map(\.rawValue))
    case "hands": SchemaForms.word(Hands.allCases.map(\.rawValue))
    case "during": SchemaForms.list(of: "reminder", upTo: ScriptLimits.reminders)
    case "announce": announcements
    case "pressure": SchemaForms.texts(most: ScriptLimits.pressures)
    case "with baby", "steps": SchemaForms.defined("steps")
    default: SchemaForms.text
    }
  }

  // Values that only steps have.

  private static let howToWriteDuration =
    "write how long with its unit, such as `2 s`, `1 min 30 s`, `12 min` or `1:30`"

  private static let duration = SchemaForms.written(
    [WrittenDuration.pattern], orSetting: howToWriteDuration)

  private static let tempo: JSONValue = [
    "if": ["type": "object"],
    "then": [
      "additionalProperties": SchemaForms.reference("duration"), "minProperties": 1,
      "maxProperties": .whole(Int64(ScriptLimits.phases)),
    ], "else": SchemaForms.reference("duration"),
  ]

  private static let counting =
    SchemaForms.written(
      ["up", "down", "off", "(?:every|last) +0*[1-9][0-9]*"],
      orSetting: "write `up`, `down`, `every 5`, `last 3` or `off`"
    ).with(["examples": ["up", "down", "every 5", "last 3", "off"]])

  private static let announcement = SchemaForms.written(
    [
      "off", "halfway", #"every \s*\#(WrittenDuration.pattern)"#,
      #"last \s*(?:0*[1-9][0-9]*|\#(WrittenDuration.pattern))"#,
    ], orSetting: "write `halfway`, `every 2 min`, `last 5 s`, a list of these, or `off`")

  private static let announcements: JSONValue = [
    "if": ["type": "array"], "then": ["items": announcement], "else": announcement,
    "examples": ["halfway", "every 2 min", "last 5 s", "off"],
  ]

  private static var reminder: JSONValue {
    let either = StepReader.timeKeys.map { key -> JSONValue in
      ["required": [.text(key)], "errorMessage": "write either `at` or `every`"]
    }
    return SchemaForms.mapping(
      ScriptReference.during.map { entry in
        (entry, entry.key == "say" ? SchemaForms.text : SchemaForms.defined("duration"))
      }, required: ["say"]
    ).with(["oneOf": .list(either)])
  }

  // Settings.

  private static var settings: JSONValue {
    let levels = Level.allCases.map(\.rawValue)
    let value: JSONValue = [
      "type": ["string", "number", "boolean", "object"],
      "pattern": .text(SettingsTable.valuePattern),
      "errorMessage": .text(
        "write a value, or one for each level: "
          + "{ \(levels.map { "\($0): …" }.joined(separator: ", ")) }"),
    ]
    let level: JSONValue = [
      "type": ["string", "number", "boolean"], "pattern": .text(SettingsTable.valuePattern),
    ]
    return [
      "type": "object", "maxProperties": .whole(Int64(SettingsTable.mostSettings)),
      "propertyNames": ["pattern": .text(SettingsTable.namePattern)],
      "additionalProperties": value.with([
        "properties": .object(levels.map { ($0, level) }), "additionalProperties": false,
        "required": .list(levels.map { .text($0) }),
      ]),
    ]
  }
}

extension WrittenDuration {
  /// What `parse` takes, as a regular expression: longer than nothing, and perhaps than a day.
  static var pattern: String {
    let names = units.flatMap(\.names).map { name in
      name.map { "[\($0)\($0.uppercased())]" }.joined()
    }
    let amount = #"[0-9]{1,9}(?:\.[0-9]+)? *"#
    let clock = "[0-9]{1,4}(?::[0-5][0-9]){1,2}"
    return #"(?=[^1-9]*[1-9])(?:(?:\#(amount)(?:\#(names.joined(separator: "|"))) *)+|\#(clock))"#
  }
}
