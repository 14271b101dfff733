/// Text without anything that is not said: control characters, markup, pictures.
///
/// Captions are made of it as clips are, so that a caption is what the voice says.
package enum PlainText {
  /// A text with what is not said left out; as it is where nothing would be left.
  package static func text(of written: String) -> String {
    var written = written
    if written.withUTF8(isPlain) { return written }
    let words = words(of: written)
    guard let first = words.first else { return written }
    // A stop that stood behind something dropped closes what is before that.
    return words.dropFirst().reduce(String(first)) { text, word in
      text + (word.allSatisfy { ".,;:!?".contains($0) } ? "" : " ") + word
    }
  }

  /// Whether a text certainly has nothing to be left out, as most have not: ASCII without markup,
  /// its words apart by one space.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var before = UInt8(ascii: " ")
    for byte in bytes {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"),
        UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"):
        // A second space, or a stop that stands alone.
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

  /// The words of a text, punctuation still on them.
  package static func words(of written: String) -> [Substring] {
    spoken(withoutTags(written)).split(separator: " ")
  }

  /// Drops what looks like a tag, `<b>` or `</prosody>`, but not `a < b`.
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

  /// Turns signs that are not said into spaces, and drops those without width.
  private static func spoken(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\u{2019}", "\u{2BC}", "\u{2018}": result.append("'")
      case "*", "_", "`", "|", "\\", "^", "[", "]", "{", "}", "<", ">": result.append(" ")
      case "#", "~":
        // `#1` and `~10` are said, headings and strikings are not.
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
    // Pictures would be described at length: "flexed biceps".
    if properties.isEmojiPresentation { return " " }
    if properties.generalCategory == .otherSymbol, properties.isEmoji, scalar.value > 0x2000 {
      return " "
    }
    return scalar
  }
}
