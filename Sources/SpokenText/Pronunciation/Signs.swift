extension Pronunciation {
  /// The words for signs between, before and after numbers; empty if a language has none.
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
    /// For `1x`.
    var once = ""
    /// For the stroke in `10/side`.
    var per = ""
    /// Between the numbers of `140/90`.
    var over = ""
    /// For the sign in `>3`, and in `if pain > 3`.
    var more = ""
    var isMore = ""
    /// For the sign in `<3`, and in `if pain < 3`.
    var less = ""
    var isLess = ""
    /// For the signs in `≥3` and `≤3`.
    var atLeast = ""
    var atMost = ""
    /// Between the numbers of `5+5`, after that of `10+`.
    var plus = ""
    var orMore = ""
    /// For the sign in `5+5=10`.
    var equals = ""
    /// For the signs in `-5` and `±5`.
    var minus = ""
    var plusMinus = ""
    /// Between the whole numbers and the rest of `2.5`.
    var point = ""
    /// The sign there.
    var decimal = "."
  }
}

/// A key of `signs:`.
struct SignKey: Sendable {
  let name: String
  let word: any WritableKeyPath<Pronunciation.Signs, String> & Sendable
  let isRequired: Bool

  private init(
    _ name: String, _ word: any WritableKeyPath<Pronunciation.Signs, String> & Sendable,
    isRequired: Bool = false
  ) {
    self.name = name
    self.word = word
    self.isRequired = isRequired
  }

  /// Every key.
  static let all = [
    SignKey("to", \.to, isRequired: true), SignKey("of", \.of, isRequired: true),
    SignKey("times", \.times, isRequired: true), SignKey("and", \.and, isRequired: true),
    SignKey("or", \.or, isRequired: true), SignKey("about", \.about, isRequired: true),
    SignKey("number", \.number, isRequired: true),
    SignKey("once", \.once), SignKey("per", \.per), SignKey("over", \.over),
    SignKey("more", \.more), SignKey("is more", \.isMore),
    SignKey("less", \.less), SignKey("is less", \.isLess),
    SignKey("at least", \.atLeast), SignKey("at most", \.atMost),
    SignKey("plus", \.plus), SignKey("or more", \.orMore), SignKey("equals", \.equals),
    SignKey("minus", \.minus), SignKey("plus minus", \.plusMinus),
    SignKey("point", \.point), SignKey("decimal", \.decimal),
  ]
}

extension Pronunciation.Signs {
  /// The keys of `signs:`.
  static let keys = SignKey.all.map(\.name)
}
