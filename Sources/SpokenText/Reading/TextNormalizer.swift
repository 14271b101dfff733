internal import RoutineScript

/// Writes out what the engine would read badly, word by word: numbers with signs and units,
/// abbreviations, and `say as:` entries.
struct TextNormalizer {
  let pronunciation: Pronunciation
  let words: [Word]
  /// The `say as:` entries found in the text, by the index of their first word.
  private var overridden: [Int: Match<SayAs>] = [:]
  /// The indices of all words of these entries.
  private var isOverridden: Set<Int> = []

  init(_ pronunciation: Pronunciation, _ words: [Substring]) {
    self.pronunciation = pronunciation
    self.words = words.map(Word.init)
    for table in pronunciation.overrides { override(from: table) }
  }

  /// The `say as:` entries that apply to the text.
  var overrides: Set<SayAs> { Set(overridden.values.map(\.value)) }

  /// The text written out.
  func spoken() -> String {
    var result: [String] = []
    result.reserveCapacity(words.count)
    var index = 0
    while index < words.count {
      let reading = reading(at: index)
      let first = words[index]
      index += reading.count
      var after = words[index - 1].after
      if reading.hasStop, after.first == ".", !isLast(before: index) { after.removeFirst() }
      let spoken = "\(first.before)\(reading.text)\(after)"
      if !spoken.isEmpty { result.append(spoken) }
    }
    return result.joined(separator: " ")
  }

  /// What is said for one or more words.
  struct Reading {
    let text: String
    /// The number of words it replaces.
    var count = 1
    /// Whether a full stop after it may belong to it: to an abbreviation, or to an ordinal.
    var hasStop = false
  }

  private func reading(at index: Int) -> Reading {
    override(at: index) ?? numbered(at: index) ?? entry(at: index) ?? ordinal(at: index)
      ?? amount(at: index) ?? verb(at: index) ?? spelled(at: index)
  }

  /// Whether the full stop before a word ends a sentence: a capital follows, or nothing.
  private func isLast(before index: Int) -> Bool {
    guard index < words.count, let next = words[index].core.first else { return true }
    // In German every noun has a capital: the sentences were cut apart before.
    return next.isUppercase && pronunciation.grammar.ordinals["."] == nil
  }

  // MARK: Entries

  /// A table's entry found in the text.
  private struct Match<Value> {
    let value: Value
    /// The number of its words.
    let count: Int
    /// Whether the full stop after it belongs to it.
    let hasStop: Bool
  }

  /// Finds a table's entries among the words that no earlier table has.
  private mutating func override(from table: WordTable<SayAs>) {
    var index = 0
    while index < words.count {
      if !isOverridden.contains(index), let match = match(at: index, in: table) {
        overridden[index] = match
        isOverridden.formUnion(index..<(index + match.count))
        index += match.count
      } else {
        index += 1
      }
    }
  }

  /// The end of the words from here on that belong to no `say as:` entry, at most so many words away.
  func end(from index: Int, within most: Int) -> Int {
    let end = min(words.count, index + most)
    if isOverridden.isEmpty { return end }
    return (index..<end).first { isOverridden.contains($0) } ?? end
  }

  private func override(at index: Int) -> Reading? {
    overridden[index].map { match in
      Reading(text: match.value.saying.text, count: match.count, hasStop: match.hasStop)
    }
  }

  private func entry(at index: Int) -> Reading? {
    match(at: index, in: pronunciation.words).map {
      Reading(text: $0.value.text, count: $0.count, hasStop: $0.hasStop)
    }
  }

  /// A table's longest entry that begins here.
  private func match<Value>(at index: Int, in table: WordTable<Value>) -> Match<Value>? {
    let most = end(from: index, within: table.longestEntry) - index
    for count in stride(from: most, to: 0, by: -1) {
      let run = words[index..<(index + count)]
      // Only a full stop may be inside: `z. B.`
      guard run.dropLast().allSatisfy({ $0.runsOn || $0.after == "." }),
        run.dropFirst().allSatisfy(\.before.isEmpty)
      else { continue }
      let written =
        run.dropLast().map { "\($0.core)\($0.after) " }.joined() + (run.last?.core ?? "")
      // A full stop may belong to the entry: `approx.`
      for ending in [".", ""] where ending.isEmpty || run.last?.after.first == "." {
        guard let value = table[written + ending] else { continue }
        return Match(value: value, count: count, hasStop: !ending.isEmpty)
      }
    }
    return nil
  }

  /// `No. 3`.
  private func numbered(at index: Int) -> Reading? {
    guard !pronunciation.beforeNumbers.isEmpty, index + 1 < words.count,
      words[index].after.isEmpty || words[index].after == ".", words[index + 1].before.isEmpty,
      words[index + 1].beginsWithDigit,
      let said = pronunciation.beforeNumbers[words[index].key + words[index].after]
    else { return nil }
    return Reading(text: said, hasStop: true)
  }
}

extension SayAs.Saying {
  /// What the engine is given.
  var text: String {
    switch self {
    case .words(let words): words
    case .sounds(let sounds): EngineSounds.text(sounds)
    }
  }
}
