/// Removes from a text what is not said: control characters, markup and emoji.
///
/// Captions and clips are both made from the result, so that a caption is what the voice says.
package enum PlainText {
  /// A text without what is not said; unchanged if nothing would be left.
  package static func text(of written: String) -> String {
    var written = written
    if written.withUTF8(isPlain) { return written }
    let words = words(of: written)
    guard let first = words.first else { return written }
    // Punctuation that followed something removed is joined to the word before that.
    return words.dropFirst().reduce(String(first)) { text, word in
      text + (word.allSatisfy { ".,;:!?".contains($0) } ? "" : " ") + word
    }
  }

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

  /// The words of a text, with their punctuation.
  package static func words(of written: String) -> [Substring] {
    spoken(withoutTags(written)).split(separator: " ")
  }

  /// Removes what looks like a tag, `<b>` or `</prosody>`, but not `a < b`.
  private static func withoutTags(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "<") {
      result += rest[..<open]
      let inside = rest[rest.index(after: open)...]
      guard let close = inside.firstIndex(of: ">"),
        let first = inside.first(where: { $0 != "/" }),
        first.isLetter || first == "!" || first == "?",
        !inside[..<close].contains("<")
      else {
        result += " "
        rest = inside
        continue
      }
      result += " "
      rest = inside[inside.index(after: close)...]
    }
    return result + rest
  }

  /// Turns signs that are not said into spaces, and removes those without width.
  private static func spoken(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\u{2019}", "\u{2BC}", "\u{2018}": result.append("'")
      case "*", "_", "`", "|", "\\", "^", "[", "]", "{", "}", "<", ">": result.append(" ")
      case "#", "~":
        // `#1` and `~10` are said, headings and strikethrough are not.
        let next = index + 1 < scalars.count ? scalars[index + 1] : " "
        result.append(("0"..."9").contains(next) ? scalar : " ")
      default:
        if let kept = kept(scalar) { result.append(kept) }
      }
    }
    return String(result)
  }

  /// The scalar itself, a space in its place, or nothing.
  private static func kept(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let properties = scalar.properties
    if properties.isWhitespace { return " " }
    switch properties.generalCategory {
    // Control characters would be commands to the engine.
    case .control: return " "
    case .format, .privateUse, .surrogate, .unassigned, .enclosingMark: return nil
    default: break
    }
    if properties.isVariationSelector { return nil }
    // The engine would describe emoji: "flexed biceps".
    if properties.isEmojiPresentation { return " " }
    if properties.generalCategory == .otherSymbol, properties.isEmoji, scalar.value > 0x2000 {
      return " "
    }
    return scalar
  }
}
