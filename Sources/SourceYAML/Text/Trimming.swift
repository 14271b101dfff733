// Each for both types of text, and not as part of a protocol: a generic function of another module is
// called through tables, at several times the cost.

extension String {
  /// The text without white space around it.
  package var trimmed: String { withoutSpaceAround }

  /// Whether the text is within a number of characters, which are counted only if that matters.
  package func isAtMost(_ characters: Int) -> Bool { isWithin(characters) }

  /// Whether there is nothing in the text but white space.
  package var isBlank: Bool { utf8.first?.isSign != true && allSatisfy(\.isWhitespace) }
}

extension Substring {
  /// The text without white space around it.
  package var trimmed: String { withoutSpaceAround }

  /// Whether the text is within a number of characters, which are counted only if that matters.
  package func isAtMost(_ characters: Int) -> Bool { isWithin(characters) }
}

extension StringProtocol {
  fileprivate var withoutSpaceAround: String {
    // As nearly all texts are; a byte of ASCII that is not white space is never part of white space.
    let isBare = utf8.withContiguousStorageIfAvailable { bytes in
      bytes.first?.isSign == true && bytes.last?.isSign == true
    }
    if isBare == true { return String(self) }
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }

  fileprivate func isWithin(_ characters: Int) -> Bool {
    utf8.count <= characters || count <= characters
  }
}

extension UInt8 {
  /// Whether it is a visible character of ASCII.
  fileprivate var isSign: Bool { (0x21...0x7E).contains(self) }
}
