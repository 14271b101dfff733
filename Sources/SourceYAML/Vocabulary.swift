/// The words of a language that is written as YAML: what the reader needs in order to say what is
/// wrong with a text, and to read on behind a mistake.
///
/// The reader knows no words of its own; whoever reads a file hands it the vocabulary of that file.
package struct Vocabulary: Sendable {
  /// Every word that is a key somewhere.
  package let keys: [String]
  /// The keys at the top of a file.
  package let topKeys: [String]
  /// The keys whose value is a text, which may go on in the next line.
  package let textKeys: Set<String>
  /// Other words that people write for a key, by key: synonyms, and the key in other languages.
  package let synonyms: [String: [String]]
  /// The entries of which a file is mainly made; `nil` if it has none.
  package let entries: Entries?
  /// What to write into an empty file, as a remedy.
  package let model: String
  /// What to use instead of anchors and aliases, as a remedy.
  package let insteadOfAnchors: String
  /// What to do with a file that is too large, as a remedy.
  package let insteadOfLargeFile: String

  /// The entries of which a file is mainly made, such as the steps of a routine.
  package struct Entries: Sendable {
    /// What a message calls one: `step`.
    package let noun: String
    /// The key under which a file lists them.
    package let listKey: String
    /// Every key with a list of them under it.
    package let listKeys: Set<String>
    /// The keys that may begin one.
    package let kinds: [String]
    /// The kind that has a list of its own under `listKey`.
    package let nestingKind: String
    /// An entry that is always right, to stand in for one that cannot be read.
    package let standIn: String

    package init(
      noun: String, listKey: String, listKeys: Set<String>, kinds: [String], nestingKind: String,
      standIn: String
    ) {
      self.noun = noun
      self.listKey = listKey
      self.listKeys = listKeys
      self.kinds = kinds
      self.nestingKind = nestingKind
      self.standIn = standIn
    }
  }

  package init(
    keys: [String], topKeys: [String], textKeys: Set<String> = [],
    synonyms: [String: [String]] = [:], entries: Entries? = nil,
    model: String = "write keys with values: `key: value`",
    insteadOfAnchors: String = "write the value itself",
    insteadOfLargeFile: String = "write less into one file"
  ) {
    self.keys = keys
    self.topKeys = topKeys
    self.textKeys = textKeys
    self.synonyms = synonyms
    self.entries = entries
    self.model = model
    self.insteadOfAnchors = insteadOfAnchors
    self.insteadOfLargeFile = insteadOfLargeFile
  }

  /// The key that a word stands for as a synonym, if it is one of the known keys.
  package func key(for word: String, among known: [String]) -> String? {
    let word = word.lowercased().trimmed
    return known.first { synonyms[$0]?.contains(word) == true }
  }
}
