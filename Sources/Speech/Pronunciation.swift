internal import CueTimeline

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
  let words: [String: String]
  /// What stands after a number: `kg`.
  let units: [String: Unit]
  /// Fractions that have a name: `1/2`.
  let fractions: [String: String]
  /// Words after which `1/2` is the first of two.
  let counted: Set<String>
  /// Signs between and before numbers.
  let signs: Signs
  /// The most words that one of `words` has.
  let longestEntry: Int

  init(
    calibration: [String], words: [String: String], units: [String: Unit],
    fractions: [String: String], counted: Set<String>, signs: Signs
  ) {
    self.calibration = calibration
    self.words = words
    self.units = units
    self.fractions = fractions
    self.counted = counted
    self.signs = signs
    longestEntry = words.keys.map { $0.split(separator: " ").count }.max() ?? 0
  }

  /// The most Unicode scalars that are said in one go: more than a minute of speech.
  static let longestText = 2_000

  /// A text as the engine is to get it.
  func spoken(_ written: String) -> Result<String, SpeechFailure> {
    let scalars = written.unicodeScalars.count
    guard scalars <= Self.longestText else {
      return .failure(.tooLong(scalars: scalars, most: Self.longestText))
    }
    let text = PronunciationReader(self, PlainText.words(of: written)).spoken()
    guard text.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.isNumeral }) else {
      return .failure(.nothingToSay)
    }
    return .success(text)
  }
}

extension Unicode.Scalar {
  fileprivate var isNumeral: Bool { properties.numericType != nil }
}
