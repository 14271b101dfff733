/// The kinds of step, each by the key that says it, in the order in which the language lists them.
public enum StepKind: String, Sendable, GrammarKey {
  case say
  case pause
  case wait
  case reps
  case hold
  case work
  case heat
  case roll
  case rest
  case rounds = "repeat"
  case every
  case amrap
  case include

  package var row: KeyRow {
    switch self {
    case .say:
      KeyRow("Speaks a text; besides another kind of step, it is said before that.", .prose)
    case .pause:
      KeyRow(
        "Silence for so long.", .duration,
        synonyms: ["silence", "wait for", "stille", "pausa", "silencio"])
    case .wait:
      KeyRow(
        "Speaks a text, then waits until the listener says to go on.", .prose,
        synonyms: ["warten", "warte", "espera", "esperar", "attendre", "attends"])
    case .reps:
      KeyRow(
        "Counts so many repetitions aloud, each number on its beat.",
        .counts(upTo: ScriptLimits.repetitions),
        synonyms: [
          "repetitions", "repetition", "count", "wiederholungen", "wiederhole", "repeticiones",
          "répétitions",
        ])
    case .hold:
      KeyRow(
        "A position that is held for so long.", .durations(orNone: false),
        synonyms: [
          "stretch", "keep", "halten", "halte", "mantener", "mantén", "tenir", "tiens",
        ])
    case .work:
      KeyRow(
        "Movement for so long, in which nothing is counted.", .durations(orNone: false),
        synonyms: ["interval", "arbeit", "arbeite", "trabajo", "trabaja", "travail"])
    case .heat:
      KeyRow(
        "Heat for so long: says when to put the pad on, and when to take it off.", .duration,
        synonyms: ["warmth", "wärme", "waerme", "calor", "chaleur"])
    case .roll:
      KeyRow(
        "A ball between the body and the wall for so long.", .duration,
        synonyms: ["ball", "massage", "rolle", "rollen", "pelota", "balle"])
    case .rest:
      KeyRow(
        "A rest for so long, which says what comes next.", .duration,
        synonyms: ["break", "erholen", "ausruhen", "descanso", "descansa", "repos"])
    case .rounds:
      KeyRow(
        "Does the `steps` under it so many times.", .count(upTo: ScriptLimits.rounds),
        synonyms: ["rounds", "loop", "runden", "repetir", "répéter"])
    case .every:
      KeyRow(
        "Begins a round of the `steps` under it each time this is over: every minute on the minute.",
        .duration, synonyms: ["emom", "jede", "cada", "chaque"])
    case .amrap:
      KeyRow(
        "As many rounds of the `steps` under it as fit; the end is on time, wherever that is.",
        .duration, synonyms: ["as many rounds as possible", "as many as fit"])
    case .include:
      KeyRow(
        "Another routine's steps, by its name or by the name of a file beside this one.", .name)
    }
  }

  /// The keys that say a kind besides `say`, which is also said before a step of any other kind.
  static let strong = allCases.filter { $0 != .say }
  package static let strongNames = strong.map(\.rawValue)

  /// The kinds with a rest inside them: with their keys, `rest` is not a kind.
  static let withRest = StepKey.rest.owners

  /// The keys that a step of this kind may have: its own, those of every step, and those that refine
  /// it.
  package var knownKeys: [String] { Self.known[self] ?? [] }

  private static let known = Dictionary(
    uniqueKeysWithValues: allCases.map { kind in
      (kind, [kind.rawValue] + (StepKey.common + StepKey.refinements(of: kind)).map(\.rawValue))
    })
}
