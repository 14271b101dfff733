/// Splits running text into sentences, each of which becomes a cue.
///
/// A sentence is what is paused after, repeated and captioned; one clip for a whole paragraph could
/// only be repeated as a whole.
package enum Sentences {
  /// The sentences of a text, in order, without white space around them.
  ///
  /// - Parameters:
  ///   - text: running text.
  ///   - abbreviations: words after which a full stop does not end a sentence: "Mr", "approx".
  /// - Returns: the sentences; none if the text is empty.
  package static func split(_ text: String, abbreviations: Set<String>) -> [String] {
    var text = text
    if let ends = text.withUTF8({ plainEnds(in: $0, abbreviations) }) {
      return sentences(
        of: text, endingAt: ends.lazy.map { text.utf8.index(text.startIndex, offsetBy: $0) })
    }
    text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let ends = text.indices.filter { space in
      text[space] == " " && !text[text.index(after: space)].isLowercase
        && endsSentence(text[..<space], abbreviations)
    }
    return sentences(of: text, endingAt: ends)
  }

  /// The parts of a text between the spaces after its sentences.
  private static func sentences(
    of text: String, endingAt ends: some Collection<String.Index>
  ) -> [String] {
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

  private static func endsSentence(_ text: Substring, _ abbreviations: Set<String>) -> Bool {
    // Closing quotes and brackets belong to the sentence they close.
    let bare = text.reversed().drop { "\"'”’»)]".contains($0) }
    guard let last = bare.first, ".!?…。".contains(last) else { return false }
    guard last == "." else { return true }
    // "J. Smith", "e.g. This": a lone letter before the stop is an abbreviation too.
    let before = String(bare.dropFirst().prefix { $0.isLetter }.reversed())
    return before.count != 1 && !abbreviations.contains(before)
  }

  // MARK: Plain texts

  /// The spaces after sentences in an ASCII text with single spaces between words, which nearly all
  /// texts are: the same rule as above with bytes for characters, in a tenth of the time.
  ///
  /// - Returns: their byte offsets; `nil` for any other text.
  private static func plainEnds(
    in bytes: UnsafeBufferPointer<UInt8>, _ abbreviations: Set<String>
  ) -> [Int]? {
    var ends: [Int] = []
    var before = UInt8(ascii: " ")
    for index in bytes.indices {
      let byte = bytes[index]
      guard (0x20...0x7E).contains(byte) else { return nil }
      if byte == UInt8(ascii: " ") {
        guard before != byte else { return nil }
        if !isLetter(before), before != UInt8(ascii: ","), index + 1 < bytes.count,
          !isSmallLetter(bytes[index + 1]), endsPlainSentence(bytes[..<index], abbreviations)
        {
          ends.append(index)
        }
      }
      before = byte
    }
    return before == UInt8(ascii: " ") ? nil : ends
  }

  private static func endsPlainSentence(
    _ text: Slice<UnsafeBufferPointer<UInt8>>, _ abbreviations: Set<String>
  ) -> Bool {
    var bare = text
    while let last = bare.last, "\"')]".utf8.contains(last) { bare.removeLast() }
    guard let last = bare.popLast(), ".!?".utf8.contains(last) else { return false }
    guard last == UInt8(ascii: ".") else { return true }
    let word = bare.suffix(while: isLetter)
    return word.count != 1 && !abbreviations.contains(String(decoding: word, as: UTF8.self))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { isSmallLetter(byte | 0x20) }

  private static func isSmallLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// The longest part at the end whose bytes all meet a condition.
  fileprivate func suffix(while isSuch: (UInt8) -> Bool) -> Self {
    let before = lastIndex { !isSuch($0) }
    return self[(before.map { $0 + 1 } ?? startIndex)...]
  }
}
