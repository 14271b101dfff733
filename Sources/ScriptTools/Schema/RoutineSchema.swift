internal import RoutineScript
internal import SourceYAML

/// The language of routines as JSON Schema, made of the grammar that the parser reads by.
///
/// It refuses nothing that the parser takes, and every key, shape or word that the parser refuses.
/// What only the whole shows (a setting that is missing, heat that adds up) is for `coach check`.
enum RoutineSchema {
  static var document: JSONValue {
    SchemaForms.file(
      "A routine of coach", "What is said and done, step by step, when it is played.",
      SchemaForms.mapping(of: RoutineKey.self).with(usualLevels)
    ).with(["definitions": .object(definitions)])
  }

  private static var definitions: [(String, JSONValue)] {
    [
      ("duration", duration),
      ("steps", SchemaForms.list(of: "step", upTo: ScriptLimits.writtenSteps)),
      ("step", step), ("noKind", noKind), ("duringEntry", duringEntry),
    ] + StepKind.allCases.map { (definition(of: $0), step(of: $0)) }
      + StepKind.allCases.map { (definitionOfChanges(in: $0), changes(in: $0)) }
  }

  // Steps.

  /// The kinds, those first that are never anything else: `say` and `rest` also refine others.
  private static var byPrecedence: [StepKind] {
    func owners(_ kind: StepKind) -> Int {
      StepKind.allCases.count { other in
        other != kind && other.knownKeys.contains(kind.rawValue)
      }
    }
    return StepKind.allCases.enumerated().sorted {
      (owners($0.element), $0.offset) < (owners($1.element), $1.offset)
    }.map(\.element)
  }

  /// A step: its first kind decides which keys it may have, and another kind is not among them.
  private static var step: JSONValue {
    let byKind = byPrecedence.reversed().reduce(SchemaForms.reference("noKind")) { rest, kind in
      [
        "if": ["required": [.text(kind.rawValue)]],
        "then": SchemaForms.reference(definition(of: kind)), "else": rest,
      ]
    }
    let form: JSONValue = [
      "type": "object", "errorMessage": "start each step with `- ` and its kind: `- say: Welcome.`",
    ]
    return form.with(byKind)
  }

  private static func definition(of kind: StepKind) -> String { "\(kind.rawValue)Step" }

  private static func step(of kind: StepKind) -> JSONValue {
    let refinements = StepKey.refinements(of: kind)
    let common = StepKey.common.filter { $0.rawValue != kind.rawValue }
    let keys =
      [(kind.reference, SchemaForms.value(kind.row.form))]
      + refinements.map { ($0.reference(in: kind), SchemaForms.value($0.row.form)) }
      + common.map { ($0.reference, value(of: $0, in: kind)) }
    let former = refinements.compactMap { key in
      key.row.formerName.map { name in
        (
          ScriptReference.Entry(key: name, about: "What `\(key.rawValue)` was called before."),
          SchemaForms.value(key.row.form)
        )
      }
    }
    return SchemaForms.mapping(
      keys + former, required: refinements.filter { $0.isRequired(by: kind) }.map(\.rawValue)
    ).with(needs(of: kind)).with(exclusions(of: kind))
  }

  /// Sides are done in turn, or one after the other.
  private static func exclusions(of kind: StepKind) -> JSONValue {
    let keys = [StepKey.alternate, .eachSide]
    guard keys.allSatisfy(StepKey.refinements(of: kind).contains) else { return [:] }
    return ["not": ["required": .list(keys.map { .text($0.rawValue) })]]
  }

  private static func definitionOfChanges(in kind: StepKind) -> String {
    "\(kind.rawValue)WithBaby"
  }

  /// With a baby on the arm a step may be another, or the same with some keys changed.
  private static func value(of key: StepKey, in kind: StepKind) -> JSONValue {
    guard key == .withBaby else { return SchemaForms.value(key.row.form) }
    return [
      "if": [
        "type": "object", "minProperties": 1,
        "not": ["anyOf": .list(StepKind.strongNames.map { ["required": [.text($0)]] })],
      ], "then": SchemaForms.reference(definitionOfChanges(in: kind)),
      "else": SchemaForms.value(key.row.form),
    ]
  }

