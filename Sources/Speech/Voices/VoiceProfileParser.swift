internal import CueTimeline
internal import Glibc
public import RoutineScript
public import SourceYAML

extension VoiceProfile {
  /// The keys of a file.
  package static let keys = [
    "about", "language", "accent", "variant", "rate", "pitch", "range", "word gap", "loudness",
    SayAsReader.key,
  ]

  /// The words of a voice file.
  package static let vocabulary = Vocabulary(keys: keys, topKeys: keys, textKeys: ["about"])

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
    let voice = written.rejectingKeys(otherThan: Self.keys, what: "a voice")
    func level(_ key: String, _ range: ClosedRange<Int32>) -> Int32? {
      voice.number(key, in: Double(range.lowerBound)...Double(range.upperBound)).map {
        Int32($0.rounded())
      }
    }
    _ = voice.required("language", remedy: "add `language: en`")
    self.init(
      name: name, about: voice.text("about") ?? "",
      language: Self.engineName("language", voice) ?? "",
      accent: Self.engineName("accent", voice),
      variant: Self.variant(voice, folders: variantFolders),
      rate: WordsPerMinute(level("rate", WordsPerMinute.range) ?? 150),
      pitch: VoiceLevel(level("pitch", VoiceLevel.range) ?? VoiceLevel.neutral.value),
      range: VoiceLevel(level("range", VoiceLevel.range) ?? VoiceLevel.neutral.value),
      wordGap: WordGap(level("word gap", WordGap.range) ?? 0),
      loudness: voice.number("loudness", in: Loudness.range).map(Loudness.init(lufs:)) ?? .speech,
      sayAs: SayAsReader.read(voice))
  }

  /// A language tag: the engine takes only short ones, and a `+` in it would name a variant.
  private static func engineName(_ key: String, _ voice: PlainReader) -> String? {
    guard let scalar = voice.scalar(key) else { return nil }
    let isTag =
      scalar.text.utf8.count <= 20
      && scalar.text.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || $0 == "-" || ("0"..."9").contains($0))
      }
    guard isTag else {
      voice.context.report(
        .badWord, "`\(key)` is a language tag, not `\(scalar.text)`", at: scalar.span,
        remedy: "write one that `espeak-ng --voices` lists, as in `\(key): en`")
      return nil
    }
    return scalar.text
  }

  /// The path of a variant by its name.
  private static func variant(_ voice: PlainReader, folders: [String]) -> String? {
    guard let scalar = voice.scalar("variant") else { return nil }
    guard !scalar.text.contains("/"), !scalar.text.hasPrefix(".") else {
      voice.context.report(
        .badWord, "`variant` is the name of a file, not a path", at: scalar.span,
        remedy: "put the file into \(folders.first ?? "the variants folder") and write its name")
      return nil
    }
    for folder in folders {
      let path = "\(folder)/\(scalar.text)"
      if access(path, R_OK) == 0 { return path }
    }
    voice.context.report(
      .badWord, "there is no variant `\(scalar.text)`", at: scalar.span,
      remedy: "looked in \(folders.joined(separator: " and ")); leave the line out for none")
    return nil
  }
}
