/// A text without what is not said: control characters, markup and pictures.
///
/// Captions and clips are both made from the result, so that a caption is what the voice says. It is
/// in Unicode's normal form (NFKC), but for the signs that mean something else there: `½`, `3ª`, `Ⅳ`.
package struct PlainText {
  /// Where something is lost that may carry meaning, in scalars of the written text.
  package private(set) var lost: [Range<Int>] = []

  /// A scalar in normal form, and the index of the written one it comes from.
  private typealias Origin = (scalar: Unicode.Scalar, index: Int)

  private let scalars: [Origin]
  private var kept: [Unicode.Scalar] = []

  /// A text without what is not said; unchanged if nothing would be left.
  package static func text(of written: String) -> String {
    var written = written
    if written.withUTF8(isPlain) { return written }
    let words = words(of: written)
    guard let first = words.first else { return written }
    // Punctuation that followed something removed is joined to the word before that.
    return words.dropFirst().reduce(into: String(first)) { text, word in
      if !word.allSatisfy({ ".,;:!?".contains($0) }) { text += " " }
      text += word
    }
  }

  /// The words of a text, with their punctuation.
  package static func words(of written: String) -> [Substring] {
    PlainText(written).text.split(separator: " ")
  }

  /// Reads a text.
  package init(_ written: String) {
    var scalars: [Origin] = []
    scalars.reserveCapacity(written.unicodeScalars.count)
    for (index, scalar) in written.unicodeScalars.enumerated() {
      if NormalForm.isPlain(scalar) {
        scalars.append((scalar, index))
      } else {
        for part in SpokenForm.parts(of: scalar, after: scalars.last?.scalar) {
          scalars.append((part, index))
        }
      }
    }
    self.scalars = scalars
    read()
  }

  /// The text, in which several spaces may follow each other.
  private var text: String {
    let form =
      kept.allSatisfy(NormalForm.isPlain)
      ? kept : NormalForm.text(kept, keeping: SpokenForm.isKept)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: form)
    return String(text)
  }

  // MARK: Reading

  private mutating func read() {
    kept.reserveCapacity(scalars.count)
    var index = 0
    while index < scalars.count {
      if scalars[index].scalar == "<", let end = tagEnd(from: index) {
        if isKnownTag(index..<end) { kept.append(" ") } else { lose(index..<end) }
        index = end
      } else {
        read(at: index)
        index += 1
      }
    }
  }

  /// The scalar at an index; a space before the first and after the last.
  private subscript(index: Int) -> Unicode.Scalar {
    scalars.indices.contains(index) ? scalars[index].scalar : " "
  }

  private mutating func read(at index: Int) {
    let scalar = self[index]
    switch scalar {
    case "\u{2019}", "\u{2BC}", "\u{2018}", "\u{B4}": kept.append("'")
    case "*":
      // `3*10` is a product; else it is markup, as these are.
      let isProduct = isDigit(nextVisible(index, by: -1)) && isDigit(nextVisible(index, by: 1))
      kept.append(isProduct ? scalar : " ")
    case "_", "`", "[", "]", "{", "}", "\u{2022}": kept.append(" ")
    case "#", "~":
      // `#1` and `~10` are said, headings and strikethrough are not.
      if isDigit(self[index + 1]) {
        kept.append(scalar)
      } else if self[index - 1] == scalar || self[index + 1] == scalar || isLineStart(index) {
        kept.append(" ")
      } else {
        lose(index..<(index + 1))
      }
    case "<", ">": readComparison(at: index)
    case "|", "\\", "^": lose(index..<(index + 1))
    default: readOther(at: index)
    }
  }

  /// `> 3` and `<= 3` are said, and `->` is an arrow.
  private mutating func readComparison(at index: Int) {
    let next = self[index + 1] == "=" ? index + 1 : index
    // Inside a word it cannot be said: `5<3`.
    let isInside = self[index - 1].properties.isAlphabetic || isDigit(self[index - 1])
    if isDigit(nextVisible(next, by: 1)), !isInside {
      kept.append(self[index])
    } else if self[index] == ">", let sign = kept.last, sign == "-" || sign == "=" {
      kept[kept.count - 1] = "\u{2192}"
    } else if self[index] == ">", isLineStart(index) {
      kept.append(" ")
    } else {
      lose(index..<(index + 1))
    }
  }

  private mutating func readOther(at index: Int) {
    let scalar = self[index]
    if scalar.isASCII, scalar.value > 0x20, scalar.value < 0x7F { return kept.append(scalar) }
    let properties = scalar.properties
    if properties.isWhitespace { return kept.append(" ") }
    switch properties.generalCategory {
    case .format, .enclosingMark: return skip(at: index)
    // These would be commands to the engine.
    case .control, .privateUse, .surrogate, .unassigned: return lose(index..<(index + 1))
    default: break
    }
    if properties.isVariationSelector { return skip(at: index) }
    // The engine would describe emoji: "flexed biceps".
    if properties.isEmojiPresentation || properties.isEmojiModifier
      || (properties.generalCategory == .otherSymbol && properties.isEmoji && scalar.value > 0x2000)
    {
      return lose(index..<(index + 1))
    }
    kept.append(scalar)
  }

  /// The end of what looks like a tag, `<b>` or `</prosody>`, but not `a < b`.
  private func tagEnd(from open: Int) -> Int? {
    guard
      let close = scalars[(open + 1)...].firstIndex(where: { $0.scalar == ">" || $0.scalar == "<" }
      ),
      scalars[close].scalar == ">",
      let first = scalars[(open + 1)..<close].first(where: { $0.scalar != "/" })?.scalar,
      first.properties.isAlphabetic || first == "!" || first == "?"
    else { return nil }
    return close + 1
  }

  /// Whether it is a tag of HTML or SSML, which only makes a text look or sound different.
  private func isKnownTag(_ range: Range<Int>) -> Bool {
    var name = String.UnicodeScalarView()
    for (scalar, _) in scalars[range].dropFirst() where scalar != "/" {
      guard scalar.properties.isAlphabetic || isDigit(scalar) || scalar == "-" else { break }
      name.append(scalar)
    }
    return Self.tags.contains(String(name).lowercased())
  }

  private static let tags: Set<String> = [
    "b", "i", "u", "s", "em", "strong", "br", "p", "span", "div", "a", "sub", "sup", "small",
    "code", "ul",
    "ol", "li", "h1", "h2", "h3", "hr", "img", "font", "prosody", "speak", "break", "emphasis",
    "audio",
    "voice", "phoneme", "say-as", "mark", "lang", "w",
  ]

  private mutating func lose(_ range: Range<Int>) {
    kept.append(" ")
    let first = scalars[range.lowerBound].index
    let last = scalars[range.upperBound - 1].index + 1
    if let before = lost.last, before.upperBound >= first {
      lost[lost.count - 1] = before.lowerBound..<last
    } else {
      lost.append(first..<last)
    }
  }

  /// Leaves out what is invisible; as part of a picture it is lost with that.
  private mutating func skip(at index: Int) {
    guard let before = lost.last, before.upperBound == scalars[index].index else { return }
    lost[lost.count - 1] = before.lowerBound..<(before.upperBound + 1)
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// The next scalar that is not a space, at most a few away.
  private func nextVisible(_ index: Int, by step: Int) -> Unicode.Scalar {
    var at = index + step
    for _ in 0..<3 where self[at] == " " { at += step }
    return self[at]
  }

  private func isLineStart(_ index: Int) -> Bool {
    index == 0 || self[index - 1].properties.isWhitespace && (index == 1 || self[index - 2] == "\n")
      || self[index - 1] == "\n"
  }

  // MARK: Plain texts

  /// Whether a text clearly has nothing to remove, which is true of most: ASCII without markup, with
  /// single spaces between words.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var before = UInt8(ascii: " ")
    for byte in bytes {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"),
        UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"):
        // A second space, or punctuation on its own.
        if before == UInt8(ascii: " ") { return false }
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"),
        UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "#"), UInt8(ascii: "~"):
        return false
      case 0x21...0x7E: break
      default: return false
      }
      before = byte
    }
    return before != UInt8(ascii: " ")
  }
}
