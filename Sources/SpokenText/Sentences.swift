/// Splits running text into sentences, each of which becomes a cue.
///
/// A sentence is what is paused after, repeated and captioned; one clip for a whole paragraph could
/// only be repeated as a whole.
package enum Sentences {
  /// What a language has full stops for that end no sentence.
  package struct Stops: Equatable, Sendable {
    /// Words after which one does not: "Mr", "approx".
    package var abbreviations: Set<String> = []
    /// Words after which one does not if a number follows: "No".
    package var beforeNumbers: Set<String> = []
    /// Words in small letters after which a number with one is an ordinal.
    package var beforeOrdinals: Set<String> = []
    /// Words in small letters before which a number with one is an ordinal.
    package var afterOrdinals: Set<String> = []

    /// Makes none.
    package init() {}
  }

  /// The sentences of a text, in order, without white space around them.
  ///
  /// - Parameters:
  ///   - text: running text.
  ///   - stops: the language's full stops that end no sentence.
  /// - Returns: the sentences; none if the text is empty.
  package static func split(_ text: String, _ stops: Stops) -> [String] {
    var text = text
    if text.withUTF8(mayEnd) == false { return text.isEmpty ? [] : [text] }
    if !text.utf8.allSatisfy({ (0x21...0x7E).contains($0) || $0 == 0x20 }) || text.hasSpareSpaces {
      text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    var ends: [String.Index] = []
    var index = text.startIndex
    while let space = text.utf8[index...].firstIndex(of: UInt8(ascii: " ")) {
      index = text.utf8.index(after: space)
      if isStop(before: space, in: text), endsSentence(text[..<space], text[index...], stops) {
        ends.append(space)
      }
    }
    return sentences(of: text, endingAt: ends)
  }

  /// Whether a sentence may end inside a text, which in most texts of one sentence is clear.
  private static func mayEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var before = UInt8(ascii: " ")
    for byte in bytes {
      // A second space, white space of another kind, or a space after anything but a word.
      if byte == UInt8(ascii: " ") {
        if !isLetter(before), before != UInt8(ascii: ",") { return true }
      } else if !(0x21...0x7E).contains(byte) {
        return true
      }
      before = byte
    }
    return before == UInt8(ascii: " ")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// The parts of a text between the spaces after its sentences.
  private static func sentences(of text: String, endingAt ends: [String.Index]) -> [String] {
    // Most texts are one sentence.
    guard !ends.isEmpty else { return text.isEmpty ? [] : [text] }
    var sentences: [String] = []
    sentences.reserveCapacity(ends.count + 1)
    var start = text.startIndex
    for end in ends {
      sentences.append(String(text[start..<end]))
      start = text.utf8.index(after: end)
    }
    sentences.append(String(text[start...]))
    return sentences
  }

  /// Whether what is before a space is not a letter or comma, without decoding it.
  private static func isStop(before space: String.Index, in text: String) -> Bool {
    guard space > text.startIndex else { return false }
    let byte = text.utf8[text.utf8.index(before: space)]
    return !isLetter(byte) && byte != UInt8(ascii: ",")
  }

  private static func endsSentence(
    _ text: Substring, _ next: Substring, _ stops: Stops
  ) -> Bool {
    if next.first?.isLowercase == true { return false }
    // Closing quotes and brackets belong to the sentence they close.
    let bare = text.reversed().drop { "\"'”’»)]".contains($0) }
    guard let last = bare.first, ".!?…。".contains(last) else { return false }
    guard last == "." else { return true }
    let before = bare.dropFirst()
    let word = String(before.prefix { $0.isLetter }.reversed())
    let earlier = before.dropFirst(word.count)
    if word.isEmpty {
      let digits = before.prefix { $0.isWholeNumber }
      return digits.isEmpty || !isOrdinal(before.dropFirst(digits.count), next, stops)
    }
    // "J. Smith", "e.g. This": a lone letter before the stop is an abbreviation too; in "isn't." it
    // is the end of a word.
    if word.count == 1 { return earlier.first.map { "'’".contains($0) } ?? false }
    if stops.abbreviations.contains(word) { return false }
    return !(stops.beforeNumbers.contains(word) && next.first?.isWholeNumber == true)
  }

  /// Whether a number with a full stop is an ordinal, by the words around it.
  private static func isOrdinal(
    _ before: some Collection<Character>, _ next: Substring, _ stops: Stops
  ) -> Bool {
    if before.first?.isWhitespace == true {
      let word = String(before.dropFirst().prefix { $0.isLetter }.reversed())
      if stops.beforeOrdinals.contains(word.lowercased()) { return true }
    }
    return before.first?.isWhitespace != false
      && stops.afterOrdinals.contains(next.prefix { $0.isLetter }.lowercased())
  }
}

extension String {
  /// Whether it has spaces at its ends or two in a row.
  fileprivate var hasSpareSpaces: Bool {
    var before = UInt8(ascii: " ")
    for byte in utf8 {
      if byte == UInt8(ascii: " "), before == byte { return true }
      before = byte
    }
    return before == UInt8(ascii: " ")
  }
}
