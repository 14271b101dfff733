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
    var text = text
    if !text.withUTF8(isSpaced) {
      text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    var sentences: [String] = []
    var start = text.startIndex
    for offset in text.withUTF8(possibleEnds) {
      let space = text.utf8.index(text.startIndex, offsetBy: offset)
      let next = text.utf8.index(after: space)
      // As nearly all sentences begin: whatever mark is on it, that is no small letter.
      let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(text.utf8[next])
      guard endsSentence(text[start..<space], abbreviations),
        isCapital || !text[next].isLowercase
      else { continue }
      sentences.append(String(text[start..<space]))
      start = next
    }
    if start < text.endIndex { sentences.append(String(text[start...])) }
    return sentences
  }

  /// Whether words are apart by one space and nothing else already, as in plain texts they are.
  private static func isSpaced(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var before = UInt8(ascii: " ")
    for byte in bytes {
      guard (0x20...0x7E).contains(byte), byte != before || byte != UInt8(ascii: " ") else {
        return false
      }
      before = byte
    }
    return before != UInt8(ascii: " ")
  }

  /// Spaces that are worth a closer look: no letter of ASCII and no comma stands before them.
  private static func possibleEnds(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    bytes.indices.dropFirst().filter { index in
      guard bytes[index] == UInt8(ascii: " ") else { return false }
      return switch bytes[index - 1] {
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "\""),
        UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"), 0x80...:
        true
      default: false
      }
    }
  }

  private static func endsSentence(_ text: Substring, _ abbreviations: Set<String>) -> Bool {
    if let ends = endsASCIISentence(text, abbreviations) { return ends }
    // Closing quotes and brackets belong to the sentence they close.
    let bare = text.reversed().drop { "\"'”’»)]".contains($0) }
    guard let last = bare.first, ".!?…。".contains(last) else { return false }
    guard last == "." else { return true }
    // "J. Smith", "e.g. This": a lone letter before the stop is an abbreviation too.
    let before = String(bare.dropFirst().prefix { $0.isLetter }.reversed())
    return before.count != 1 && !abbreviations.contains(before)
  }

  /// The same for a text that ends in ASCII, where bytes are characters; `nil` elsewhere.
  private static func endsASCIISentence(
    _ text: Substring, _ abbreviations: Set<String>
  ) -> Bool? {
    var bytes = text.utf8
    while let last = bytes.last, "\"')]".utf8.contains(last) { bytes.removeLast() }
    guard let last = bytes.last else { return false }
    guard last < 0x80 else { return nil }
    guard last == UInt8(ascii: ".") else { return "!?".utf8.contains(last) }
    bytes.removeLast()
    let before = bytes.lastIndex { !isLetter($0) }
    if let before, bytes[before] >= 0x80 { return nil }
    let word = bytes[(before.map(bytes.index(after:)) ?? bytes.startIndex)...]
    return word.count != 1 && !abbreviations.contains(String(Substring(word)))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
