/// A word of a text, and the punctuation around it.
struct Word {
  let before: Substring
  let core: Substring
  let after: Substring

  init(_ text: Substring) {
    let start =
      text.firstIndex { !"(\"'\u{201C}\u{201E}\u{AB}\u{BF}\u{A1}".contains($0) } ?? text.endIndex
    let rest = text[start...]
    let end = rest.lastIndex { !".,;:!?)\"'\u{201D}\u{201C}\u{BB}\u{2026}".contains($0) }
    before = text[..<start]
    core = end.map { rest[...$0] } ?? rest[..<start]
    after = rest[core.endIndex...]
  }

  /// Whether no punctuation separates it from the next word.
  var runsOn: Bool { after.isEmpty }
  /// Whether a sentence, or a part of one, ends after it.
  var endsSentence: Bool { after.contains { ".!?:\u{2026}".contains($0) } }
  var isDigits: Bool { !core.isEmpty && core.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  var beginsWithDigit: Bool { core.utf8.first.map { (0x30...0x39).contains($0) } ?? false }
  /// In small letters, to be looked up.
  var key: String { core.lowercased() }
}
