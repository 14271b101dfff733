package import RoutineScript

/// How a language's signs, units and abbreviations are said: what the engine would read badly.
///
/// A data file for each language: `Voices/pronunciation/LANGUAGE.yaml`.
public struct Pronunciation: Hashable, Sendable {
  /// The singular and the plural of a unit.
  struct Unit: Hashable, Sendable {
    let one: String
    let many: String
  }

  /// The words for signs between and before numbers.
  struct Signs: Hashable, Sendable {
    /// Between the numbers of `5-10`.
    var to = ""
    /// Between the numbers of `1/10`.
    var of = ""
    /// Between the numbers of `3x10`, and after that of `10x`.
    var times = ""
    /// Between the numbers of `1 1/2`.
    var and = ""
    /// Between the words of `left/right`.
    var or = ""
    /// For the sign in `~10`.
    var about = ""
    /// For the sign in `#1`.
    var number = ""
  }

  /// Typical sentences, to measure a voice's loudness with.
  public internal(set) var calibration: [String] = []
  /// How words are said, by the words as written; in small letters unless their capitals matter.
  var words = WordTable<String>([:])
  /// How a routine and a voice say words, those with priority first.
  private(set) var overrides: [WordTable<SayAs>] = []
  /// Units after a number, such as `kg`.
  var units: [String: Unit] = [:]
  /// Fractions that have a name, such as `1/2`.
  var fractions: [String: String] = [:]
  /// Words after which `1/2` means the first of two.
  var counted: Set<String> = []
  /// Signs between and before numbers.
  var signs = Signs()

  /// The same pronunciation with other ways of saying some words.
  ///
  /// - Parameter overrides: lists of `say as:` entries; an earlier list has priority over a later
  ///   one, and all of them over the language's own words.
  /// - Returns: the pronunciation with them.
  package func saying(_ overrides: [[SayAs]]) -> Self {
    var pronunciation = self
    pronunciation.overrides = overrides.filter { !$0.isEmpty }.map(WordTable.init)
    return pronunciation
  }

  /// The most Unicode scalars that are said in one go: more than a minute of speech.
  static let longestText = 2_000

  /// The most Unicode scalars that a text may have after it is written out.
  ///
  /// A longer one takes more time than a phrase has, and the speech process does not accept it.
  static let longestSpoken = 2 * longestText

  /// The `say as:` entries that apply to a text.
  package func overrides(in written: String) -> Set<SayAs> {
    guard !overrides.isEmpty else { return [] }
    return TextNormalizer(self, PlainText.words(of: written)).overrides
  }

  /// A text as the engine gets it.
  package func spoken(_ written: String) -> Result<String, UnsayableText> {
    let scalars = written.unicodeScalars.count
    guard scalars <= Self.longestText else {
      return .failure(.tooLong(scalars: scalars, most: Self.longestText))
    }
    let text = TextNormalizer(self, PlainText.words(of: written)).spoken()
    guard text.unicodeScalars.contains(where: \.isSaid) else {
      return .failure(.nothingToSay)
    }
    let length = text.unicodeScalars.count
    guard length <= Self.longestSpoken else {
      return .failure(.tooLong(scalars: length, most: Self.longestSpoken))
    }
    return .success(text)
  }
}

extension Unicode.Scalar {
  fileprivate var isSaid: Bool {
    properties.isAlphabetic || properties.numericType != nil || self == EngineSounds.begin
  }
}
