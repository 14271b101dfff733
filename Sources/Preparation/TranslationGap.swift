internal import Catalog
internal import RoutineScript
internal import SourceYAML

/// The finding about texts that are not translated: one warning, however many they are.
struct TranslationGap {
  private let script: ScriptTranslation
  private let missing: Int
  private let first: Diagnostic

  /// Looks for what is missing; `nil` if nothing is.
  init?(_ outcome: RoutineParser.Outcome) {
    let gaps = outcome.untranslated.filter { $0.id != .staleText }
    guard let first = gaps.first,
      let script = outcome.translations.first(where: { $0.missing > 0 })
    else { return nil }
    self.script =
      outcome.routine.flatMap { routine in
        outcome.translations.first { $0.script == routine.file }
      } ?? script
    self.first = first
    missing = outcome.translations.reduce(0) { $0 + $1.missing }
  }

  /// The warning, with languages called by their names.
  func warning(_ voices: VoiceCatalog) -> Diagnostic {
    let language = voices.name(ofLanguage: script.language)
    let original = voices.name(ofLanguage: script.original)
    guard script.exists else {
      return Diagnostic(
        .warning, .noTranslation,
        "\(script.script) has no \(language) texts, and its \(original) ones are said instead",
        at: first.span, sourceLine: "", remedy: script.howToBegin)
    }
    let texts = missing == 1 ? "1 text" : "\(missing) texts"
    return Diagnostic(
      .warning, .missingText,
      "\(texts) of \(script.script) \(missing == 1 ? "has" : "have") no \(language) translation and "
        + "\(missing == 1 ? "is" : "are") said in \(original)",
      at: first.span, sourceLine: "", remedy: "`coach check \(script.script)` names them")
  }
}
