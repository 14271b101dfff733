internal import RoutineScript
public import SourceYAML

extension PhraseCatalogue {
  /// The keys of a file.
  package static let keys = PhraseFileKey.all.map(\.name)
  /// The keys that may be missing.
  static let optionalKeys = PhraseFileKey.all.filter { !$0.isRequired }.map(\.name)
  /// The kinds of step that need a name for when the script gives none.
  static let namedKinds: [StepKind] = [
    .say, .pause, .wait, .reps, .hold, .work, .heat, .roll, .rest,
  ]

  /// Reads a catalogue.
  ///
  /// - Returns: the catalogue, `nil` if a finding is an error, and all findings.
  public static func read(_ source: SourceText) -> (PhraseCatalogue?, [Diagnostic]) {
    let findings = DiagnosticCollector()
    let catalogue = read(source, into: findings)
    return (findings.hasErrors ? nil : catalogue, findings.sorted)
  }

  private static func read(
    _ source: SourceText, into findings: DiagnosticCollector
  ) -> PhraseCatalogue? {
    let context = PlainContext(
      source: source, findings: findings, vocabulary: Vocabulary(keys: keys, topKeys: keys))
    guard let root = YAMLReader.read(source, context.vocabulary, into: findings),
      let reader = MappingReader(root, "a phrase catalogue", in: context)?
        .rejectingKeys(otherThan: keys, what: "a phrase catalogue")
    else { return nil }
    var catalogue = PhraseCatalogue()
    for key in PhraseFileKey.all {
      if key.isRequired { _ = reader.required(key.name, remedy: "see Voices/phrases/en.yaml") }
      key.read(reader, &catalogue)
    }
    return catalogue
  }

  /// The forms of a unit that must be there.
  static func forms(_ key: String, of reader: PlainReader) -> Forms {
    guard let entry = reader.required(key, remedy: "write `\(key): { one: …, other: … }`"),
      let forms = MappingReader(entry.value, "`\(key)`", in: reader.context)?
        .rejectingKeys(otherThan: ["one", "other", "numbers"], what: "`\(key)`")
    else { return Forms() }
    let remedy = "write `\(key): { one: …, other: … }`"
    _ = forms.required("other", remedy: remedy)
    guard let other = forms.text("other") else { return Forms() }
    return Forms(
      one: PhraseTemplate(forms.text("one") ?? other), other: PhraseTemplate(other),
      numbers: numbers(forms))
  }

  /// Numbers that change before a unit, by their digits.
  private static func numbers(_ forms: PlainReader) -> [Int64: String] {
    guard let entry = forms.entry("numbers"),
      let reader = MappingReader(entry.value, "`numbers`", in: forms.context)
    else { return [:] }
    var numbers: [Int64: String] = [:]
    for entry in reader.entries {
      guard let value = number(entry.key, of: "numbers", in: reader.context) else { continue }
      numbers[value] = reader.text(entry.key.text)
    }
    return numbers
  }

  /// Which numbers take the form `one`.
  static func plural(_ written: PlainReader) -> Plural {
    let reader = written.rejectingKeys(otherThan: ["one", "fractions"], what: "`plural`")
    let one = reader.entry("one").map { reader.context.items($0.value) } ?? []
    return Plural(
      one: Set(
        one.compactMap { item in
          reader.context.scalar(item, of: "one").flatMap {
            number($0, of: "one", in: reader.context)
          }
        }),
      readsWholePart: word("fractions", among: ["other", "whole part"], of: reader) == "whole part")
  }

  private static func number(
    _ scalar: SourceScalar, of key: String, in context: PlainContext
  ) -> Int64? {
    if let value = Int64(scalar.text), value >= 0 { return value }
    context.report(
      .badNumber, "`\(key)` is a whole number, not `\(scalar.quoted)`", at: scalar.span,
      remedy: "write it in digits: `21`")
    return nil
  }

  /// A key's value as one of a few words; `nil` if it is missing or after a finding.
  static func word(
    _ key: String, among words: [String], of reader: PlainReader
  ) -> String? {
    guard let scalar = reader.scalar(key) else { return nil }
    if words.contains(scalar.text) { return scalar.text }
    reader.context.report(
      .badWord, "`\(key)` cannot be `\(scalar.quoted)`", at: scalar.span,
      remedy: "write \(words.map { "`\($0)`" }.joined(separator: " or "))")
    return nil
  }

  /// The phrases, all of which must be there.
  static func entries(_ written: PlainReader) -> [Key: Entry] {
    let reader = written.rejectingKeys(otherThan: Key.allCases.map(\.rawValue), what: "`phrases`")
    var entries: [Key: Entry] = [:]
    for key in Key.allCases {
      let remedy = "write `\(key.rawValue): { text: … }`"
      guard let entry = reader.required(key.rawValue, remedy: remedy),
        let form = MappingReader(entry.value, "`\(key.rawValue)`", in: reader.context)?
          .rejectingKeys(otherThan: ["text", "short"], what: "a phrase")
      else { continue }
      _ = form.required("text", remedy: remedy)
      for scalar in [form.scalar("text"), form.scalar("short")].compactMap(\.self) {
        rejectSlots(of: scalar, otherThan: key.slots, in: form.context)
      }
      guard let text = form.text("text") else { continue }
      entries[key] = Entry(
        text: PhraseTemplate(text), short: form.text("short").map(PhraseTemplate.init))
    }
    return entries
  }

  /// Reports slots that have no value in this phrase: they would be left out silently.
  private static func rejectSlots(
    of scalar: SourceScalar, otherThan known: [String], in context: PlainContext
  ) {
    for slot in PhraseTemplate(scalar.text).slots where !known.contains(slot) {
      let nearest = Suggestion.nearest(to: slot, among: known)
      context.report(
        .badWord, "`{\(slot)}` has no value here" + Suggestion.clause(nearest),
        at: scalar.span,
        remedy: known.isEmpty
          ? "write the words themselves"
          : "write \(known.map { "`{\($0)}`" }.joined(separator: " or "))")
    }
  }
}
