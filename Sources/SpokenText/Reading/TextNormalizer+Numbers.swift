/// Numbers, with what is around them.
extension TextNormalizer {
  /// The most words of one amount: `2 - 3 x 10 - 12 kg / side`.
  private static let longestAmount = 12

  /// A number with a full stop that makes it an ordinal: `1. Satz`.
  func ordinal(at index: Int) -> Reading? {
    let word = words[index]
    guard let rules = pronunciation.grammar.ordinals["."], word.isDigits, word.after == ".",
      index + 1 < words.count, words[index + 1].before.isEmpty, let value = Int(word.core)
    else { return nil }
    let text = pronunciation.grammar.words(
      value, rules, context(before: index), gender(from: index + 1))
    return text.map { Reading(text: $0, hasStop: true) }
  }

  /// Numbers with signs and units, with or without spaces: `3x10kg`, `5 - 10 kg`.
  func amount(at index: Int) -> Reading? {
    guard mayBegin(words[index].core) else { return nil }
    var line: [Character] = []
    // Where each word ends in the line.
    var ends: [Int] = []
    for word in words[index..<end(from: index, within: Self.longestAmount)] {
      if !ends.isEmpty {
        guard word.before.isEmpty else { break }
        line.append(" ")
      }
      line += word.core
      ends.append(line.count)
      if !word.runsOn { break }
    }
    let previous = index > 0 && words[index - 1].runsOn ? words[index - 1] : nil
    var reader = AmountReader(
      pronunciation, line,
      after: AmountReader.Before(
        context: context(before: index),
        isCounted: previous.map { pronunciation.grammar.counted.contains($0.key) } ?? false,
        isCondition: isCondition(before: index) || previous?.isDigits == true))
    guard let text = reader.read(), let count = ends.firstIndex(of: reader.end) else { return nil }
    return Reading(text: text, count: count + 1, hasStop: reader.endsInUnit)
  }

  private func mayBegin(_ core: Substring) -> Bool {
    guard let first = core.first else { return false }
    return ("0"..."9").contains(first) || AmountReader.marks.contains(first)
      || core.unicodeScalars.first.map(SpokenForm.isFraction) == true
      || pronunciation.units[String(first)] != nil
  }

  /// The form that the word before asks of a number.
  private func context(before index: Int) -> String? {
    if index == 0 || words[index - 1].endsSentence { return Grammar.atStart }
    return pronunciation.grammar.after[words[index - 1].key]
  }

  /// What the next noun asks of the number before it: an adjective may come first.
  private func gender(from index: Int) -> String? {
    for word in words[index...].prefix(2) {
      if let gender = pronunciation.grammar.nouns.gender(of: word.core) { return gender }
      if !word.runsOn { return nil }
    }
    return nil
  }

  /// Whether a word before in the sentence begins a condition: `if pain > 3`.
  private func isCondition(before index: Int) -> Bool {
    for word in words[..<index].suffix(10).reversed() {
      if word.endsSentence { return false }
      if pronunciation.grammar.conditions.contains(word.key) { return true }
    }
    return false
  }
}
