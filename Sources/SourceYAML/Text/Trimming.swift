extension StringProtocol {
  /// The text without white space around it.
  package var trimmed: String {
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

  /// Whether the text is within a number of characters, which are counted only if that matters.
  package func isAtMost(_ characters: Int) -> Bool {
    utf8.count <= characters || count <= characters
  }
}

extension UInt8 {
  /// Whether it is a visible character of ASCII.
  fileprivate var isSign: Bool { (0x21...0x7E).contains(self) }
}
