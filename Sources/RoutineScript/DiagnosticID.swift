/// The name of each finding, as it is printed in brackets and can be looked up.
public enum DiagnosticID: String, Sendable, CaseIterable {
  // The text as YAML.
  case unreadable
  case tooLarge = "too-large"
  case empty
  case syntax
  case alias = "anchor-or-alias"
  case cannotFormat = "cannot-format"
  case duplicateKey = "duplicate-key"

  // Keys and their values.
  case unknownKey = "unknown-key"
  case missingKey = "missing-key"
  case misplacedKey = "misplaced-key"
  case wrongShape = "wrong-shape"
  case badDuration = "bad-duration"
  case badNumber = "bad-number"
  case badWord = "bad-word"
  case outOfRange = "out-of-range"
  case commentInText = "comment-in-text"
  case noKind = "no-kind"
  case twoKinds = "two-kinds"

  case tooManyFindings = "too-many-findings"

  // Settings and other files.
  case unknownSetting = "unknown-setting"
  case unusedSetting = "unused-setting"
  case unusedSayAs = "unused-say-as"
  case includeMissing = "include-missing"
  case includeCycle = "include-cycle"

  // Safety.
  case heatTooLong = "heat-too-long"
  case rollTooLong = "roll-too-long"
  case rollTooShort = "roll-too-short"
  case heatAfterMovement = "heat-after-movement"
  case oneSide = "one-side"
  case noDisclaimer = "no-disclaimer"

  // Texts in other languages.
  case noTranslation = "no-translation"
  case missingText = "missing-text"
  case staleText = "stale-text"

  // What only the timeline knows.
  case tooLong = "too-long"
  case countDoesNotFit = "count-does-not-fit"
  case holdDoesNotFit = "hold-does-not-fit"
  case duringDoesNotFit = "during-does-not-fit"
  case duringPastEnd = "during-past-end"
  case cannotSpeak = "cannot-speak"
  case twoAtOnce = "two-at-once"
  case instructionTooLong = "instruction-too-long"
  case announceDoesNotFit = "announce-does-not-fit"
  case unknownVoice = "unknown-voice"
}

extension DiagnosticID {
  /// What the finding is about, in one sentence: for lists of findings, and tools that show them.
  public var summary: String {
    switch self {
    case .unreadable: "The file is no text that can be read as YAML."
    case .tooLarge: "There is more of something than a routine can have."
    case .empty: "There is nothing in the file."
    case .syntax: "The text is no valid YAML."
    case .alias: "YAML anchors, aliases and tags are not used in routines."
    case .duplicateKey: "A key stands twice in the same place."
    case .cannotFormat: "The layout cannot be changed without losing something."
    case .unknownKey: "There is no such key."
    case .missingKey: "A key that has to be there, or its value, is missing."
    case .misplacedKey: "The key belongs to another kind of step."
    case .wrongShape:
      "A list, a single value or keys with values stand where another of them belongs."
    case .badDuration: "The value is no duration, or its unit is missing."
    case .badNumber: "The value is no number."
    case .badWord: "The value is none of the words that can stand here."
    case .outOfRange: "The value is smaller or larger than it can be."
    case .commentInText: "Words of a text stand behind a ` #`, and are not said."
    case .noKind: "A step does not say what kind it is."
    case .twoKinds: "A step says that it is of two kinds."
    case .tooManyFindings: "There are more findings than anybody reads."
    case .unknownSetting: "There is no setting, or no level, of this name."
    case .unusedSetting: "Nothing uses this setting."
    case .unusedSayAs: "Nothing that is said has the words of this entry."
    case .includeMissing: "The routine that is included cannot be had."
    case .includeCycle: "A routine includes itself."
    case .heatTooLong: "Heat in one place for longer than 15 minutes; more than 20 are an error."
    case .rollTooLong: "A ball on one area for longer than 5 minutes; more than 10 are an error."
    case .rollTooShort: "A ball on one area for less than 2 minutes."
    case .heatAfterMovement: "Heat comes after movement or the ball, and should come before."
    case .oneSide: "A step is done on one side only."
    case .noDisclaimer: "Nobody says that this is no medical advice, and to stop where it hurts."
    case .noTranslation: "The routine has no texts in the voice's language."
    case .missingText: "A text has no translation."
    case .staleText: "A translation belongs to a text that the routine does not have."
    case .tooLong: "The routine is longer than a day."
    case .countDoesNotFit: "A number takes longer to say than there is time between two beats."
    case .holdDoesNotFit: "An interval is too short for the chimes at its ends."
    case .duringDoesNotFit: "There is no room for words inside a step."
    case .duringPastEnd: "Words inside a step come after its end."
    case .cannotSpeak: "The voice cannot say a text."
    case .twoAtOnce: "Two texts are to be said at the same moment."
    case .instructionTooLong: "An instruction is longer than what it tells to do."
    case .announceDoesNotFit: "There is no room to announce a time."
    case .unknownVoice: "There is no such voice, or none of the language."
    }
  }
}
