internal import RoutineScript

/// Writes out what the engine would read badly, word by word: numbers with signs and units,
/// abbreviations, and `say as:` entries.
struct TextNormalizer {
  private let pronunciation: Pronunciation
  private let words: [Word]
  /// The `say as:` entries found in the text, by the index of their first word.
  private var overridden: [Int: Match<SayAs>] = [:]
  /// The indices of all words of these entries.
  private var isOverridden: Set<Int> = []

  /// A word, and the punctuation around it.
  private struct Word {
    let before: Substring
    let core: Substring
    let after: Substring

    init(_ text: Substring) {
      let start =
        text.firstIndex { !"(\"'\u{201C}\u{AB}\u{BF}\u{A1}".contains($0) } ?? text.endIndex
      let rest = text[start...]
      let end = rest.lastIndex { !".,;:!?)\"'\u{201D}\u{BB}\u{2026}".contains($0) }
      before = text[..<start]
      core = end.map { rest[...$0] } ?? rest[..<start]
      after = rest[core.endIndex...]
    }

    /// Whether no punctuation separates it from the next word.
    var runsOn: Bool { after.isEmpty }
    var isNumber: Bool { Quantity(core).map { $0.isPlain } ?? false }
  }

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
      let reading =
        override(at: index) ?? entry(at: index) ?? quantity(at: index) ?? alternative(at: index)
        ?? Reading(text: String(words[index].core))
      let first = words[index]
      index += reading.count
      var after = words[index - 1].after
      if reading.isAbbreviation, after.first == ".", !endsSentence(before: index) {
        after.removeFirst()
      }
      let spoken = "\(first.before)\(reading.text)\(after)"
      if !spoken.isEmpty { result.append(spoken) }
    }
    return result.joined(separator: " ")
  }

  /// What is said for one or more words.
  private struct Reading {
    let text: String
    /// The number of words it replaces.
    var count = 1
    /// Whether a full stop after it may belong to the abbreviation.
    var isAbbreviation = false
  }

  /// Whether the full stop before a word ends a sentence: a capital follows, or nothing.
  private func endsSentence(before index: Int) -> Bool {
    guard index < words.count, let next = words[index].core.first else { return true }
    return next.isUppercase
  }

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

  /// The end of the words from here on that belong to no `say as:` entry.
  private func end(from index: Int) -> Int {
    if isOverridden.isEmpty { return words.count }
    return words.indices[index...].first { isOverridden.contains($0) } ?? words.count
  }

  private func override(at index: Int) -> Reading? {
    overridden[index].map { match in
      let text =
        switch match.value.saying {
        case .words(let words): words
        case .sounds(let sounds): EngineSounds.text(sounds)
        }
      return Reading(text: text, count: match.count, isAbbreviation: match.hasStop)
    }
  }

  private func entry(at index: Int) -> Reading? {
    match(at: index, in: pronunciation.words).map {
      Reading(text: $0.value, count: $0.count, isAbbreviation: $0.hasStop)
    }
  }

  /// A table's longest entry that begins here.
  private func match<Value>(at index: Int, in table: WordTable<Value>) -> Match<Value>? {
    let most = min(table.longestEntry, end(from: index) - index)
    for count in stride(from: most, to: 0, by: -1) {
      let run = words[index..<(index + count)]
      guard run.dropLast().allSatisfy(\.runsOn), run.dropFirst().allSatisfy(\.before.isEmpty) else {
        continue
      }
      // A full stop may belong to the entry: `approx.`
      for ending in [".", ""] where ending.isEmpty || run.last?.after.first == "." {
        let written = run.map(\.core).joined(separator: " ") + ending
        guard let value = table[written] else { continue }
        return Match(value: value, count: count, hasStop: !ending.isEmpty)
      }
    }
    return nil
  }

  /// `left/right`.
  private func alternative(at index: Int) -> Reading? {
    let parts = words[index].core.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 1, parts.allSatisfy({ $0.count > 0 && $0.allSatisfy(\.isLetter) }) else {
      return nil
    }
    return Reading(text: parts.joined(separator: " \(pronunciation.signs.or) "))
  }

  /// Numbers with signs and units, with or without spaces: `3x10kg`, `5 - 10 kg`.
  private func quantity(at index: Int) -> Reading? {
    guard var quantity = Quantity(words[index].core) else { return nil }
    var count = 1
    let end = end(from: index)
    func next() -> Word? {
      guard index + count < end, words[index + count - 1].runsOn else { return nil }
      let word = words[index + count]
      return word.before.isEmpty ? word : nil
    }
    if quantity.isPlain, let sign = next(), sign.runsOn, Quantity.Joint(sign.core) != nil,
      index + count + 1 < end, words[index + count + 1].before.isEmpty,
      let joined = Quantity(words[index].core + sign.core + words[index + count + 1].core)
    {
      quantity = joined
      count += 2
    }
    if quantity.unit.isEmpty, let word = next(), unit(word.core) != nil {
      quantity.unit = word.core
      count += 1
    }
    guard let spoken = spoken(quantity, after: index) else { return nil }
    return Reading(text: spoken, count: count, isAbbreviation: unit(quantity.unit) != nil)
  }

  private func spoken(_ quantity: Quantity, after index: Int) -> String? {
    let signs = pronunciation.signs
    var text = ""
    switch quantity.mark {
    case "~": text = signs.about + " "
    case "#": text = signs.number + " "
    default: break
    }
    text += quantity.first
    if let (joint, second) = quantity.rest {
      switch joint {
      case .range: text += " \(signs.to) \(second)"
      case .product: text += " \(signs.times) \(second)"
      case .part:
        let previous = index > 0 ? words[index - 1] : nil
        let isCounted = previous.map { pronunciation.counted.contains($0.core.lowercased()) }
        if isCounted != true, let name = pronunciation.fractions["\(quantity.first)/\(second)"] {
          let isMixed = previous.map { $0.isNumber && $0.runsOn } ?? false
          text = isMixed ? "\(signs.and) \(name)" : name
        } else {
          text += " \(signs.of) \(second)"
        }
      }
    }
    if quantity.unit.isEmpty { return text }
    if Quantity.Joint(quantity.unit) == .product { return "\(text) \(signs.times)" }
    if let unit = unit(quantity.unit) {
      return "\(text) \(quantity.isOne ? unit.one : unit.many)"
    }
    // The engine reads `10%` well; `1st` is a word.
    return quantity.unit.contains(where: \.isLetter) ? nil : text + quantity.unit
  }

  private func unit(_ written: Substring) -> Pronunciation.Unit? {
    pronunciation.units[String(written)] ?? pronunciation.units[written.lowercased()]
  }
}
