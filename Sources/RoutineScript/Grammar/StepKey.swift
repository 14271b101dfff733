/// The keys that refine a step, in the order in which a script is formatted.
///
/// First what and where, then how much, what is said, and what else; the key of the step's kind stands
/// behind `section`.
package enum StepKey: String, GrammarKey {
  case section
  case only
  case of
  case place = "where"
  case atMost = "at most"
  case eachSide = "each side"
  case alternate
  case times
  case hands
  case sets
  case rest
  case count
  case because
  case say
  case tempo
  case pressure
  case announce
  case during
  case end
  case steps
  case withBaby = "with baby"

  package var row: KeyRow { refinement.row }

  /// A key's row, and which kinds of step have it.
  private struct Refinement {
    let row: KeyRow
    /// `nil` for every kind.
    var kinds: Set<StepKind>?
    /// What the key means if that depends on the kind.
    var meanings: [StepKind: String] = [:]
    /// The key that it needs besides itself, by kind.
    var needs: [StepKind: StepKey] = [:]
    /// Kinds of step that cannot be without it.
    var requiredBy: Set<StepKind> = []
  }

  private static let timed: Set<StepKind> = [.hold, .heat, .roll]

  private var refinement: Refinement {
    switch self {
    case .section:
      Refinement(
        row: KeyRow(
          "Starts a section of this name, which lasts until the next.", .prose,
          synonyms: ["part", "abschnitt", "sección"]))
    case .only:
      Refinement(
        row: KeyRow(
          "For whom the step is, if not for all: levels, `with baby` or `without baby`.",
          .names(atMost: ScriptLimits.levels),
          synonyms: ["nur", "solo", "sólo", "seulement", "only for"]))
    case .of:
      Refinement(
        row: KeyRow(
          "What the movement is called.", .prose,
          synonyms: [
            "name", "exercise", "movement", "called", "übung", "von", "ejercicio", "exercice",
          ]),
        kinds: [.reps, .hold, .work], meanings: [.hold: "What the position is called."])
    case .place:
      Refinement(
        row: KeyRow(
          "Where on the body.", .prose,
          synonyms: ["place", "auf", "en", "sur", "wo", "dónde", "où"],
          formerName: "on"),
        kinds: [.heat, .roll],
        meanings: [.heat: "Where the pad is put.", .roll: "Where the ball goes."])
    case .atMost:
      Refinement(row: KeyRow("How long to wait for the listener.", .duration), kinds: [.wait])
    case .eachSide:
      Refinement(
        row: KeyRow(
          "The sides it is done on, in order, in full on each.",
          .sides,
          synonyms: [
            "side", "sides", "both sides", "per side", "jede seite", "seiten", "cada lado",
            "lados", "chaque côté", "côtés",
          ]),
        kinds: Self.timed.union([.reps, .work, .rounds]))
    case .alternate:
      Refinement(
        row: KeyRow(
          "The sides it is done on in turn, each repetition in full on each.", .sides,
          synonyms: ["alternating", "abwechselnd", "alternando", "en alternance"]),
        kinds: [.reps])
    case .times:
      Refinement(
        row: KeyRow(
          "How many times it is held.", .count(upTo: ScriptLimits.repetitions),
          synonyms: ["mal", "veces", "fois"]), kinds: [.hold, .every],
        meanings: [.every: "How many rounds there are."], requiredBy: [.every])
    case .hands:
      Refinement(
        row: KeyRow(
          "Which hands the step needs: `none`, `one` or `both`.",
          .word(Hands.allCases.map(\.rawValue))))
    case .sets:
      Refinement(
        row: KeyRow(
          "How many sets of repetitions.", .count(upTo: ScriptLimits.sets),
          synonyms: ["series", "sätze", "séries"]), kinds: [.reps, .work],
        meanings: [.work: "How many sets of it."])
    case .rest:
      Refinement(
        row: KeyRow(
          "The rest between sets; without `sets`, between sides.", .durations(orNone: true)),
        kinds: [.reps, .hold, .work, .rounds],
        meanings: [
          .hold: "The rest between the times; without `times`, between sides.",
          .rounds: "The rest between rounds; none after the last.",
        ],
        needs: [.reps: .sets, .hold: .times, .work: .sets])
    case .count:
      Refinement(
        row: KeyRow(
          "How the numbers are said: `up`, `down`, `every 5`, `last 3`, `seconds` or `off`.",
          .counting),
        kinds: [.reps, .hold],
        meanings: [
          .hold: "How its seconds are counted: `up`, `down`, `every 5`, `last 3` or `off`."
        ])
    case .because:
      Refinement(
        row: KeyRow(
          "Why the step may exceed a safety limit, or leave out a side.", .prose,
          synonyms: ["why", "reason", "weil", "porque", "parce que"]))
    case .say:
      Refinement(
        row: KeyRow(
          "What is said before the step; default: its name.", .prose,
          synonyms: [
            "text", "speak", "tell", "instruction", "instructions", "sage", "sagen", "sprich",
            "di", "decir", "dis", "dire",
          ]))
    case .tempo:
      Refinement(
        row: KeyRow(
          "How long one repetition takes: a duration, or its phases by name, in order.", .tempo,
          synonyms: ["speed", "pace", "geschwindigkeit", "ritmo", "rythme"]), kinds: [.reps])
    case .pressure:
      Refinement(
        row: KeyRow(
          "How firmly the ball is pressed, from the first words to the last.",
          .texts(atMost: ScriptLimits.pressures)), kinds: [.roll])
    case .announce:
      Refinement(
        row: KeyRow(
          "Which times are announced: `halfway`, `every 2 min`, `last 5 s`, or `off`.",
          .announcements), kinds: Self.timed.union([.work, .rest, .pause]))
    case .during:
      Refinement(
        row: KeyRow("What is said, or rung, while the step goes on.", .during),
        kinds: Self.timed.union([.reps, .work, .rest, .pause]))
    case .end:
      Refinement(
        row: KeyRow("What is said at the end, instead of \"Stop\".", .prose), kinds: [.work])
    case .steps:
      Refinement(
        row: KeyRow("The steps of one round.", .steps), kinds: [.rounds, .every, .amrap],
        requiredBy: [.rounds, .every, .amrap])
    case .withBaby:
      Refinement(
        row: KeyRow(
          "What is different with a baby on the arm: keys of the step, or other steps.", .steps,
          synonyms: ["baby", "mit baby", "con bebé", "avec bébé"]))
    }
  }
}

