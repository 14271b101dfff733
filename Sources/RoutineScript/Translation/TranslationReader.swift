internal import SourceYAML

/// Reads a translation file: texts by their originals, how words are said, and nothing else.
enum TranslationReader {
  private static let remedy = "write `- original: …` and under it `text: …`"

  /// Reads a file's texts; what is wrong with it becomes a finding.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - language: the language it must be in.
  ///   - findings: where findings go.
  /// - Returns: what of it can be used.
  static func read(
    _ source: SourceText, _ language: String, into findings: DiagnosticCollector
  ) -> Translation.Content {
    let context = PlainContext(source: source, findings: findings, vocabulary: .routine)
    guard let root = YAMLReader.read(source, .routine, into: findings),
      let reader = MappingReader(root, "a translation", in: context)?
        .rejectingKeys(otherThan: TranslationKey.names, what: "a translation")
    else { return .nothing }
    _ = reader.required(TranslationKey.language, remedy: "add `language: \(language)`")
    if let scalar = reader.scalar(TranslationKey.language), scalar.text != language {
      context.report(
        .badWord, "this file is in `\(scalar.quoted)`, and its name says `\(language)`",
        at: scalar.span, remedy: "write `language: \(language)`, or rename the file")
    }
    let sayAs = SayAsReader.read(reader)
    guard
      let texts = reader.required(
        TranslationKey.texts, remedy: "add `texts:`, and under it " + remedy)
    else { return .nothing }
    var places: [String: Int] = [:]
    let entries = context.items(texts.value).compactMap { item -> Translation.Entry? in
      guard let entry = entry(item, in: context) else { return nil }
      let line = places[Translation.plain(entry.original)]
      guard line == nil else {
        context.report(
          .duplicateKey, "this text is translated already, in line \(line ?? 0)", at: entry.span,
          remedy: "keep one of the two")
        return nil
      }
      places[Translation.plain(entry.original)] = entry.span.start.line
      return entry
    }
    return Translation.Content(entries: entries, sayAs: sayAs)
  }

  private static func entry(_ item: SourceNode, in context: PlainContext) -> Translation.Entry? {
    if case .scalar(let scalar) = item, scalar.isNothing { return nil }
    guard
      let reader = MappingReader(item, "a text", in: context)?
        .rejectingKeys(otherThan: TranslatedTextKey.names, what: "a text")
    else { return nil }
    _ = reader.required(TranslatedTextKey.original, remedy: remedy)
    _ = reader.required(TranslatedTextKey.text, remedy: remedy)
    guard let original = reader.scalar(TranslatedTextKey.original),
      let text = reader.scalar(TranslatedTextKey.text)
    else {
      return nil
    }
    guard text.text.count <= ScriptContext.longestText else {
      context.report(
        .outOfRange,
        "this text has \(text.text.count) characters; at most \(ScriptContext.longestText) are said at once",
        at: text.span, remedy: "write less")
      return nil
    }
    context.reportCutOff(text)
    let known = references(in: original.text)
    for name in references(in: text.text) where !known.contains(name) {
      context.report(
        .unknownSetting,
        "the original does not have `${\(name.prefix(40))}`"
          + Suggestion.clause(Suggestion.nearest(to: name, among: known).map { "${\($0)}" }),
        at: text.span,
        remedy: known.isEmpty
          ? "write the words themselves"
          : "write \(known.map { "`${\($0)}`" }.joined(separator: " or "))")
      return nil
    }
    return Translation.Entry(
      original: original.text.trimmed, text: text.text.trimmed, span: original.span,
      said: SaidText(text, in: context.source))
  }

  /// The settings a text refers to.
  private static func references(in text: String) -> [String] {
    SettingReference.pieces(of: text).compactMap { piece in
      if case .reference(let name) = piece { name } else { nil }
    }
  }

  /// Tells who takes a translation for a routine.
  ///
  /// - Returns: whether it is one.
  static func rejectTranslation(_ reader: ScriptReader) -> Bool {
    guard let texts = reader.entry(TranslationKey.texts), !reader.has(RoutineKey.steps) else {
      return false
    }
    reader.context.report(
      .wrongShape, "this file is not a routine, but has the texts of one in another language",
      at: texts.key.span, remedy: "name the routine beside it, and both are read")
    return true
  }
}

/// A language as it is written in files and asked for: `en`, `pt-br`.
package enum LanguageTag {
  /// Whether a text can be a language's tag; a file's name is made of it.
  package static func isTag(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count <= 20, let first = parts.first, (2...3).contains(first.count),
      first.allSatisfy(\.isLowercase)
    else { return false }
    return parts.allSatisfy { part in
      !part.isEmpty
        && part.unicodeScalars.allSatisfy { scalar in
          scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        }
    }
  }

  /// A key's value as a language's tag; `nil` if absent or after a finding.
  static func read(_ key: some GrammarKey, of reader: MappingReader<some ReadingContext>) -> String?
  {
    guard let scalar = reader.scalar(key) else { return nil }
    if isTag(scalar.text) { return scalar.text }
    reader.context.report(
      .badWord, "`\(key.rawValue)` is the tag of a language, not `\(scalar.quoted)`",
      at: scalar.span,
      remedy:
        "write it in small letters, as in `\(key.rawValue): es`; `coach voices` shows those there are"
    )
    return nil
  }
}
