/// Takes running text apart into sentences, each of which becomes a cue.
///
/// A sentence is the unit that is paused at, repeated and captioned; one clip for a whole paragraph
/// could only be repeated whole.
enum Sentences {
  /// The sentences of a text, in order, without white space around them.
  ///
  /// - Parameters:
  ///   - text: running text.
  ///   - abbreviations: words after which a full stop ends nothing: "Mr", "approx".
  /// - Returns: the sentences; none where nothing is said.
  static func split(_ text: String, abbreviations: Set<String>) -> [String] {
    var sentences: [String] = []
    var current = ""
    let characters = Array(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    for (index, character) in characters.enumerated() {
      current.append(character)
      guard character == " ", endsSentence(current.dropLast(), abbreviations),
        index + 1 < characters.count, !characters[index + 1].isLowercase
      else { continue }
      sentences.append(String(current.dropLast()))
      current = ""
    }
    if !current.isEmpty { sentences.append(current) }
    return sentences
  }

  private static func endsSentence(_ text: Substring, _ abbreviations: Set<String>) -> Bool {
    // Closing quotes and brackets belong to the sentence they close.
    let bare = text.reversed().drop { "\"'”’»)]".contains($0) }
    guard let last = bare.first, ".!?…。".contains(last) else { return false }
    guard last == "." else { return true }
    // "J. Smith", "e.g. This": a lone letter before the stop is an abbreviation too.
    let before = String(bare.dropFirst().prefix { $0.isLetter }.reversed())
    return before.count != 1 && !abbreviations.contains(before)
  }
}