extension StepKey {
  /// The keys that every step may have.
  package static let common = allCases.filter { $0.refinement.kinds == nil }

  /// The keys that refine a kind of step beyond those of every step.
  package static func refinements(of kind: StepKind) -> [StepKey] {
    allCases.filter { $0.refinement.kinds?.contains(kind) == true }
  }

  /// The kinds of step that the key refines; none if every step may have it.
  package var owners: [StepKind] {
    StepKind.allCases.filter { refinement.kinds?.contains($0) == true }
  }

  /// The key and what it means in a kind of step.
  package func reference(in kind: StepKind) -> ScriptReference.Entry {
    ScriptReference.Entry(key: rawValue, about: refinement.meanings[kind] ?? row.about)
  }

  /// The key without which this one means nothing in a kind of step; `nil` if it needs none.
  package func needs(in kind: StepKind) -> StepKey? { refinement.needs[kind] }

  /// Whether a step of a kind cannot be without the key.
  package func isRequired(by kind: StepKind) -> Bool { refinement.requiredBy.contains(kind) }

  /// The key that was called by a word before; `nil` if none was.
  package static func formerly(_ name: String) -> StepKey? {
    allCases.first { $0.row.formerName == name }
  }

  /// Every key that a step of any kind may have, those of the kinds included.
  package static let allNames = Set(StepKind.names + names).sorted()

  /// The order in which `coach format` writes the keys of a step of a kind.
  package static func writtenOrder(in kind: StepKind) -> [String] {
    [section.rawValue, kind.rawValue]
      + names.filter { $0 != section.rawValue && $0 != kind.rawValue }
  }
}
