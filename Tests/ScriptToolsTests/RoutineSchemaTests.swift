import SourceYAML
import TestSupport
import Testing

@testable import RoutineScript
@testable import ScriptTools

@Suite("The schema says what the parser says")
struct RoutineSchemaTests {
  /// What the shape of a text shows, without its values' meaning.
  private static let structural: Set<DiagnosticID> = [
    .empty, .unknownKey, .missingKey, .misplacedKey, .wrongShape, .badDuration, .badNumber,
    .badWord, .noKind, .twoKinds,
  ]
  /// What a schema cannot see: the text as YAML, and other files.
  private static let unseen: Set<DiagnosticID> = [
    .unreadable, .syntax, .alias, .duplicateKey, .includeMissing,
  ]

  /// Expects of every script that the schema refuses what the parser refuses for its shape, and
  /// accepts what it takes.
  private func agree(_ scripts: [String], _ place: SourceLocation = #_sourceLocation) throws {
    let refusals = try SchemaValidator.refusals(of: scripts, by: ScriptSchema.routine)
    for (script, refusal) in zip(scripts, refusals) {
      let findings = RoutineParser { name, _ throws(RoutineParser.IncludeFailure) in
        SourceText(name: name, text: "title: T\nsteps:\n  - say: x\n")
      }.parse(SourceText(name: "t", text: script)).diagnostics
      let errors = findings.filter { $0.severity == .error }.map(\.id)
      // What a setting comes to in its place, only the parser knows.
      if findings.contains(where: { $0.message.contains("(from `") }) { continue }
      guard Self.unseen.isDisjoint(with: errors) else { continue }
      if !Self.structural.isDisjoint(with: errors) {
        #expect(refusal != nil, "accepted, though \(errors):\n\(script)", sourceLocation: place)
      } else if errors.isEmpty {
        #expect(refusal == nil, "refused:\n\(script)", sourceLocation: place)
      }
    }
  }

  /// Values of every form, and of none.
  private static let values = [
    "", "~", "\"\"", "\" \"", "x", "two words", "true", "off", "no", "5", "0", "-1", "1001", "1.5",
    "\"7\"", ".nan", "2s", "90 s", "0 s", "1 min 30 s", "1:30", "1:75", "1h 30", "-2s", "1..5s",
    "2 S", "5 Minutes", "5 days", "\" 3 sec \"", "${n}", "\"${n} s\"", "up", "every 5",
    "every five",
    "last 3", "seconds", "up", "last 3 s", "every 30 s", "halfway", "left", "both", "[]", "{}",
    "[left, right]", "[left, left]", "[halfway, last 5]", "[a, b]", "3-1-2-0", "0-0-0-0", "3120",
    "[in: 2s, in: 3s]",
    "[in: 2s, 3s]", "[10, 8]",
    "[20 s, 30 s]", "[0 s]", "[{ a: 2s, b: 3s }]", "lefft", "Rigth", "[1 min, 2 min]", "{ a: 2s }",
    "{ a: 2s, b: }",
    "{ a: x }", "{ say: x }", "[{ say: x }]", "[{ at: 5s, say: x }, { every: 9s, say: y }]",
    "{ at: 5s, say: x }", "[{ at: 5s }]", "[{ at: 5s, every: 9s, say: x }]", "[~]", "[[say]]",
    "[{ at: 5s, say: x, of: y }]", "{ repeat: 2, steps: { say: x } }", "{ repeat: 2 }",
  ]

  private static func script(_ step: [String]) -> String {
    "title: T\nsettings: { n: 5 }\nsteps:\n  - " + step.joined(separator: "\n    ")
      + "\n  - pause: ${n} s\n"
  }

  /// A value that suits a key of a step.
  private static func suitable(_ key: String) -> String {
    switch key {
    case "pause", "hold", "heat", "roll", "rest", "at most", "tempo": "3 min"
    case "reps", "repeat", "sets", "times": "3"
    case "count": "down"
    case "each side": "[left, right]"
    case "hands": "one"
    case "announce": "halfway"
    case "during": "[{ at: 5s, say: x }]"
    case "steps", "with baby": "[{ say: x }]"
    default: "x"
    }
  }

  /// What a key needs beside it.
  private static func needed(_ key: String, _ kind: String) -> [String] {
    switch (kind, key) {
    case ("reps", "rest"): ["sets: 2"]
    case ("hold", "rest"): ["times: 2"]
    case ("repeat", "steps"): []
    case ("repeat", _): ["steps: [{ say: x }]"]
    default: []
    }
  }

