internal import RoutineScript
public import SourceYAML

extension Pronunciation {
  /// The keys of a file.
  package static let keys = PronunciationKey.all.map(\.name)

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
    self.init()
    let file = written.rejectingKeys(otherThan: Self.keys, what: "a pronunciation file")
    for key in PronunciationKey.all {
      if let remedy = key.remedy { _ = file.required(key.name, remedy: remedy) }
      key.read(file, &self)
    }
    guard !calibration.isEmpty else { return nil }
  }
}
