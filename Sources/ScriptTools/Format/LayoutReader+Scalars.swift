internal import RoutineScript
internal import SourceYAML

extension LayoutReader {
  /// The place of the colon of a key that starts here; `nil` where none does.
  func keyEnd() -> Int? {
    let line = scanner.line
    guard let first = scanner.peek(), !"[{|>#".unicodeScalars.contains(first) else { return nil }
    var index = scanner.column
    if first == "\"" || first == "'" {
      guard let end = Self.quoteEnd(line, from: index) else { return nil }
      index = end
      while index < line.count, line[index].isBlank { index += 1 }
      guard index < line.count, line[index] == ":" else { return nil }
      return index + 1 == line.count || line[index + 1].isBlank ? index : nil
    }
    while index < line.count {
      let isLast = index + 1 == line.count
      if line[index] == ":", isLast || line[index + 1].isBlank { return index }
      if line[index] == "#", index > 0, line[index - 1].isBlank { return nil }
      index += 1
    }
    return nil
  }

  /// Reads a key, up to its colon.
  mutating func key(upTo colon: Int) throws(LayoutRefusal) -> WrittenScalar {
    try refuseProperties()
    let first = scanner.peek()
    let style: WrittenScalar.Style = first == "\"" || first == "'" ? .quoted : .plain
    return WrittenScalar(
      style: style, lines: [String(scanner.line[scanner.column..<colon])])
  }

  /// Reads a scalar that is plain or in quotes, over several lines where it takes them.
  mutating func scalar(parent: Int, inFlow: Bool) throws(LayoutRefusal) -> WrittenScalar {
    try refuseProperties(inFlow: inFlow)
    if let quote = scanner.peek(), quote == "\"" || quote == "'" { return try quoted(quote) }
    var lines = [plainLine(inFlow: inFlow)]
    // A comment ends it, and so does less indentation.
    while scanner.column >= scanner.line.count {
      var next = scanner
      next.row += 1
      var blanks = 0
      while !next.isAtEnd, next.line.allSatisfy(\.isBlank) {
        next.row += 1
        blanks += 1
      }
      next.column = 0
      next.skipBlanks()
      guard !next.isAtEnd, inFlow || next.column > parent, let first = next.peek(), first != "#",
        !inFlow || !",[]{}".unicodeScalars.contains(first),
        !inFlow || first != ":" || !next.isBlank(1)
      else { break }
      scanner = next
      lines += Array(repeating: "", count: blanks) + [plainLine(inFlow: inFlow)]
    }
    return WrittenScalar(style: .plain, lines: lines)
  }

  /// The rest of a plain scalar on this line; stops behind it.
  private mutating func plainLine(inFlow: Bool) -> String {
    let line = scanner.line
    let start = scanner.column
    var end = start
    var index = start
    while index < line.count {
      let scalar = line[index]
      let isBeforeBlank = index + 1 == line.count || line[index + 1].isBlank
      if scalar == "#", index > start, line[index - 1].isBlank { break }
      if inFlow, ",[]{}".unicodeScalars.contains(scalar) || (scalar == ":" && isBeforeBlank) {
        break
      }
      index += 1
      if !scalar.isBlank { end = index }
    }
    // Blanks before the line's end are no part of it.
    scanner.column = index == line.count ? line.count : end
    return String(line[start..<end])
  }

  private mutating func quoted(_ quote: Unicode.Scalar) throws(LayoutRefusal) -> WrittenScalar {
    let start = scanner.here
    var lines: [String] = []
    while !scanner.isAtEnd {
      let from = lines.isEmpty ? scanner.column + 1 : scanner.column
      if let end = Self.quoteEnd(scanner.line, from: from - 1, quote: quote) {
        lines.append(String(scanner.line[from..<(end - 1)]))
        scanner.column = end
        return WrittenScalar(style: .quoted, lines: lines)
      }
      lines.append(String(scanner.line[from...]).trimmed)
      scanner.row += 1
      scanner.column = 0
      scanner.skipBlanks()
    }
    throw LayoutRefusal(start)
  }

  /// The place behind the quote that ends a text.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - from: the place before the text's first character: that of the quote that starts it.
  ///   - quote: that quote, where it stands on a line before.
  /// - Returns: `nil` where the text goes on after this line.
  private static func quoteEnd(
    _ line: [Unicode.Scalar], from: Int, quote: Unicode.Scalar? = nil
  ) -> Int? {
    let quote = quote ?? line[from]
    var index = from + 1
    while index < line.count {
      if quote == "\"", line[index] == "\\" {
        index += 1
      } else if line[index] == quote {
        guard quote == "'", index + 1 < line.count, line[index + 1] == "'" else { return index + 1 }
        index += 1
      }
      index += 1
    }
    return nil
  }

  /// Reads a text that starts with `|` or `>`; its comment stands behind that.
  mutating func blockText(
    parent: Int, comment: inout String?
  ) throws(LayoutRefusal) -> WrittenScalar {
    let style: WrittenScalar.Style = scanner.peek() == "|" ? .literal : .folded
    scanner.column += 1
    var indent: Int?
    var keepsBlanks = false
    while let sign = scanner.peek(), sign == "+" || sign == "-" || sign.isDigit {
      if sign.isDigit { indent = max(parent, 0) + Int(sign.value - 48) }
      if sign == "+" { keepsBlanks = true }
      scanner.column += 1
    }
    comment = try scanner.finishLine()
    let rest = scanner.lines[min(scanner.row, scanner.lines.count)...]
    let found = rest.first { !$0.allSatisfy { $0 == " " } }?.prefix { $0 == " " }.count ?? 0
    let base = indent ?? max(found, parent + 1, 1)
    let body = rest.prefix { line in
      line.allSatisfy { $0 == " " } || line.prefix { $0 == " " }.count >= base
    }
    // Spaces beyond the indentation are text.
    let blanks = body.reversed().prefix { line in
      line.count <= base && line.allSatisfy { $0 == " " }
    }.count
    let content = body.dropLast(blanks)
    scanner.row += keepsBlanks ? body.count : content.count
    scanner.column = 0
    return WrittenScalar(style: style, lines: content.map { String($0.dropFirst(base)) })
  }

  /// Refuses tags, anchors and keys behind `?`, which the language does not have.
  func refuseProperties(inFlow: Bool = false) throws(LayoutRefusal) {
    guard let first = scanner.peek() else { return }
    if "&*!".unicodeScalars.contains(first) {
      throw LayoutRefusal(
        scanner.here, "tags, anchors and aliases are not part of the language",
        remedy: "remove it, or put a text that starts with it in quotes")
    }
    if first == "?", inFlow || scanner.isBlank(1) {
      throw LayoutRefusal(
        scanner.here, "a key behind `?` is not part of the language", remedy: "write `key: value`")
    }
  }
}