  @Test("About every key with every kind")
  func keys() throws {
    var scripts: [String] = []
    for kind in StepKind.names {
      let step = "\(kind): \(Self.suitable(kind))"
      for key in StepKey.allNames + ["temo"] where key != kind {
        let line = "\(key): \(Self.suitable(key))"
        scripts.append(Self.script([step, line]))
        scripts.append(Self.script([line, step] + Self.needed(key, kind)))
      }
    }
    for key in StepKey.allNames { scripts.append(Self.script(["\(key): \(Self.suitable(key))"])) }
    try agree(scripts)
  }

  @Test("About every form of value for every key")
  func forms() throws {
    var scripts: [String] = []
    for value in Self.values {
      scripts.append("title: T\nsteps: \(value)\n")
      scripts.append("title: T\nsteps:\n  - \(value)\n")
      for kind in StepKind.names {
        scripts.append(Self.script(["\(kind): \(value)"] + Self.needed(kind, kind)))
        for key in StepKind(rawValue: kind)?.knownKeys ?? [] where key != kind {
          scripts.append(
            Self.script(
              ["\(kind): \(Self.suitable(kind))", "\(key): \(value)"] + Self.needed(key, kind)))
        }
      }
      for key in RoutineKey.names where key != "steps" {
        let others = key == "title" ? "" : "title: T\n"
        scripts.append("\(others)\(key): \(value)\nsteps:\n  - say: x\n")
      }
      scripts.append("title: T\nsettings: { n: \(value) }\nsteps:\n  - say: ${n}\n")
      scripts.append(
        "title: T\nsettings: { n: { easy: 1, steady: 2, strong: \(value) } }\nsteps:\n  - say: ${n}\n"
      )
    }
    try agree(scripts)
  }

  @Test("About names of settings, levels and languages")
  func names() throws {
    let names = [
      "n", "größe", "n-1_b", "数", "length", "a b", "a.b", String(repeating: "x", count: 41),
    ]
    let levels = ["{ easy: 1 }", "{ easy: 1, steady: 2, strong: 3, hard: 4 }", "\"${m}\""]
    let languages = ["en", "pt-br", "EN", "english", "e", "de-", "zh-Hans", "\"\""]
    try agree(
      names.map { "title: T\nsettings: { \($0): 1 }\nsteps:\n  - say: ${\($0)}\n" }
        + levels.map { "title: T\nsettings: { m: 1, n: \($0) }\nsteps:\n  - say: ${n} ${m}\n" }
        + languages.map { "title: T\nlanguage: \($0)\nsteps:\n  - say: x\n" }
        + [
          "title: T\ntexts: x\nsteps:\n  - say: x\n", "- say: x\n", "x\n", "title: T\n", "steps: 1",
        ])
  }

  @Test("About words that are said differently")
  func sayAs() throws {
    let keys = [
      "wind the  baby", "C7", "größe", "don't", "approx.", "left/right", "5", "w/", "(wind)",
      "wind, up", "wind. up", "...", "a..", "-a", "a-", "\"a\\x01\"", "\"\"", "\" a \"", "a_b",
      "\"[a]\"",
    ]
    let values = [
      "whined", "/w'aInd/", "//", "/", "/ /", "\"/':/\"", "/@/", "/w_a/", "/w'aInd", "a/b", "5",
      "-1.5", "true", "größe, dann.", "\"-\"", "\"...\"", "\"[[a]]\"", "<b>", "a: b", "\"a: b\"",
      "\"/a, b: c d/\"", "\"\\x01\"", "${n}", "~", "[a]", "{ a: b }", "|\n    a\n    b\n",
      "\"/[[a]]/\"",
      "/É/", "é",
    ]
    try agree(
      (keys.map { "\($0): b" } + values.map { "a: \($0)" }).map {
        "title: T\nsay as:\n  \($0)\nsteps:\n  - say: x\n"
      } + MarkedScripts.sayAs)
  }

  @Test("About the scripts whose mistakes are marked, and about the routines that ship")
  func scripts() throws {
    let shipped = try Repository.routines().map { try Repository.text("Scripts/\($0).yaml") }
    let templates = try Repository.templates().map {
      try Repository.text("Scripts/templates/\($0).yaml")
    }
    #expect(!templates.isEmpty)
    for text in shipped + templates {
      #expect(RoutineParser().parse(SourceText(name: "t", text: text)).diagnostics == [])
    }
    try agree(MarkedScripts.routines + shipped + templates)
  }

  @Test("About routines that no person would write")
  func random() throws {
    try agree(
      (UInt64(0)..<150).map { seed in
        var routine = RandomRoutine(seed: seed)
        return routine.script()
      })
  }

