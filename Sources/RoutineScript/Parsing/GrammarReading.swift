internal import SourceYAML

// Values of the keys of the grammar.

extension MappingReader {
  func entry(_ key: some GrammarKey) -> SourceEntry? { entry(key.rawValue) }
  func has(_ key: some GrammarKey) -> Bool { has(key.rawValue) }
  func required(_ key: some GrammarKey, remedy: String) -> SourceEntry? {
    required(key.rawValue, remedy: remedy)
  }
  func scalar(_ key: some GrammarKey) -> SourceScalar? { scalar(key.rawValue) }
  func text(_ key: some GrammarKey) -> String? { text(key.rawValue) }
  func texts(_ key: some GrammarKey) -> [String] { texts(key.rawValue) }
}

extension MappingReader where Context == ScriptContext {
  func duration(_ key: some GrammarKey) -> Duration? { duration(key.rawValue) }
  func count(_ key: some GrammarKey, upTo limit: Int32) -> Count? {
    count(key.rawValue, upTo: limit)
  }
  func spoken(_ key: some GrammarKey) -> ScriptText? { spoken(key.rawValue) }
  func translatedText(_ key: some GrammarKey) -> String? { translatedText(key.rawValue) }
  func translatedTexts(_ key: some GrammarKey) -> [String] { translatedTexts(key.rawValue) }
  func word<Choice: RawRepresentable & CaseIterable>(
    _ key: some GrammarKey, as type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    word(key.rawValue, as: type)
  }
}
