public import RoutineScript
public import SourceYAML

extension VoiceProfile {
  /// The keys of a file.
  package static let keys = VoiceKey.all.map(\.name)

  /// The keys of a file, and what they mean.
  public static var reference: [ScriptReference.Entry] {
    VoiceKey.all.map { ScriptReference.Entry(key: $0.name, about: $0.about) }
  }

  /// The words of a voice file.
  package static let vocabulary = Vocabulary(
    keys: keys, topKeys: keys, textKeys: Set(VoiceKey.all.filter(\.isText).map(\.name)))

  /// Reads a voice file.
  ///
  /// - Parameters:
  ///   - source: the file's text.
  ///   - name: the voice's name: the file's name without `.yaml`.
  ///   - variantFolders: where variant files are looked up; the first folder that has one counts.
  /// - Returns: the profile, `nil` if it cannot be used, and all findings.
  public static func parse(
    _ source: SourceText, name: String, variantFolders: [String]
  ) -> (profile: VoiceProfile?, diagnostics: [Diagnostic]) {
    let findings = DiagnosticCollector()
    let context = PlainContext(source: source, findings: findings, vocabulary: vocabulary)
    let profile = YAMLReader.read(source, vocabulary, into: findings)
      .flatMap { MappingReader($0, "a voice", in: context) }
      .map { VoiceProfile(reading: $0, name: name, variantFolders: variantFolders) }
    return (findings.hasErrors ? nil : profile, findings.sorted)
  }

  private init(reading written: PlainReader, name: String, variantFolders: [String]) {
    let file = VoiceFile(
      reader: written.rejectingKeys(otherThan: Self.keys, what: "a voice"),
      variantFolders: variantFolders)
    self.init(name: name)
    for key in VoiceKey.all {
      if let example = key.example {
        _ = file.reader.required(key.name, remedy: "add `\(example)`")
      }
      key.read(file, &self)
    }
  }
}
