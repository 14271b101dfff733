internal import SourceYAML

/// Finds the texts of every script that is read in the listener's language, and notes what is missing.
final class TranslationLookup {
  private let language: String?
  private let resolve: RoutineParser.TranslationResolver
  private(set) var languages: Set<String> = []
  private(set) var translations: [ScriptTranslation] = []
  /// How words are said, by the scripts in the order they were read: the outermost comes first.
  private(set) var sayAs: [SayAs] = []
  private var saidAs: Set<String> = []
  /// Missing and stale texts.
  let findings = DiagnosticCollector()
  /// What is said, in whichever language there is of it.
  let said = SaidTexts()
  private var read: Set<String> = []

  init(language: String?, resolve: @escaping RoutineParser.TranslationResolver) {
    self.language = language
    self.resolve = resolve
  }

  /// The translation of a script; `nil` if it is in the listener's language already.
  func translation(
    of source: SourceText, in original: String, into findings: DiagnosticCollector
  ) -> Translation? {
    languages.insert(original)
    guard let language, language != original else { return nil }
    do throws(RoutineParser.IncludeFailure) {
      let file = try resolve(source, language)
      let content = file.source.map { TranslationReader.read($0, language, into: findings) }
      return Translation(
        original: original, language: language, file: file, content: content ?? .nothing)
    } catch {
      findings.report(
        .unreadable, error.message, at: Self.top(of: source), in: source, remedy: error.remedy)
      return nil
    }
  }

  /// Takes a script's ways of saying words, those that no script read before has.
  func note(_ entries: [SayAs], into findings: DiagnosticCollector) {
    for entry in entries where saidAs.insert(entry.written).inserted {
      guard sayAs.count < SayAsReader.mostEntries else {
        let place = entry.writtenAt
        findings.report(
          Diagnostic(
            .error, .tooLarge,
            "with those of the other scripts there are more than \(SayAsReader.mostEntries) entries",
            at: place.span, sourceLine: place.sourceLine,
            remedy: "keep those that the routines need"))
        return
      }
      sayAs.append(entry)
    }
  }

  /// Notes what became of a script's texts.
  ///
  /// - Parameters:
  ///   - translation: where they were looked up.
  ///   - source: the script.
  ///   - isWhole: whether all of it was read; otherwise it is unknown which translations are stale.
  func finish(_ translation: Translation, of source: SourceText, isWhole: Bool) {
    // A script that is included twice is read twice.
    guard isWhole, read.insert(source.identity).inserted else { return }
    let report = translation.report(of: source)
    translations.append(report)
    guard let file = translation.file.source else {
      findings.report(
        .noTranslation, "this routine has no texts in `\(translation.language)`",
        at: Self.top(of: source), in: source, remedy: report.howToBegin, as: .warning)
      return
    }
    let missing = translation.asked.filter { !$0.isKnown }
    for text in missing {
      findings.report(
        .missingText, "this text has no translation in `\(translation.language)`", at: text.span,
        in: source, remedy: "add it to \(report.file), with `original:` and `text:`", as: .warning)
    }
    let stale = translation.stale
    // Beyond that, somebody has exchanged the files rather than reworded a text.
    let isComparable = missing.count * stale.count <= 10_000
    for entry in stale {
      let reworded =
        isComparable ? Self.reworded(entry.original, among: missing.map(\.original)) : nil
      findings.report(
        .staleText, "\(source.name) has no such text" + (reworded == nil ? "" : " any more"),
        at: entry.span, in: file,
        remedy: reworded.map { "if it was reworded, write: \($0)" } ?? "remove this entry",
        as: .warning)
    }
  }

  /// What a text was probably changed to: the one it shares most of its words with.
  private static func reworded(_ text: String, among candidates: [String]) -> String? {
    let words = { (text: String) in
      Set(text.lowercased().split { !$0.isLetter && !$0.isNumber })
    }
    let wanted = words(text)
    let shares = candidates.map { candidate in
      let found = words(candidate)
      return (
        candidate, shared: 2 * wanted.intersection(found).count, of: wanted.count + found.count
      )
    }
    // At least half of all words.
    let alike = shares.filter { 2 * $0.shared >= $0.of }
    let nearest = alike.max { $0.shared * $1.of < $1.shared * $0.of }
    return nearest?.0 ?? Suggestion.nearest(to: text, among: candidates)
  }

  private static func top(of source: SourceText) -> SourceSpan {
    let start = SourcePosition(line: 1, column: 1)
    return SourceSpan(file: source.name, start: start, end: start)
  }
}

extension ScriptTranslation {
  /// What to do if there is no translation file.
  public var howToBegin: String {
    "`coach translate \(script) --to \(language) -o \(file)` begins them; "
      + "or, if the script is in `\(language)` already, add `language: \(language)` at its top"
  }
}
