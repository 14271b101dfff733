public import RoutineScript

extension PhraseCatalogue {
  /// Reads a catalogue.
  ///
  /// - Returns: the catalogue, `nil` where a finding is an error, and all findings.
  public static func read(_ source: SourceText) -> (PhraseCatalogue?, [Diagnostic]) {
    let findings = DiagnosticCollector()
    let catalogue = read(source, into: findings)
    return (findings.hasErrors ? nil : catalogue, findings.sorted)
  }

  private static func read(
    _ source: SourceText, into findings: DiagnosticCollector
  ) -> PhraseCatalogue? {
    let context = ScriptContext(source: source, findings: findings)
    guard let root = YAMLReader.read(source, into: findings),
      let reader = MappingReader(root, "a phrase catalogue", in: context)
    else { return nil }
    let keys = [
      "language", "plural", "numbers", "time", "sides", "names", "phrases", "abbreviations",
      "reminders",
    ]
    reader.rejectKeys(otherThan: keys, what: "a phrase catalogue")
    for key in keys { _ = reader.required(key, remedy: "see Voices/phrases/en.yaml") }

    let section = { (key: String) in
      reader.entry(key).flatMap { MappingReader($0.value, "`\(key)`", in: context) }
    }
    let ones = section("plural")?.texts("one").compactMap { Int64($0) } ?? []
    let time = section("time")
    let names = section("names")
    let sides = section("sides")
    let entries = section("phrases").map(Self.entries) ?? [:]
    for side in Side.allCases {
      _ = sides?.required(side.rawValue, remedy: "write `\(side.rawValue): …`")
    }
    for kind in ["say", "pause", "wait", "reps", "hold", "heat", "roll", "rest"] {
      _ = names?.required(kind, remedy: "write `\(kind): …`")
    }
    let reminders = reader.texts("reminders")
    if let entry = reader.entry("reminders"), case .list(let items, _) = entry.value, items.isEmpty
    {
      context.report(
        .missingKey, "`reminders` has none", at: entry.key.span,
        remedy: "write a list: `- Think tall.`")
    }
    guard let language = reader.text("language"), let time,
      let hour = forms("hour", of: time), let minute = forms("minute", of: time),
      let second = forms("second", of: time), let and = time.text("and")
    else {
      if !findings.hasErrors {
        context.report(
          .missingKey, "`time` needs `hour`, `minute`, `second` and `and`",
          at: time?.span ?? reader.span, remedy: "see Voices/phrases/en.yaml")
      }
      return nil
    }
    return PhraseCatalogue(
      language: language, oneNumbers: Set(ones), numbers: reader.texts("numbers"), hour: hour,
      minute: minute, second: second, and: and,
      sides: Dictionary(
        uniqueKeysWithValues: Side.allCases.compactMap { side in
          sides?.text(side.rawValue).map { (side, $0) }
        }),
      names: Dictionary(
        (names?.entries ?? []).compactMap { entry in
          names?.text(entry.key.text).map { (entry.key.text, $0) }
        }, uniquingKeysWith: { first, _ in first }),
      entries: entries, abbreviations: Set(reader.texts("abbreviations")), reminders: reminders)
  }

  private static func forms(_ key: String, of reader: MappingReader) -> Forms? {
    guard let entry = reader.required(key, remedy: "write `\(key): { one: …, other: … }`"),
      let forms = MappingReader(entry.value, "`\(key)`", in: reader.context)
    else { return nil }
    let remedy = "write `\(key): { one: …, other: … }`"
    _ = forms.required("other", remedy: remedy)
    guard let other = forms.text("other") else { return nil }
    return Forms(one: forms.text("one") ?? other, other: other)
  }

  private static func entries(_ reader: MappingReader) -> [Key: Entry] {
    reader.rejectKeys(otherThan: Key.allCases.map(\.rawValue), what: "`phrases`")
    var entries: [Key: Entry] = [:]
    for key in Key.allCases {
      let remedy = "write `\(key.rawValue): { text: … }`"
      guard let entry = reader.required(key.rawValue, remedy: remedy),
        let form = MappingReader(entry.value, "`\(key.rawValue)`", in: reader.context)
      else { continue }
      form.rejectKeys(otherThan: ["text", "short"], what: "a phrase")
      _ = form.required("text", remedy: remedy)
      guard let text = form.text("text") else { continue }
      entries[key] = Entry(text: text, short: form.text("short"))
    }
    return entries
  }
}
