package import SourceYAML

extension Vocabulary {
  /// The words of routines and of their translations, from the rows of the grammar.
  package static let routine: Vocabulary = {
    var grammar: [any GrammarKey] = []
    grammar += RoutineKey.allCases.map { $0 as any GrammarKey }
    grammar += StepKind.allCases.map { $0 as any GrammarKey }
    grammar += StepKey.allCases.map { $0 as any GrammarKey }
    grammar += DuringKey.allCases.map { $0 as any GrammarKey }
    grammar += TranslationKey.allCases.map { $0 as any GrammarKey }
    grammar += TranslatedTextKey.allCases.map { $0 as any GrammarKey }
    var synonyms: [String: [String]] = [:]
    var textKeys: Set<String> = []
    var listKeys: Set<String> = []
    for key in grammar {
      synonyms[key.rawValue, default: []] += key.row.synonyms
      switch key.row.form {
      case .prose: textKeys.insert(key.rawValue)
      case .steps: listKeys.insert(key.rawValue)
      default: break
      }
    }
    return Vocabulary(
      keys: grammar.map { $0.rawValue } + grammar.compactMap { $0.row.formerName },
      topKeys: RoutineKey.names, textKeys: textKeys,
      synonyms: synonyms,
      entries: Entries(
        noun: "step", listKey: RoutineKey.steps.rawValue, listKeys: listKeys,
        kinds: StepKind.names, nestingKind: StepKind.rounds.rawValue,
        standIn: "\(StepKind.pause.rawValue): 1 s"),
      model:
        "write keys with values, such as `title: …`; `coach show upper-back-relief --script` is a model",
      insteadOfAnchors: "use `settings:` for a value and `repeat:` or `include:` for steps",
      insteadOfLargeFile: "split it and use `include:`")
  }()
}
