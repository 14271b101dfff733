/// The name of a finding, as it is printed in brackets and can be looked up.
///
/// Those about YAML and its keys are here; a language that is read adds its own.
public struct DiagnosticID: Sendable {
  /// The name: words in small letters with hyphens between them.
  public let name: String
  /// What the finding is about, in one sentence: for lists of findings, and tools that show them.
  public let summary: String

  /// Makes a name.
  package init(_ name: String, _ summary: String) {
    self.name = name
    self.summary = summary
  }
}

extension DiagnosticID: Hashable {
  public static func == (left: Self, right: Self) -> Bool { left.name == right.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

// The text as YAML.
extension DiagnosticID {
  /// The file cannot be read as text.
  public static let unreadable = Self(
    "unreadable", "The file cannot be read as YAML text.")
  /// More than a file can have.
  public static let tooLarge = Self(
    "too-large", "Something exceeds the limits of a routine.")
  /// An empty file.
  public static let empty = Self("empty", "The file is empty.")
  /// Invalid YAML.
  public static let syntax = Self("syntax", "The text is not valid YAML.")
  /// A part of YAML that is not used.
  public static let alias = Self(
    "anchor-or-alias", "YAML anchors, aliases and tags are not allowed.")
  /// A key twice in one mapping.
  public static let duplicateKey = Self(
    "duplicate-key", "A key occurs twice in the same place.")
}

// Keys and their values.
extension DiagnosticID {
  /// A key that does not exist.
  public static let unknownKey = Self("unknown-key", "There is no such key.")
  /// A required key without which nothing can be done.
  public static let missingKey = Self(
    "missing-key", "A required key, or its value, is missing.")
  /// A value, a list or a mapping where another of these belongs.
  public static let wrongShape = Self(
    "wrong-shape",
    "A list, a single value or keys with values stand where another of these belongs.")
  /// A value that is not a number.
  public static let badNumber = Self("bad-number", "The value is not a number.")
  /// A value that is not one of the words that can stand there.
  public static let badWord = Self(
    "bad-word", "The value is not one of the words that can stand here.")
  /// A value below or above its limits.
  public static let outOfRange = Self(
    "out-of-range", "The value is too small or too large.")
  /// Words of a text that YAML takes for a comment.
  public static let commentInText = Self(
    "comment-in-text", "Words of a text come after ` #`, and are not spoken.")
  /// More findings than are kept.
  public static let tooManyFindings = Self(
    "too-many-findings", "There are too many findings to list.")
}
