/// A line of a script as somebody typed it, whether or not it is YAML.
package struct WrittenLine {
  package let number: Int
  package let scalars: [Unicode.Scalar]
  /// Where the first character is that is not a space, from 0.
  package let indent: Int
  /// Where the text begins after the hyphens of a list.
  package let content: Int
  /// The key, if a `:` with a space, or nothing, after it makes one of the words before it.
  package let key: Range<Int>?
  /// What follows the key or the hyphens, without a comment; empty if nothing does.
  package let value: Range<Int>

  package init(_ number: Int, _ text: some StringProtocol) {
    self.number = number
    let scalars = Array(text.unicodeScalars)
    self.scalars = scalars
    let indent = scalars.firstIndex { !Self.isSpace($0) } ?? scalars.count
    var content = indent
    while content < scalars.count, scalars[content] == "-",
      content + 1 == scalars.count || Self.isSpace(scalars[content + 1])
    {
      content = scalars[(content + 1)...].firstIndex { !Self.isSpace($0) } ?? scalars.count
    }
    let colon = scalars.indices.dropFirst(content).first { index in
      scalars[index] == ":" && (index + 1 == scalars.count || Self.isSpace(scalars[index + 1]))
    }
    let isWord = content < scalars.count && !"\"'[{#>|".unicodeScalars.contains(scalars[content])
    let key = isWord ? colon.map { content..<$0 } : nil
    let from = key.map { $0.upperBound + 1 } ?? content
    let start = scalars[from...].firstIndex { !Self.isSpace($0) } ?? scalars.count
    var end = scalars.count
    if start < end, !"\"'".unicodeScalars.contains(scalars[start]) {
      // A comment begins after a space.
      end =
        scalars.indices.dropFirst(start).first {
          scalars[$0] == "#" && ($0 == start || Self.isSpace(scalars[$0 - 1]))
        } ?? end
    }
    while end > start, Self.isSpace(scalars[end - 1]) { end -= 1 }
    self.indent = indent
    self.content = content
    self.key = key
    value = start..<max(start, end)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\t" || scalar.properties.generalCategory == .spaceSeparator
  }

  package var isBlank: Bool { indent == scalars.count }
  package var isComment: Bool { !isBlank && scalars[indent] == "#" }
  /// Whether its value is the sign after which a text starts on the next line.
  package var startsBlock: Bool {
    scalars[value].first.map { ">|".unicodeScalars.contains($0) } ?? false
  }
  /// Whether it is an entry of a list.
  package var hasDash: Bool { content > indent }
  /// The end of what is written, comments and all.
  package var end: Int { max(content, value.upperBound) }

  package func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }
}
