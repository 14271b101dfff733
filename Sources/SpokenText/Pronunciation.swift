package import RoutineScript

/// How a language's signs, units and abbreviations are said: what the engine would read badly.
///
/// A data file for each language: `Voices/pronunciation/LANGUAGE.yaml`.
public struct Pronunciation: Hashable, Sendable {
  /// One and many of a unit.
  struct Unit: Hashable, Sendable {
    let one: String
    let many: String
  }

  /// The little words for signs between and before numbers.
  struct Signs: Hashable, Sendable {
    /// Between the numbers of `5-10`.
    let to: String
    /// Between the numbers of `1/10`.
    let of: String
    /// Between the numbers of `3x10`, and after that of `10x`.
    let times: String
    /// Between the numbers of `1 1/2`.
    let and: String
    /// Between the words of `left/right`.
    let or: String
    /// For the sign in `~10`.
    let about: String
    /// For the sign in `#1`.
    let number: String
  }

  /// Texts like those that are spoken, to measure a voice's loudness on.
  public let calibration: [String]
  /// Words as they are written, in small letters unless their capitals matter, and as they are said.
  let words: WordTable<String>
  /// What a routine and a voice say otherwise, those that count most first.
  private(set) var overrides: [WordTable<SayAs>] = []
  /// What stands after a number: `kg`.
  let units: [String: Unit]
  /// Fractions that have a name: `1/2`.
  let fractions: [String: String]
  /// Words after which `1/2` is the first of two.
  let counted: Set<String>
  /// Signs between and before numbers.
  let signs: Signs

  init(
    calibration: [String], words: [String: String], units: [String: Unit],
    fractions: [String: String], counted: Set<String>, signs: Signs
  ) {
    self.calibration = calibration
    self.words = WordTable(words)
    self.units = units
    self.fractions = fractions
    self.counted = counted
    self.signs = signs
  }

  /// The same with other ways of saying words.
  ///
  /// - Parameter overrides: `say as:` entries; those of an earlier list go before those of a later
  ///   one, and all of them before the language's own words.
  /// - Returns: the pronunciation with them.
  package func saying(_ overrides: [[SayAs]]) -> Self {
    var pronunciation = self
    pronunciation.overrides = overrides.filter { !$0.isEmpty }.map(WordTable.init)
    return pronunciation
  }

  /// The most Unicode scalars that are said in one go: more than a minute of speech.
  static let longestText = 2_000

  /// The most Unicode scalars that a text may have once it is written out.
  ///
  /// A longer one takes more time than a phrase has; and the speech process takes no more.
  static let longestSpoken = 2 * longestText

  /// The `say as:` entries that a text has words for.
  package func overrides(in written: String) -> Set<SayAs> {
    guard !overrides.isEmpty else { return [] }
    return TextNormalizer(self, PlainText.words(of: written)).overrides
  }

  /// A text as the engine is to get it.
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
