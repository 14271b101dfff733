internal import RoutineScript
internal import SourceYAML

/// A key of a pronunciation file.
///
/// `all` is the one table of them, which the reader is made from.
struct PronunciationKey: Sendable {
  let name: String
  /// What to do if a file lacks it; `nil` if a file may lack it.
  let remedy: String?
  /// Puts its value from a file into a pronunciation; reports a value that is wrong.
  let read: @Sendable (PlainReader, inout Pronunciation) -> Void

  private init(
    _ name: String, remedy: String? = nil,
    read: @escaping @Sendable (PlainReader, inout Pronunciation) -> Void
  ) {
    self.name = name
    self.remedy = remedy
    self.read = read
  }

  /// A key with words and what is said for them.
  private static func table(
    _ name: String,
    _ put: @escaping @Sendable ([String: String], inout Pronunciation) -> Void
  ) -> PronunciationKey {
    PronunciationKey(name) { put(texts(of: name, in: $0), &$1) }
  }

  /// A key with a list of words in small letters.
  private static func list(
    _ name: String, _ put: @escaping @Sendable (Set<String>, inout Pronunciation) -> Void
  ) -> PronunciationKey {
    PronunciationKey(name) { put(Set($0.texts(name).map { $0.lowercased() }), &$1) }
  }

  /// Every key.
  static let all = [
    PronunciationKey("calibration", remedy: "add `calibration:` with a list of sentences") {
      $1.calibration = $0.texts("calibration")
    },
    table("words") { $1.words = WordTable($0.mapValues(SayAs.Saying.init(written:))) },
    table("words before numbers") { $1.beforeNumbers = $0 },
    PronunciationKey("units") { $1.units = units($0) },
    PronunciationKey("fractions") { $1.grammar.fractions = fractions($0) },
    list("counted") { $1.grammar.counted = $0 },
    list("conditions") { $1.grammar.conditions = $0 },
    PronunciationKey("numbers", read: readNumbers),
    PronunciationKey("nouns") { file, pronunciation in
      for (gender, words) in lists(of: "nouns", in: file) {
        for word in words { pronunciation.grammar.nouns.add(word, gender) }
      }
    },
    PronunciationKey("after") { file, pronunciation in
      for (form, words) in lists(of: "after", in: file) {
        for word in words { pronunciation.grammar.after[word.lowercased()] = form }
      }
    },
    table("ordinals") { $1.grammar.ordinals = $0 },
    PronunciationKey("times of day") { file, pronunciation in
      for (word, said) in lists(of: "times of day", in: file) where !said.isEmpty {
        pronunciation.grammar.timesOfDay[word.lowercased()] = Grammar.TimeOfDay(
          full: said[0], whole: said[said.count - 1])
      }
    },
    table("verbs") { $1.verbs.words = $0.mapValues(SayAs.Saying.init(written:)) },
    list("verbs after") { $1.verbs.after = $0 },
    list("verbs before") { $1.verbs.before = $0 },
    list("verbs not before") { $1.verbs.notBefore = $0 },
    PronunciationKey("signs", remedy: "add `signs:` with `to:`, `of:`, `times:` …") {
      file, pronunciation in
      guard
        let signs = file.entry("signs").flatMap({
          MappingReader($0.value, "`signs`", in: file.context)
        })?.rejectingKeys(otherThan: Pronunciation.Signs.keys, what: "`signs`")
      else { return }
      for key in SignKey.all {
        if key.isRequired {
          _ = signs.required(key.name, remedy: "add `\(key.name):` with the word for it")
        }
        if let word = signs.text(key.name) { pronunciation.signs[keyPath: key.word] = word }
      }
    },
  ]

  private static func readNumbers(_ file: PlainReader, _ pronunciation: inout Pronunciation) {
    for (name, node) in entries(of: "numbers", in: file) {
      guard let rules = file.context.scalar(node, of: name) else { continue }
      if let wrong = pronunciation.grammar.numbers.add(name, rules.text) {
        file.context.report(
          .badWord, "the rule `\(wrong)` of `\(name)` cannot be read", at: node.span,
          remedy: "write rules from 0 on, in order: `20: twenty[->>]; 30: thirty[->>]`")
      }
    }
    guard let missing = pronunciation.grammar.numbers.missing, let entry = file.entry("numbers")
    else { return }
    file.context.report(
      .missingKey, "a rule goes on with `\(missing)`, which does not exist", at: entry.key.span,
      remedy: "add `\(missing):` with its rules")
  }

  private static func fractions(_ file: PlainReader) -> [String: Grammar.Fraction] {
    var fractions: [String: Grammar.Fraction] = [:]
    for (name, node) in entries(of: "fractions", in: file) {
      guard case .mapping = node else {
        fractions[name] = file.context.scalar(node, of: name).map { .init(alone: $0.text) }
        continue
      }
      var fraction = Grammar.Fraction()
      for (form, words) in MappingReader(node, "`\(name)`", in: file.context)?.texts ?? [] {
        if form == "alone" { fraction.alone = words } else { fraction.forms[form] = words }
      }
      fractions[name] = fraction
    }
    return fractions
  }

  private static func units(_ file: PlainReader) -> [String: Pronunciation.Unit] {
    var units: [String: Pronunciation.Unit] = [:]
    for (name, node) in entries(of: "units", in: file) {
      let forms = file.context.items(node).compactMap {
        file.context.scalar($0, of: name).map(\.text)
      }
      guard let one = forms.first, let many = forms.last, forms.count <= 2 else {
        file.context.report(
          .wrongShape, "the unit `\(name)` needs one word, or two: for one and for many",
          at: node.span, remedy: "write `\(name): [second, seconds]`")
        continue
      }
      units[name] = Pronunciation.Unit(one: one, many: many)
    }
    return units
  }

  private static func entries(of key: String, in file: PlainReader) -> [(String, SourceNode)] {
    guard let entry = file.entry(key),
      let mapping = MappingReader(entry.value, "`\(key)`", in: file.context)
    else { return [] }
    return mapping.entries.map { ($0.key.text, $0.value) }
  }

  private static func lists(of key: String, in file: PlainReader) -> [(String, [String])] {
    entries(of: key, in: file).map { name, node in
      (
        name,
        file.context.items(node).compactMap { file.context.scalar($0, of: name).map(\.text) }
      )
    }
  }

  private static func texts(of key: String, in file: PlainReader) -> [String: String] {
    var texts: [String: String] = [:]
    for (name, node) in entries(of: key, in: file) {
      texts[name] = file.context.scalar(node, of: name)?.text
    }
    return texts
  }
}

extension MappingReader where Context == PlainContext {
  /// Every key with its text.
  fileprivate var texts: [(String, String)] {
    entries.compactMap { entry in
      context.scalar(entry.value, of: entry.key.text).map { (entry.key.text, $0.text) }
    }
  }
}

extension SayAs.Saying {
  /// Reads what is said for words in a pronunciation file: other words, or sounds between slashes.
  fileprivate init(written: String) {
    let isSounds = written.count > 2 && written.first == "/" && written.last == "/"
    self = isSounds ? .sounds(String(written.dropFirst().dropLast())) : .words(written)
  }
}
