public import SourceYAML

// Steps and their values.
extension DiagnosticID {
  /// A file that cannot be formatted.
  public static let cannotFormat = Self(
    "cannot-format", "The file cannot be formatted without losing something.")
  /// A key of another kind of step.
  public static let misplacedKey = Self(
    "misplaced-key", "The key belongs to another kind of step.")
  /// A key that has another name now.
  public static let formerKey = Self(
    "former-key", "The key has another name now; the old one is still read.")
  /// A value that is not a duration.
  public static let badDuration = Self(
    "bad-duration", "The value is not a duration, or its unit is missing.")
  /// A step without a kind.
  public static let noKind = Self("no-kind", "A step does not say what kind it is.")
  /// A step of two kinds.
  public static let twoKinds = Self("two-kinds", "A step has two kinds.")
}

// Settings and other files.
extension DiagnosticID {
  /// A setting or level that does not exist.
  public static let unknownSetting = Self(
    "unknown-setting", "There is no setting or level of this name.")
  /// A setting without a use.
  public static let unusedSetting = Self("unused-setting", "Nothing uses this setting.")
  /// An entry of `say as` without a use.
  public static let unusedSayAs = Self(
    "unused-say-as", "The words of this entry occur in no spoken text.")
  /// An include that leads nowhere.
  public static let includeMissing = Self(
    "include-missing", "The routine that is included could not be loaded.")
  /// An include that leads back to itself.
  public static let includeCycle = Self("include-cycle", "A routine includes itself.")
}

// Safety.
extension DiagnosticID {
  /// Too much heat.
  public static let heatTooLong = Self(
    "heat-too-long",
    "Heat in one place for longer than 15 minutes; more than 20 are an error.")
  /// Too much of the ball.
  public static let rollTooLong = Self(
    "roll-too-long", "A ball on one area for longer than 5 minutes; more than 10 are an error.")
  /// Too little of the ball.
  public static let rollTooShort = Self(
    "roll-too-short", "A ball on one area for less than 2 minutes.")
  /// Heat at the wrong time.
  public static let heatAfterMovement = Self(
    "heat-after-movement", "Heat comes after movement or the ball, but should come before.")
  /// One side without the other.
  public static let oneSide = Self("one-side", "A step is done on one side only.")
  /// No disclaimer.
  public static let noDisclaimer = Self(
    "no-disclaimer",
    "Nothing says that this is not medical advice, and to stop if it hurts.")
}

// Texts in other languages.
extension DiagnosticID {
  /// No translation at all.
  public static let noTranslation = Self(
    "no-translation", "The routine has no texts in the voice's language.")
  /// A text without a translation.
  public static let missingText = Self("missing-text", "A text has no translation.")
  /// A translation without a text.
  public static let staleText = Self(
    "stale-text", "A translation's original is not a text of the routine.")
}

// What only the timeline and the voice know.
extension DiagnosticID {
  /// A routine that never ends.
  public static let tooLong = Self("too-long", "The routine is longer than a day.")
  /// A count that is longer than its beat.
  public static let countDoesNotFit = Self(
    "count-does-not-fit", "A number takes longer to say than the time between two beats.")
  /// A name of a phase that is not said.
  public static let nameDoesNotFit = Self(
    "name-does-not-fit", "A phase of `tempo` is too short for its name.")
  /// An interval without room for its chimes.
  public static let holdDoesNotFit = Self(
    "hold-does-not-fit", "An interval is too short for the chimes at its ends.")
  /// Rounds that take longer than the time of each.
  public static let roundDoesNotFit = Self(
    "round-does-not-fit", "A round takes longer than the time after which the next one begins.")
  /// Words inside a step without room.
  public static let duringDoesNotFit = Self(
    "during-does-not-fit", "There is no room for words inside a step.")
  /// Words inside a step after its end.
  public static let duringPastEnd = Self(
    "during-past-end", "Words inside a step come after its end.")
  /// A text that the voice fails at.
  public static let cannotSpeak = Self("cannot-speak", "The voice cannot say a text.")
  /// Signs that the voice leaves out.
  public static let cannotBeSaid = Self(
    "cannot-be-said", "A sign or a letter of a text is not said.")
  /// Two texts at one time.
  public static let twoAtOnce = Self(
    "two-at-once", "Two texts are due at the same moment.")
  /// An instruction that takes longer than its step.
  public static let instructionTooLong = Self(
    "instruction-too-long", "An instruction takes longer than what it asks for.")
  /// An announcement without room.
  public static let announceDoesNotFit = Self(
    "announce-does-not-fit", "There is no room to announce a time.")
  /// A voice that does not exist.
  public static let unknownVoice = Self(
    "unknown-voice", "There is no such voice, or none for the language.")
}

extension DiagnosticID: CaseIterable {
  /// Every finding there is, in the order of the article that explains them.
  public static let allCases: [Self] = [
    .unreadable, .tooLarge, .empty, .syntax, .alias, .cannotFormat, .duplicateKey, .unknownKey,
    .missingKey, .misplacedKey, .formerKey, .wrongShape, .badDuration, .badNumber, .badWord,
    .outOfRange,
    .commentInText, .noKind, .twoKinds, .tooManyFindings, .unknownSetting, .unusedSetting,
    .unusedSayAs, .includeMissing, .includeCycle, .heatTooLong, .rollTooLong, .rollTooShort,
    .heatAfterMovement, .oneSide, .noDisclaimer, .noTranslation, .missingText, .staleText, .tooLong,
    .countDoesNotFit, .nameDoesNotFit, .holdDoesNotFit, .roundDoesNotFit, .duringDoesNotFit,
    .duringPastEnd, .cannotSpeak, .cannotBeSaid, .twoAtOnce,
    .instructionTooLong, .announceDoesNotFit, .unknownVoice,
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

  /// The finding of a name; `nil` if there is none.
  public init?(name: String) {
    guard let id = Self.byName[name] else { return nil }
    self = id
  }
}