  /// The keys that may be changed in a kind of step.
  private static func changes(in kind: StepKind) -> JSONValue {
    let keys = (StepKey.refinements(of: kind) + StepKey.common).filter { $0 != .rest }
    return SchemaForms.mapping(keys.map { ($0.reference(in: kind), value(of: $0, in: kind)) })
  }

  /// A rest is between sets or times, of which there are several if it says so or has a value for
  /// each; or it is between sides.
  private static func needs(of kind: StepKind) -> JSONValue {
    guard let needed = StepKey.rest.needs(in: kind) else { return [:] }
    let isForAll: JSONValue = ["not": ["type": "array", "minItems": 2]]
    return [
      "if": [
        "required": [.text(StepKey.rest.rawValue)],
        "not": ["required": [.text(StepKey.eachSide.rawValue)]],
        "properties": .object([(kind.rawValue, isForAll)]),
      ], "then": ["required": [.text(needed.rawValue)]],
    ]
  }

  /// What an editor offers for a step that has no kind yet.
  private static var noKind: JSONValue {
    let names = StepKind.names.asKeyList
    return [
      "properties": .object(
        StepKind.allCases.map {
          ($0.rawValue, SchemaForms.property($0.row.about, SchemaForms.value($0.row.form)))
        }),
      "anyOf": .list(
        StepKind.names.map {
          [
            "required": [.text($0)],
            "errorMessage": "this step does not say what kind it is: give it one of \(names)",
          ]
        }),
    ]
  }

  // Values that only steps have.

  private static let howToWriteDuration =
    "write how long with its unit, such as `2 s`, `1 min 30 s`, `12 min` or `1:30`"

  private static let duration = SchemaForms.written(
    [WrittenDuration.pattern], orSetting: howToWriteDuration)

  /// A duration that may be of no length.
  static let durationOrNone = SchemaForms.written(
    [WrittenDuration.pattern, WrittenDuration.patternOfNone], orSetting: howToWriteDuration)

  /// Phases by name, in a list if a name comes twice; one duration, or the digits of coaches.
  static let tempo: JSONValue = {
    let phases: JSONValue = [
      "type": "object", "additionalProperties": SchemaForms.reference("duration"),
      "minProperties": 1,
    ]
    let most = JSONValue.whole(Int64(ScriptLimits.phases))
    return [
      "if": ["type": "object"], "then": phases.with(["maxProperties": most]),
      "else": [
        "if": ["type": "array"],
        "then": [
          "items": phases.with(["maxProperties": 1]), "minItems": 1, "maxItems": most,
        ],
        "else": SchemaForms.written(
          [WrittenDuration.pattern, "(?=[-0]*[1-9])(?:[0-9]{1,2}-){3}[0-9]{1,2}"],
          orSetting: "write `3s`, phases such as `{ up: 2s, down: 3s }`, or digits: `3-1-2-0`"),
      ],
    ]
  }()

  /// The names of sides: any but the words that stand for all of them, and slips in the usual ones.
  static let sides: JSONValue = {
    let usual = Side.ofBody.map(\.rawValue)
    let others = (Side.notNames + Side.translations.keys.sorted()).map { word in
      word.map { "[\($0)\($0.uppercased())]" }.joined()
    }
    let slips = usual.flatMap(Self.slips).joined(separator: "|")
    let refused = #"(?!\s*(?:\#(others.joined(separator: "|")))\s*$)"#
    let side = SchemaForms.written(
      [
        "(?:\(usual.joined(separator: "|")))",
        #"\#(refused)(?!\s*(?:\#(slips))\s*$)(?=[0-9A-Za-z]|[^\x00-\x7f])[\s\S]*[^\x00-@\[-`{-\x7f][\s\S]*"#,
      ],
      orSetting: "write the names of sides: `[right, left]`")
    return [
      "if": ["type": "array"],
      "then": [
        "items": side, "minItems": 1, "uniqueItems": true,
        "maxItems": .whole(Int64(ScriptLimits.sides)),
      ],
      "else": side,
      "examples": [["right", "left"]],
    ]
  }()