  @Test("About durations, put together in every way")
  func durations() throws {
    let pieces = [
      "1", "30", "0", "05", ".5", ".", ":", " ", "s", "Min", "h", "ms", "x", "-", "seconds",
    ]
    var texts = [""]
    for _ in 0..<3 { texts += texts.flatMap { text in pieces.map { text + $0 } } }
    texts += [
      "1:30:05", "1:05:1", "0:00", "12345:30", "1 min 30 s", "1min30s", "1 min, 30 s",
      "1234567890 s",
      "1.5.5 s", "1,5 s", "0.5 Hours", "2 hrs 5 mins 1 sec",
    ]
    texts = Set(texts).sorted()
    let scripts = texts.map { "title: T\nsteps:\n  - pause: \"\($0)\"\n" }
    let refusals = try SchemaValidator.refusals(of: scripts, by: ScriptSchema.routine)
    for (text, refusal) in zip(texts, refusals) {
      let outcome = Result { () throws(WrittenDuration.Problem) in try WrittenDuration.parse(text) }
      switch outcome {
      case .success(let duration): #expect((refusal == nil) == (duration > .zero), "\(text)")
      case .failure(.tooLong): break
      case .failure: #expect(refusal != nil, "\(text)")
      }
    }
  }

  @Test("Every key is in the schema with its meaning, and no other")
  func table() throws {
    let schema = try SchemaValidator.object(ScriptSchema.routine)
    #expect(try described(schema) == Set(RoutineKey.names))
    let definitions = try #require(schema["definitions"] as? [String: [String: Any]])
    for kind in StepKind.names {
      let step = try #require(definitions["\(kind)Step"])
      #expect(
        try described(step) == keys(of: #require(StepKind(rawValue: kind))), "\(kind)")
    }
    #expect(try described(#require(definitions["noKind"])) == Set(StepKind.names))
    #expect(try described(#require(definitions["duringEntry"])) == Set(DuringKey.names))
    let translation = try SchemaValidator.object(ScriptSchema.translation)
    #expect(try described(translation) == Set(TranslationKey.names))
  }

  /// The keys of a kind, and what they were called before.
  private func keys(of kind: StepKind) -> Set<String> {
    Set(kind.knownKeys + StepKey.refinements(of: kind).compactMap(\.row.formerName))
  }

  /// The keys of a mapping, each with a description of one sentence and a form.
  private func described(_ mapping: [String: Any]) throws -> Set<String> {
    let properties = try #require(mapping["properties"] as? [String: [String: Any]])
    for (key, value) in properties {
      let text = value["description"] as? String ?? ""
      #expect(text.hasSuffix(".") && text.count > 10, "\(key)")
      #expect(["type", "allOf", "anyOf", "if"].contains { value[$0] != nil }, "\(key)")
    }
    return Set(properties.keys)
  }
}

@Suite("The schema of translations says what their reader says")
struct TranslationSchemaTests {
  @Test func texts() throws {
    let texts = [
      "language: es\ntexts:\n  - original: a\n    text: b\n", "language: es\ntexts:\n",
      "language: es\ntexts: { original: a, text: b }\n", "language: es\ntexts: [~]\n",
      "language: es\nsay as: { no: noh }\ntexts: []\n", "language: es\nsay as: no\ntexts: []\n",
      "language: es\nsay as: { no: \"[[\" }\ntexts: []\n",
      "language: es\n", "texts: []\n", "language: es\ntexts: [a]\n", "language: [es]\ntexts: []\n",
      "language: es\ntexts:\n  - original: a\n", "language: es\ntexts:\n  - text: a\n",
      "language: es\ntexts:\n  - original: a\n    text:\n", "language: es\ntexts: []\nsteps: []\n",
      "language: es\ntexts:\n  - original: 5\n    text: 7\n    say: x\n",
    ]
    let script = SourceText(name: "t.yaml", text: "title: a\nsteps:\n  - say: \"5\"\n")
    let refusals = try SchemaValidator.refusals(of: texts, by: ScriptSchema.translation)
    for (text, refusal) in zip(texts, refusals) {
      let parser = RoutineParser(
        language: "es",
        translations: { _, _ in
          TranslationFile(name: "t.es.yaml", source: SourceText(name: "t.es.yaml", text: text))
        })
      #expect((parser.parse(script).routine == nil) == (refusal != nil), "\(text)")
    }
  }

  @Test("Those that ship are accepted")
  func shipped() throws {
    let texts = try Repository.translations().map { try Repository.text("Scripts/\($0).yaml") }
    #expect(!texts.isEmpty)
    let refusals = try SchemaValidator.refusals(of: texts, by: ScriptSchema.translation)
    #expect(refusals.compactMap(\.self) == [])
  }
}
