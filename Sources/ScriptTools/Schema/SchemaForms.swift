package import RoutineScript
internal import SourceYAML

/// The forms that values have, as JSON Schema: what the readers of `MappingReader` take.
///
/// The messages are keywords of the language server that most editors use; others leave them out.
package enum SchemaForms {
  /// A file's schema (draft 7, the newest that editors know throughout).
  package static func file(_ title: String, _ about: String, _ root: JSONValue) -> JSONValue {
    let head: JSONValue = [
      "$schema": "http://json-schema.org/draft-07/schema#", "title": .text(title),
      "description": .text(about),
    ]
    return head.with(root)
  }

  /// A mapping of certain keys and no others.
  package static func mapping(
    _ keys: [(ScriptReference.Entry, JSONValue)], required: [String] = []
  ) -> JSONValue {
    let names = keys.filter { required.contains($0.0.key) }.map { JSONValue.text($0.0.key) }
    let form: JSONValue = [
      "type": "object",
      "properties": .object(keys.map { ($0.0.key, property($0.0.about, $0.1)) }),
    ]
    return form.with(names.isEmpty ? [:] : ["required": .list(names)])
      .with(["additionalProperties": false])
  }

  /// A value with what its key means.
  static func property(_ about: String, _ value: JSONValue) -> JSONValue {
    JSONValue.object([("description", .text(about))]).with(value)
  }

  /// A form among the definitions; next to a bare reference a description would not count.
  static func defined(_ name: String) -> JSONValue { ["allOf": [reference(name)]] }

  static func reference(_ name: String) -> JSONValue { ["$ref": "#/definitions/\(name)"] }

  /// One value, whatever YAML takes it for: `title: 2026` is a text as well.
  package static let text: JSONValue = [
    "type": ["string", "number", "boolean"], "pattern": #"\S"#,
    "errorMessage": "write a text on the same line, or after `>-`",
  ]

  /// A text, or a list of texts.
  package static func texts(most: Int? = nil) -> JSONValue {
    let form: JSONValue = [
      "type": ["string", "number", "boolean", "array"], "pattern": #"\S"#, "items": text,
      "errorMessage": "write a text, or a list of texts: `[one, another]`",
    ]
    return form.with(most.map { ["maxItems": .whole(Int64($0))] } ?? [:])
  }

  /// A text of a certain form, which a number never has.
  static func written(_ pattern: String, _ message: String) -> JSONValue {
    ["type": "string", "pattern": .text(pattern), "errorMessage": .text(message)]
  }

  /// A name of a certain form, which whole numbers have too.
  package static func name(_ pattern: String, _ message: String) -> JSONValue {
    [
      "type": ["string", "integer", "boolean"], "pattern": .text(pattern),
      "errorMessage": .text(message),
    ]
  }

  /// A number within a range; in quotes it is one too.
  package static func number(_ range: ClosedRange<Double>) -> JSONValue {
    [
      "type": ["number", "string"], "minimum": bound(range.lowerBound),
      "maximum": bound(range.upperBound),
      "pattern": #"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"#,
      "errorMessage":
        "write a number from \(range.lowerBound.short) to \(range.upperBound.short)",
    ]
  }

  private static func bound(_ value: Double) -> JSONValue {
    value.rounded() == value ? .whole(Int64(value)) : .fraction(value)
  }

  // What may also be, or hold, a setting.

  /// `${name}`, anywhere in a value.
  private static let settingReference = #"\$\{[^}]*\}"#

  /// A text of a certain form, or one that a setting makes.
  static func written(_ patterns: [String], orSetting message: String) -> JSONValue {
    let pattern = #"^\s*(?:\#(patterns.joined(separator: "|")))\s*$|\#(settingReference)"#
    return written(pattern, message)
  }

  /// A whole number from 1 to a limit.
  static func count(upTo limit: Int32) -> JSONValue {
    let digits = String(limit).count
    return [
      "type": ["integer", "string"], "minimum": 1, "maximum": .whole(Int64(limit)),
      "pattern": #"^\s*0*[1-9][0-9]{0,\#(digits - 1)}\s*$|\#(settingReference)"#,
      "errorMessage": "write a whole number from 1 to \(limit)",
    ]
  }

  /// One of a few words.
  static func word(_ words: [String]) -> JSONValue {
    let list = words.map { "`\($0)`" }.joined(separator: " or ")
    return [
      "anyOf": [
        ["enum": .list(words.map { .text($0) }), "errorMessage": "write \(list)"],
        written(words, orSetting: "write \(list)"),
      ]
    ]
  }

  /// One word or several, each once.
  static func words(_ words: [String]) -> JSONValue {
    [
      "if": ["type": "array"],
      "then": ["items": word(words), "minItems": 1, "uniqueItems": true], "else": word(words),
    ]
  }

  /// A list of something, of which one alone is a list too.
  static func list(of name: String, upTo most: Int) -> JSONValue {
    [
      "if": ["type": "array"],
      "then": ["items": reference(name), "minItems": 1, "maxItems": .whole(Int64(most))],
      "else": reference(name),
    ]
  }
}
