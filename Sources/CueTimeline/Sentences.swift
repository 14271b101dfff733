/// Takes running text apart into sentences, each of which becomes a cue.
///
/// A sentence is the unit that is paused at, repeated and captioned; one clip for a whole paragraph
/// could only be repeated whole.
enum Sentences {
  /// The sentences of a text, in order, without white space around them; none where nothing is said.
  static func split(_ text: String) -> [String] {
    var sentences: [String] = []
    var current = ""
    let characters = Array(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    for (index, character) in characters.enumerated() {
      current.append(character)
      guard character == " ", endsSentence(current.dropLast()),
        index + 1 < characters.count, !characters[index + 1].isLowercase
      else { continue }
      sentences.append(String(current.dropLast()))
      current = ""
    }
    if !current.isEmpty { sentences.append(current) }
    return sentences
  }

  private static func endsSentence(_ text: Substring) -> Bool {
    // Closing quotes and brackets belong to the sentence they close.
    let bare = text.reversed().drop { "\"'”’»)]".contains($0) }
    guard let last = bare.first, ".!?…。".contains(last) else { return false }
    // "J. Smith", "e.g. This": a lone letter before the stop is an abbreviation.
    let before = bare.dropFirst().prefix { $0.isLetter }
    return !(last == "." && before.count == 1)
  }
}