  /// Every way to write a word with one letter wrong, as regular expressions.
  private static func slips(_ word: String) -> [String] {
    let letters = word.map { "[\($0)\($0.uppercased())]" }
    var slips: [String] = []
    for index in 0...letters.count {
      let (before, after) = (letters[..<index].joined(), letters[index...])
      slips.append(before + "." + after.joined())
      guard let first = after.first else { continue }
      slips += [before + "." + after.dropFirst().joined(), before + after.dropFirst().joined()]
      if after.count > 1 {
        let next = after[index + 1]
        slips.append(before + next + first + after.dropFirst(2).joined())
      }
    }
    return slips
  }

  static let counting =
    SchemaForms.written(
      ["up", "down", "seconds", "off", "(?:every|last) +0*[1-9][0-9]*"],
      orSetting: "write `up`, `down`, `every 5`, `last 3`, `seconds` or `off`"
    ).with(["examples": ["up", "down", "every 5", "last 3", "seconds", "off"]])

  private static let announcement = SchemaForms.written(
    [
      "off", "halfway", #"every \s*\#(WrittenDuration.pattern)"#,
      #"last \s*(?:0*[1-9][0-9]*|\#(WrittenDuration.pattern))"#,
    ], orSetting: "write `halfway`, `every 2 min`, `last 5 s`, a list of these, or `off`")

  static let announcements: JSONValue = [
    "if": ["type": "array"], "then": ["items": announcement], "else": announcement,
    "examples": ["halfway", "every 2 min", "last 5 s", "off"],
  ]

  private static var duringEntry: JSONValue {
    let either = DuringKey.times.map { key -> JSONValue in
      ["required": [.text(key.rawValue)], "errorMessage": "write either `at` or `every`"]
    }
    let sounds = DuringKey.sounds.map { key -> JSONValue in
      ["required": [.text(key.rawValue)], "errorMessage": "write either `say` or `chime`"]
    }
    return SchemaForms.mapping(of: DuringKey.self).with([
      "allOf": [["oneOf": .list(either)], ["oneOf": .list(sounds)]]
    ])
  }

  // Settings.

  static var settings: JSONValue {
    let levels = Level.usual.map(\.rawValue)
    let value: JSONValue = [
      "type": ["string", "number", "boolean", "object"],
      "pattern": .text(SettingsTable.valuePattern),
      "errorMessage": .text(
        "write a value, or one for each level: "
          + "{ \(levels.map { "\($0): …" }.joined(separator: ", ")) }"),
    ]
    // Levels with names of the routine's own stand in the same file, where a schema cannot look.
    return [
      "type": "object", "maxProperties": .whole(Int64(SettingsTable.mostSettings)),
      "propertyNames": ["pattern": .text(SettingsTable.namePattern)],
      "additionalProperties": value.with([
        "additionalProperties": valueAtLevel, "minProperties": 1,
        "maxProperties": .whole(Int64(ScriptLimits.levels)),
      ]),
    ]
  }

  private static let valueAtLevel: JSONValue = [
    "type": ["string", "number", "boolean"], "pattern": .text(SettingsTable.valuePattern),
  ]

  /// In a routine without names of its own for levels, a setting has a value for each of the usual.
  private static var usualLevels: JSONValue {
    let names = Level.usual.map(\.rawValue)
    let byLevel: JSONValue = [
      "properties": .object(names.map { ($0, valueAtLevel) }), "additionalProperties": false,
      "required": .list(names.map { .text($0) }),
    ]
    let settings: JSONValue = [
      "additionalProperties": ["if": ["type": "object"], "then": byLevel]
    ]
    return [
      "if": ["not": ["required": [.text(RoutineKey.levels.rawValue)]]],
      "then": ["properties": .object([(RoutineKey.settings.rawValue, settings)])],
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

  /// The same for no time at all.
  static var patternOfNone: String {
    pattern.replacing("(?=[^1-9]*[1-9])", with: "(?=[^1-9]*$)", maxReplacements: 1)
  }
}
