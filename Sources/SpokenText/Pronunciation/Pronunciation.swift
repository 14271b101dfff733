package import RoutineScript

/// How a language's numbers, signs, units and abbreviations are said: what the engine would read
/// badly.
///
/// A data file for each language: `Voices/pronunciation/LANGUAGE.yaml`.
public struct Pronunciation: Hashable, Sendable {
  /// The singular and the plural of a unit.
  struct Unit: Hashable, Sendable {
    let one: String
    let many: String
  }

  /// Words that are verbs at the start of a sentence.
  struct Verbs: Hashable, Sendable {
    var words: [String: SayAs.Saying] = [:]
    /// Words after which they are verbs too.
    var after: Set<String> = []
    /// Words before which they always are.
    var before: Set<String> = []
    /// Words before which they are none.
    var notBefore: Set<String> = []
  }

  /// Typical sentences, to measure a voice's loudness with.
  public internal(set) var calibration: [String] = [] {
    didSet { scripts = Script.all(in: calibration) }
  }
  /// The kinds of letters that the language has.
  private(set) var scripts: Set<Script> = []
  /// How words are said, by the words as written; in small letters unless their capitals matter.
  var words = WordTable<SayAs.Saying>([:])
  /// How words are said that a number follows.
  var beforeNumbers: [String: String] = [:]
  /// How a routine and a voice say words, those with priority first.
  private(set) var overrides: [WordTable<SayAs>] = []
  /// Units after a number, such as `kg`.
  var units: [String: Unit] = [:]
  /// Signs between and before numbers.
  var signs = Signs()
  var grammar = Grammar()
  var verbs = Verbs()

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

  /// A number in words.
  ///
  /// - Parameters:
  ///   - value: the number.
  ///   - noun: the word it counts, whose gender it takes; `nil` for a number on its own.
  /// - Returns: the words; `nil` if the language has no rules for them.
  package func number(_ value: Int, before noun: String? = nil) -> String? {
    grammar.words(value, "cardinal", nil, noun.flatMap { grammar.nouns.gender(of: $0) })
  }

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
