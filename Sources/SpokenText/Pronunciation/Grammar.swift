/// What a language needs to put numbers into the right form for the words around them.
struct Grammar: Hashable, Sendable {
  /// Words that numbers count, by what they ask of a number: `feminine`.
  ///
  /// Those that begin with `-` are the ends of words.
  struct Nouns: Hashable, Sendable {
    private var words: [String: String] = [:]
    private var endings: [String: String] = [:]
    private var longestEnding = 0

    /// The mark of words that numbers do not count.
    static let none = "none"

    mutating func add(_ written: String, _ gender: String) {
      let word = written.lowercased()
      if word.first == "-" {
        endings[String(word.dropFirst())] = gender
        longestEnding = max(longestEnding, word.count - 1)
      } else {
        words[word] = gender
      }
    }

    /// What a word asks of the number before it, by the word itself or its longest known end.
    func gender(of word: some StringProtocol) -> String? {
      let word = word.lowercased()
      if let gender = words[word] { return gender == Self.none ? nil : gender }
      for length in stride(from: min(longestEnding, word.count), to: 0, by: -1) {
        if let gender = endings[String(word.suffix(length))] {
          return gender == Self.none ? nil : gender
        }
      }
      return nil
    }

    /// Whether numbers do not count this word, `of` for example.
    func isNone(_ word: some StringProtocol) -> Bool { words[word.lowercased()] == Self.none }
  }

  /// A fraction alone, and before what it is a part of, by gender; `noun` for any.
  struct Fraction: Hashable, Sendable {
    var alone = ""
    var forms: [String: String] = [:]
  }

  /// A time of day before a word such as `am`: with minutes, and without.
  struct TimeOfDay: Hashable, Sendable {
    let full: String
    let whole: String
  }

  /// How numbers are put into words, by the form they take.
  var numbers = NumberRules()
  var nouns = Nouns()
  /// Forms that words ask of the number after them, by the words in small letters.
  var after: [String: String] = [:]
  /// The rules for a number with an ending, such as `st`.
  var ordinals: [String: String] = [:]
  /// Fractions that have a name, such as `1/2`.
  var fractions: [String: Fraction] = [:]
  /// Words after which `1/2` means the first of two.
  var counted: Set<String> = []
  /// Words that begin a condition, in which `>` is a verb too.
  var conditions: Set<String> = []
  /// Words after a time of day.
  var timesOfDay: [String: TimeOfDay] = [:]

  /// The form asked for by the start of a text.
  static let atStart = "start"

  /// A number in words, in the form that the words around it ask for.
  ///
  /// - Parameters:
  ///   - value: the number.
  ///   - kind: the rules: `cardinal`, `ordinal`.
  ///   - context: the form that the word before asks for.
  ///   - gender: the form that the word after asks for.
  /// - Returns: the words; `nil` if the language has no rules for them.
  func words(_ value: Int, _ kind: String, _ context: String?, _ gender: String?) -> String? {
    let forms = [[context, gender], [context], [gender], []].map { forms in
      ([kind] + forms.compactMap(\.self)).joined(separator: " ")
    }
    return forms.first(where: numbers.names.contains).flatMap { numbers.words(value, $0) }
  }
}
