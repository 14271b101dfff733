internal import RoutineScript
internal import SourceYAML

extension SchemaForms {
  /// The entries of `say as:`.
  ///
  /// What a letter of other scripts is, and how long a text may be, only the reader knows.
  package static var sayAs: JSONValue {
    let letter = #"(?:[A-Za-z0-9]|[^\x00-\x7F])"#
    let word = #"\#(letter)(?:(?:\#(letter)|['./&+-])*\#(letter))?"#
    let words = #"^\s*\#(word)(?:\s+\#(word))*\.?\s*$"#
    let sounds = #"/(?=[^/]*[A-Za-z0-9@])[A-Za-z0-9@',%=:;~^#?!*"|\s-]+/"#
    let said = #"(?=[\s\S]*\#(letter))(?:\#(letter)|[\s',.-])+"#
    return [
      "type": "object", "maxProperties": .whole(Int64(SayAsReader.mostEntries)),
      "propertyNames": ["pattern": .text(words)],
      "additionalProperties": [
        "type": ["string", "number", "boolean"],
        "pattern": .text(#"^\s*(?:\#(sounds)|\#(said))\s*$"#),
        "errorMessage": "write how it is said: in words, or as sounds between slashes: `/w'aInd/`",
      ],
    ]
  }
}
