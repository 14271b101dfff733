/// How far a value reaches on its first line, which the YAML parser does not tell.
enum ScalarExtent {
  /// The number of Unicode scalars from a column to the end of the value on that line.
  static func length(of value: String, at column: Int, in line: String) -> Int {
    let scalars = Array(line.unicodeScalars)
    guard column >= 1, column <= scalars.count else { return 0 }
    let rest = scalars[(column - 1)...]
    guard let first = rest.first, first == "\"" || first == "'" else {
      let plain = Array(value.unicodeScalars)
      if rest.starts(with: plain) { return plain.count }
      // Folded over lines, or a block: what stands on this line.
      let end = rest.lastIndex { $0 != " " && $0 != "\t" } ?? rest.startIndex
      return end - rest.startIndex + 1
    }
    var index = rest.startIndex + 1
    while index < rest.endIndex {
      if first == "\"", rest[index] == "\\" {
        index += 2
        continue
      }
      if rest[index] == first { return index - rest.startIndex + 1 }
      index += 1
    }
    return rest.count
  }
}

/// Finds aliases before the YAML parser does: nested, they would cost it exponential time.
enum AnchorScan {
  /// The first `*name` in a text that also has an `&name`.
  static func firstAlias(in source: SourceText) -> SourceSpan? {
    guard source.text.utf8.contains(UInt8(ascii: "&")),
      source.text.utf8.contains(UInt8(ascii: "*"))
    else { return nil }
    let anchors = Set(names(after: "&", in: source).map(\.name))
    guard !anchors.isEmpty,
      let alias = names(after: "*", in: source).first(where: { anchors.contains($0.name) })
    else { return nil }
    return alias.span
  }

  private static func names(
    after sign: Unicode.Scalar, in source: SourceText
  ) -> [(name: String, span: SourceSpan)] {
    var found: [(String, SourceSpan)] = []
    for (number, line) in source.lines.enumerated() where line.unicodeScalars.contains(sign) {
      let scalars = Array(line.unicodeScalars)
      var index = 0
      while index < scalars.count {
        defer { index += 1 }
        // Inside a word ("Q&A") it is text.
        guard scalars[index] == sign,
          index == 0 || " \t[{,".unicodeScalars.contains(scalars[index - 1])
        else { continue }
        var name = String.UnicodeScalarView()
        var end = index + 1
        while end < scalars.count, isName(scalars[end]) {
          name.append(scalars[end])
          end += 1
        }
        guard !name.isEmpty else { continue }
        let start = SourcePosition(line: number + 1, column: index + 1)
        found.append(
          (
            String(name),
            SourceSpan(
              file: source.name, start: start,
              end: SourcePosition(line: number + 1, column: end + 1))
          ))
      }
    }
    return found
  }

  /// The characters libyaml takes into an anchor's name.
  private static func isName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar == "_" || scalar == "-")
  }
}

/// Steps over a key that is written twice, which the YAML parser refuses outright.
enum DuplicateKey {
  /// Takes the place of a repeated key's first character; as wide, so no column moves.
  private static let mark: Unicode.Scalar = "\u{E000}"

  static func isRenamed(_ key: String) -> Bool { key.unicodeScalars.first == mark }

  /// Finds the repetition of a key after its first place and renames it.
  static func renameSecond(
    _ key: String, firstAt first: (line: Int, column: Int), in source: SourceText
  ) -> (place: SourcePosition, source: SourceText)? {
    var lines = source.lines.map { Array($0.unicodeScalars) }
    let name = Array(key.unicodeScalars)
    guard !name.isEmpty, lines.indices.contains(first.line - 1) else { return nil }
    for line in (first.line - 1)..<lines.count {
      let scalars = lines[line]
      let indent = scalars.firstIndex { $0 != " " && $0 != "-" } ?? scalars.count
      if line > first.line - 1, indent < first.column - 1, indent < scalars.count,
        scalars[indent] != "#"
      {
        break
      }
      // A block mapping's keys share a column; a flow mapping's follow on the line.
      let from = line == first.line - 1 ? first.column : 0
      guard scalars.count >= name.count else { continue }
      for column in stride(from: from, through: scalars.count - name.count, by: 1)
      where scalars[column...].starts(with: name) {
        let after = scalars[(column + name.count)...].first { $0 != " " }
        let isFlow = column > 0 && [" ", ",", "{"].contains(scalars[column - 1])
        guard after == ":", line == first.line - 1 ? isFlow : column == first.column - 1 else {
          continue
        }
        lines[line][column] = mark
        let text = lines.map { line in
          var view = String.UnicodeScalarView()
          view.append(contentsOf: line)
          return String(view)
        }.joined(separator: "\n")
        return (
          SourcePosition(line: line + 1, column: column + 1),
          SourceText(name: source.name, identity: source.identity, text: text)
        )
      }
    }
    return nil
  }
}
