/// The phrases of one timeline, in order of first use.
struct PhraseTable {
  private(set) var entries: [Phrasebook.Entry] = []
  /// Each phrase's index in `entries`, by its index in the book.
  private var places: [Int?] = []

  /// Adds a phrase that is not in it yet.
  mutating func note(_ entry: Phrasebook.Entry) {
    while places.count <= entry.number { places.append(nil) }
    guard places[entry.number] == nil else { return }
    places[entry.number] = entries.count
    entries.append(entry)
  }

  /// A sound whose phrase is numbered as in the book, with the phrase's number in this table: that
  /// of the first phrase if it is not in the table.
  func numbered(_ sound: Cue.Sound) -> Cue.Sound {
    guard case .phrase(let number) = sound else { return sound }
    return .phrase(places.indices.contains(number) ? places[number] ?? 0 : 0)
  }
}
