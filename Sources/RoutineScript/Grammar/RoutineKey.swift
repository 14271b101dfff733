/// The keys at the top of a routine.
package enum RoutineKey: String, GrammarKey {
  case title
  case about
  case audience = "for"
  case needs
  case part
  case language
  case source
  case voice
  case sayAs = "say as"
  case levels
  case settings
  case steps

  package var row: KeyRow {
    switch self {
    case .title:
      KeyRow(
        "What the routine is called.", .prose, isRequired: true, synonyms: ["name", "titre"])
    case .about:
      KeyRow(
        "What it does, in one or two sentences, for those who choose among routines.", .prose,
        synonyms: ["description", "beschreibung", "descripción", "descripcion"])
    case .audience:
      KeyRow(
        "Whom it is for, such as `pregnancy` or `postpartum`.", .texts(atMost: nil),
        synonyms: ["audience", "für", "para", "pour"])
    case .needs:
      KeyRow(
        "The things one needs at hand, such as `a wall`.", .texts(atMost: nil),
        synonyms: ["equipment", "braucht", "necesita", "besoin"])
    case .part:
      KeyRow(
        "Which part of looking after a back it is: `coach list` and `coach suggest` go by it.",
        .word(Routine.Part.allCases.map(\.rawValue)))
    case .language:
      KeyRow(
        "The language its texts are in, by its tag; default: English.", .language,
        synonyms: ["lang", "sprache", "idioma", "langue"])
    case .source:
      KeyRow(
        "Where its advice comes from.", .prose,
        synonyms: ["author", "by", "quelle", "fuente"])
    case .voice:
      KeyRow(
        "The voice that speaks it if the listener names none; `coach voices` lists them.", .name,
        synonyms: ["stimme", "voz", "voix"])
    case .sayAs: .sayAs
    case .levels:
      KeyRow(
        "The names of its levels, from easy to hard, if they are not `easy`, `steady` and `strong`.",
        .names(atMost: ScriptLimits.levels),
        synonyms: ["stufen", "niveles", "niveaux", "difficulty"])
    case .settings:
      KeyRow(
        "Values that a listener may change with `--set`, each by a name that `${name}` stands for.",
        .settings)
    case .steps:
      KeyRow(
        "What is said and done, in order; each step starts with `- `.", .steps, isRequired: true,
        synonyms: [
          "exercises", "exercise", "schritte", "übungen", "pasos", "étapes", "etapes",
        ])
    }
  }
}

extension KeyRow {
  /// `say as`, wherever it is.
  package static let sayAs = KeyRow(
    "How words are said that the voice reads wrong: in other words, or as sounds, `/w'aInd/`.",
    .sayAs)
}
