public import SpokenText

extension PhraseCatalogue {
  /// Numbers that are put into words beforehand; greater ones are said from digits.
  private static let counted = 0...100

  /// The same catalogue with its language's numbers in words, if its file does not list them.
  ///
  /// - Parameter pronunciation: the language's rules for them.
  /// - Returns: the catalogue; unchanged if it has words, or there are no rules.
  public func counting(by pronunciation: Pronunciation) -> PhraseCatalogue {
    let words = Self.counted.compactMap { pronunciation.number($0) }
    guard numbers.isEmpty, words.count == Self.counted.count else { return self }
    var catalogue = self
    catalogue.numbers = words
    for forms in [\PhraseCatalogue.hour, \.minute, \.second, \.times] {
      catalogue[keyPath: forms].count(by: pronunciation)
    }
    return catalogue
  }
}

extension PhraseCatalogue.Forms {
  /// Adds the numbers that take the form of the noun: "vinte e uma horas".
  fileprivate mutating func count(by pronunciation: Pronunciation) {
    for value in 0...100 where numbers[Int64(value)] == nil {
      guard let noun = noun(value == 1 ? one : other) else { continue }
      numbers[Int64(value)] = pronunciation.number(value, before: noun)
    }
  }

  /// The word after the number.
  private func noun(_ template: PhraseTemplate) -> String? {
    template.filled { _ in "" }.split(separator: " ").last.map(String.init)
  }
}
