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

  /// Every key.
  static let all = [
    PronunciationKey("calibration", remedy: "add `calibration:` with a list of sentences") {
      $1.calibration = $0.texts("calibration")
    },
    PronunciationKey("words") { $1.words = WordTable(texts(of: "words", in: $0)) },
    PronunciationKey("units") { $1.units = units($0) },
    PronunciationKey("fractions") { $1.fractions = texts(of: "fractions", in: $0) },
    PronunciationKey("counted") { $1.counted = Set($0.texts("counted")) },
    PronunciationKey("signs", remedy: "add `signs:` with `to:`, `of:`, `times:` …") {
      file, pronunciation in
      guard
        let signs = file.entry("signs").flatMap({
          MappingReader($0.value, "`signs`", in: file.context)
        })?.rejectingKeys(otherThan: Pronunciation.Signs.keys, what: "`signs`")
      else { return }
      for key in SignKey.all {
        _ = signs.required(key.name, remedy: "add `\(key.name):` with the word for it")
        pronunciation.signs[keyPath: key.word] = signs.text(key.name) ?? ""
      }
    },
  ]

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

  private static func texts(of key: String, in file: PlainReader) -> [String: String] {
    var texts: [String: String] = [:]
    for (name, node) in entries(of: key, in: file) {
      texts[name] = file.context.scalar(node, of: name)?.text
    }
    return texts
  }
}

/// A key of `signs:`, all of which it needs.
struct SignKey: Sendable {
  let name: String
  let word: any WritableKeyPath<Pronunciation.Signs, String> & Sendable

  /// Every key.
  static let all = [
    SignKey(name: "to", word: \.to), SignKey(name: "of", word: \.of),
    SignKey(name: "times", word: \.times), SignKey(name: "and", word: \.and),
    SignKey(name: "or", word: \.or), SignKey(name: "about", word: \.about),
    SignKey(name: "number", word: \.number),
  ]
}
