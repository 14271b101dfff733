internal import SourceYAML

/// What somebody meant by a value that is written as on a sheet of paper: `12-15`, `3x10`, `2,5 s`.
struct ValueAdvice {
  /// Why the value is none, to come after "and".
  let reason: String
  /// What to write instead.
  let remedy: String
  /// What replaces it, if only one thing can be meant.
  let correction: String?

  private init(_ reason: String, _ remedy: String, correction: String? = nil) {
    self.reason = reason
    self.remedy = remedy
    self.correction = correction
  }

  /// Advice on a text that is not a duration, if there is any.
  ///
  /// - Parameters:
  ///   - text: the value.
  ///   - key: the key it belongs to.
  ///   - isWhole: whether it is in the script as it is, without a setting in it.
  /// - Returns: what is wrong with it, and what was meant.
  static func duration(_ text: String, of key: String, isWhole: Bool) -> ValueAdvice? {
    if let setting = setting(text, isWhole) { return setting }
    let bare = text.trimming { "“”„‟«»\"'″′".contains($0) }.trimmed
    if bare != text.trimmed, WrittenDuration.isOne(bare) {
      return certain("has quotation marks in it", bare, isWhole)
    }
    let spaced = String(text.map { $0.isWhitespace ? " " : $0 })
    if spaced != text, WrittenDuration.isOne(spaced) {
      return certain("has an unusual space in it", spaced, isWhole)
    }
    let pointed = text.replacing(/([0-9]),([0-9]{1,2})(?![0-9])/) {
      "\($0.output.1).\($0.output.2)"
    }
    if pointed != text, WrittenDuration.isOne(pointed) {
      return certain("a fraction needs a decimal point", pointed, isWhole)
    }
    let stopless = text.replacing(/([A-Za-z])\./) { "\($0.output.1)" }
    if stopless != text, WrittenDuration.isOne(stopless) {
      return certain("a unit has no full stop", stopless, isWhole)
    }
    let joined = text.replacing(/\s*(?:,|&|\+|\b(?:and|und|y|et)\b)\s*/, with: " ")
    if joined != text, WrittenDuration.isOne(joined) {
      return certain("its parts have only a space between them", joined, isWhole)
    }
    if text.hasPrefix("."), WrittenDuration.isOne("0" + text) {
      return certain("a digit is missing before its point", "0" + text, isWhole)
    }
    if let parts = text.trimmed.wholeMatch(of: /([0-9]+) *[hH] *([0-9]{1,2})/) {
      return certain(
        "the minutes need their unit too", "\(parts.output.1) h \(parts.output.2) min", isWhole)
    }
    if key == "hold", let times = text.wholeMatch(of: /([1-9][0-9]*) *[x×*] *(.+)/),
      WrittenDuration.isOne("\(times.output.2)")
    {
      return ValueAdvice(
        "`times` says how often",
        "write `hold: \(times.output.2)`, and `times: \(times.output.1)` on a line under it")
    }
    if let range = text.trimmed.wholeMatch(of: /(.*?[0-9].*?) *(?:-|–|—|to|bis) *([0-9].*)/) {
      let unit = range.output.2.drop { $0.isNumber || ".,: ".contains($0) }
      for first in ["\(range.output.1)", "\(range.output.1) \(unit)"]
      where WrittenDuration.isOne(first) {
        return ValueAdvice("that is a range", "write one duration: `\(first)`")
      }
    }
    return nil
  }

  /// Advice on a text that is not a whole number, if there is any.
  ///
  /// - Parameters:
  ///   - text: the value.
  ///   - key: the key it belongs to.
  ///   - isWhole: whether it is in the script as it is, without a setting in it.
  /// - Returns: what is wrong with it, and what was meant.
  static func count(_ text: String, of key: String, isWhole: Bool) -> ValueAdvice? {
    if let setting = setting(text, isWhole) { return setting }
    if let range = text.wholeMatch(of: /([0-9]+) *(?:-|–|—|to|bis) *([0-9]+)/) {
      return ValueAdvice(
        "that is a range",
        "write one number, `\(key): \(range.output.1)`; with `settings:` the listener can change it"
      )
    }
    if key == "reps", let sets = text.wholeMatch(of: /([1-9][0-9]*) *[x×*] *([0-9]+)/) {
      return ValueAdvice(
        "`sets` says how many sets",
        "write `reps: \(sets.output.2)`, and `sets: \(sets.output.1)` on a line under it")
    }
    if let number = text.wholeMatch(of: /([0-9]+)(?:\.0+| *(?:x|×|times|mal|reps|veces|fois))/) {
      return certain("must be a number alone", "\(number.output.1)", isWhole)
    }
    return nil
  }

  /// The unit somebody means who writes another one.
  static func unit(for word: String) -> String {
    let units = ["s", "seconds", "min", "minutes", "h", "hours"]
    if let nearest = Suggestion.nearest(to: word, among: units) { return nearest }
    let word = word.lowercased()
    if word.hasPrefix("m") { return "min" }
    return word.hasPrefix("h") || word.hasPrefix("st") ? "h" : "s"
  }

  /// `$name` or `${name`: a setting that is not closed in braces.
  private static func setting(_ text: String, _ isWhole: Bool) -> ValueAdvice? {
    guard let match = text.trimmed.wholeMatch(of: /\$\{?([^\s{}$]+)\}?/) else { return nil }
    return certain("a setting is in braces", "${\(match.output.1)}", isWhole)
  }

  private static func certain(_ reason: String, _ value: String, _ isWhole: Bool) -> ValueAdvice {
    ValueAdvice(reason, "write `\(value)`", correction: isWhole ? value : nil)
  }
}

extension StringProtocol {
  /// The text without those characters at its ends.
  fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> String {
    guard let first = firstIndex(where: { !isTrimmed($0) }),
      let last = lastIndex(where: { !isTrimmed($0) })
    else { return "" }
    return String(self[first...last])
  }
}
