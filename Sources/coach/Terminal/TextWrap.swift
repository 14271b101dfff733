/// Text in lines that a terminal does not have to break.
extension DisplayWidth {
  /// The text in lines, broken between words; only a word wider than a line is broken itself.
  ///
  /// - Parameters:
  ///   - text: one line.
  ///   - columns: how wide a line may be; at least 2, since some characters are that wide.
  ///   - indent: spaces before every line but the first.
  /// - Returns: the lines; none for an empty text.
  static func wrapped(_ text: String, to columns: Int, indent: Int = 0) -> [String] {
    let columns = max(2, columns)
    let indent = min(indent, columns - 2)
    return wrapped(text.split(separator: " ").map(String.init), " ", columns, indent)
  }

  /// Parts joined by a separator, in lines that are broken between parts, if possible.
  ///
  /// - Parameters:
  ///   - parts: what is joined.
  ///   - separator: what is between two parts of one line.
  ///   - columns: how wide a line may be.
  /// - Returns: the lines; none if there are no parts.
  static func joined(_ parts: [String], by separator: String = " · ", to columns: Int) -> [String] {
    let columns = max(2, columns)
    return wrapped(parts.filter { !$0.isEmpty }, separator, columns, 0)
  }

  private static func wrapped(
    _ parts: [String], _ separator: String, _ columns: Int, _ indent: Int
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    var isEmpty = true
    func endLine() {
      lines.append(line)
      line = String(repeating: " ", count: indent)
      isEmpty = true
    }
    for part in parts {
      let joined = isEmpty ? part : separator + part
      if self.columns(of: line) + self.columns(of: joined) <= columns {
        line += joined
        isEmpty = false
        continue
      }
      if !isEmpty { endLine() }
      if self.columns(of: line) + self.columns(of: part) <= columns {
        line += part
      } else if separator != " ", part.contains(" ") {
        // A part that is wider than a line is broken between its words.
        let words = wrapped(part, to: columns)
        lines += words.dropLast()
        line = words.last ?? ""
      } else {
        for character in part {
          if self.columns(of: line) + self.columns(of: String(character)) > columns { endLine() }
          line.append(character)
        }
      }
      isEmpty = false
    }
    if !isEmpty { lines.append(line) }
    return lines
  }
}
