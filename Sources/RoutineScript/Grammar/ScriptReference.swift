internal import SourceYAML

/// What every key of the language means, in one sentence each: the one place where that is written.
///
/// The keys themselves, and their order, are those of the tables that the parser reads by.
public enum ScriptReference {
  /// A key, and what it means.
  public struct Entry: Hashable, Sendable {
    /// The key as it is written.
    public let key: String
    /// What it means, as one sentence.
    public let about: String

    package init(key: String, about: String) {
      self.key = key
      self.about = about
    }
  }

  /// The keys at the top of a routine.
  public static var routine: [Entry] { entries(RoutineParser.keys, routineTexts) }

  /// The keys that say what kind a step is.
  public static var kinds: [Entry] { entries(StepParser.kinds, kindTexts) }

  /// The keys that every step may have.
  public static var everyStep: [Entry] { entries(StepParser.common, commonTexts) }

  /// The keys that only some kinds of step may have.
  ///
  /// - Parameter kind: the kind, by its key.
  /// - Returns: those of that kind, without those of every step.
  public static func refinements(of kind: String) -> [Entry] {
    entries(StepParser.refinements(of: kind), refinementTexts).map { entry in
      Entry(key: entry.key, about: kindRefinementTexts[kind]?[entry.key] ?? entry.about)
    }
  }

  /// The keys of an entry under `during`.
  public static var during: [Entry] { entries(StepReader.duringKeys, duringTexts) }

  /// The keys at the top of a translation.
  public static var translation: [Entry] { entries(TranslationReader.keys, translationTexts) }

  /// The keys of a translated text.
  public static var translatedText: [Entry] { entries(TranslationReader.textKeys, textTexts) }

  private static func entries(_ keys: [String], _ texts: [String: String]) -> [Entry] {
    keys.map { Entry(key: $0, about: texts[$0] ?? "") }
  }

  private static let routineTexts = [
    "title": "What the routine is called.",
    "about": "What it does, in one or two sentences, for those who choose among routines.",
    "for": "Whom it is for, such as `pregnancy` or `postpartum`.",
    "needs": "The things one needs at hand, such as `a wall`.",
    "part": "Which part of looking after a back it is: `coach list` and `coach suggest` go by it.",
    "source": "Where its advice comes from.",
    "voice": "The voice that speaks it where the listener names none; `coach voices` lists them.",
    "language": "The language its texts are in, by its tag; English where this is left out.",
    "settings":
      "Values that a listener may change with `--set`, each by a name that `${name}` stands for.",
    SayAsReader.key: sayAsText,
    "steps": "What is said and done, in order; each step starts with `- `.",
  ]

  /// What `say as` means, wherever it stands.
  package static let sayAsText =
    "How words are said that the voice reads wrong: in other words, or as sounds, `/w'aInd/`."

  private static let kindTexts = [
    "say": "Speaks a text; beside another kind of step, it is said before that.",
    "pause": "Silence for so long.",
    "wait": "Speaks a text, then waits until the listener says to go on.",
    "reps": "Counts so many repetitions aloud, each number on its beat.",
    "hold": "A position that is held for so long.",
    "heat": "Heat for so long: tells to put the pad on, and to take it off.",
    "roll": "A ball between the body and the wall for so long.",
    "rest": "A rest for so long, in which the next step is told.",
    "repeat": "Does the `steps` under it so many times.",
    "include": "Another routine's steps, by its name or by the name of a file beside this one.",
  ]

  private static let commonTexts = [
    "say": "What is said before the step; without it, its name is said.",
    "hands": "Which hands the step needs: `none`, `one` or `both`.",
    "with baby": "The step, or steps, to do instead with a baby on the arm.",
    "section": "Starts a section of this name, which lasts until the next.",
    "because": "Why the step may exceed a limit of safety, or leave out a side.",
  ]

  private static let refinementTexts = [
    "of": "What the movement is called.",
    "on": "Where on the body.",
    "tempo": "How long one repetition takes: a duration, or its phases by name, in order.",
    "count": "How the numbers are said: `up`, `down`, `every 5`, `last 3` or `off`.",
    "sets": "How many sets of repetitions.",
    "times": "How many times it is held.",
    "at most": "How long to wait for the listener.",
    "each side": "The sides it is done on, in order, in full on each.",
    "during": "What is said while the step goes on.",
    "announce": "Which times are told: `halfway`, `every 2 min`, `last 5 s`, or `off`.",
    "pressure": "How firm the ball is pressed, from the first words to the last.",
    "steps": "The steps of one round.",
  ]

  /// What means something else beside another kind.
  private static let kindRefinementTexts = [
    "reps": ["rest": "The rest between sets; it needs `sets`."],
    "hold": [
      "of": "What the position is called.",
      "rest": "The rest between the times; it needs `times`.",
    ],
    "heat": ["on": "Where the pad is put."],
    "roll": ["on": "Where the ball goes."],
  ]

  private static let duringTexts = [
    "at": "How long after the start it is said.",
    "every": "After how long it is said, again and again.",
    "say": "What is said.",
  ]

  private static let translationTexts = [
    "language": "The language of the texts, by its tag, as in the file's name.",
    SayAsReader.key: sayAsText,
    "texts": "The texts of the routine that this file lies beside, each with its original.",
  ]

  private static let textTexts = [
    "original": "The text as the routine has it.",
    "text": "The same in this file's language.",
  ]
}
