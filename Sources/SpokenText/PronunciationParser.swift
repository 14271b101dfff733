internal import RoutineScript
public import SourceYAML

extension Pronunciation {
  /// The keys of a file.
  package static let keys = ["calibration", "words", "units", "fractions", "counted", "signs"]

  /// Reads a language's pronunciation file.
  ///
  /// - Returns: the pronunciation, `nil` if it cannot be used, and all findings.
  public static func parse(
    _ source: SourceText
  ) -> (pronunciation: Pronunciation?, diagnostics: [Diagnostic]) {
    let findings = DiagnosticCollector()
    let context = PlainContext(
      source: source, findings: findings, vocabulary: Vocabulary(keys: keys, topKeys: keys))
    let pronunciation = YAMLReader.read(source, context.vocabulary, into: findings)
      .flatMap { MappingReader($0, "a pronunciation file", in: context) }
      .flatMap(Pronunciation.init(reading:))
    return (findings.hasErrors ? nil : pronunciation, findings.sorted)
  }

  private init?(reading written: PlainReader) {
    let file = written.rejectingKeys(otherThan: Self.keys, what: "a pronunciation file")
    _ = file.required("calibration", remedy: "add `calibration:` with a list of sentences")
    let signs = file.required("signs", remedy: "add `signs:` with `to:`, `of:`, `times:` …")
      .flatMap { MappingReader($0.value, "`signs`", in: file.context) }
      .flatMap(Signs.init(reading:))
    let calibration = file.texts("calibration")
    guard !calibration.isEmpty, let signs else { return nil }
    var units: [String: Unit] = [:]
    for (name, node) in Self.entries(of: "units", in: file) {
      let forms = file.context.items(node).compactMap {
        file.context.scalar($0, of: name).map(\.text)
      }
      guard let one = forms.first, let many = forms.last, forms.count <= 2 else {
        file.context.report(
          .wrongShape, "the unit `\(name)` needs one word, or two: for one and for many",
          at: node.span, remedy: "write `\(name): [second, seconds]`")
        continue
      }
      units[name] = Unit(one: one, many: many)
    }
    self.init(
      calibration: calibration, words: Self.texts(of: "words", in: file), units: units,
      fractions: Self.texts(of: "fractions", in: file), counted: Set(file.texts("counted")),
      signs: signs)
  }

  private static func entries(of key: String, in file: PlainReader) -> [(String, SourceNode)] {
    guard let entry = file.entry(key),
      let mapping = MappingReader(entry.value, "`\(key)`", in: file.context)
    else { return [] }
    return mapping.entries.map { ($0.key.text, $0.value) }
  }

  private static func texts(of key: String, in file: PlainReader) -> [String: String] {
    var texts: [String: String] = [:]
    for (name, node) in entries(of: key, in: file) {
      texts[name] = file.context.scalar(node, of: name)?.text
    }
    return texts
  }
}

extension Pronunciation.Signs {
  /// The keys of `signs:`, all of which it needs.
  static let keys = ["to", "of", "times", "and", "or", "about", "number"]

  init?(reading written: PlainReader) {
    let signs = written.rejectingKeys(otherThan: Self.keys, what: "`signs`")
    let words = Self.keys.map { key -> String? in
      signs.required(key, remedy: "add `\(key):` with the word for it").flatMap { _ in
        signs.text(key)
      }
    }
    let found = words.compactMap(\.self)
    guard found.count == Self.keys.count else { return nil }
    self.init(
      to: found[0], of: found[1], times: found[2], and: found[3], or: found[4], about: found[5],
      number: found[6])
  }
}
