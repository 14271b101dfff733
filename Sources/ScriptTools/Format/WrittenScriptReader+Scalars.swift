internal import RoutineScript
internal import SourceYAML

extension WrittenScriptReader {
  /// Reads a value that is plain, in quotes, or left out; stops behind it.
  mutating func scalar(_ event: YAMLEvents.Placed) throws(FormatRefusal) -> WrittenScalar {
    guard case .scalar(let value, let style) = event.event else {
      throw FormatRefusal(event.start)
    }
    guard !event.isNothing else { return .nothing }
    try scanner.expect(event.start)
    let lines = scanner.take(upTo: event.end)
    guard style == .quoted else {
      return WrittenScalar(style: .plain, lines: lines.map { $0.withoutBlanks }, value: value)
    }
    let words = String(lines.joined(separator: ["\n"]).dropFirst().dropLast())
    return WrittenScalar(style: .quoted, lines: words.lines.map(\.trimmed), value: value)
  }

  /// Reads a text that starts with `|` or `>`; its comment is behind that.
  mutating func blockText(
    _ event: YAMLEvents.Placed, parent: Int, comment: inout String?
  ) throws(FormatRefusal) -> WrittenScalar {
    guard case .scalar(let value, let style) = event.event else {
      throw FormatRefusal(event.start)
    }
    scanner.column += 1
    var indent: Int?
    var keepsBlanks = false
    while let sign = scanner.peek(), sign == "+" || sign == "-" || sign.isDigit {
      if sign.isDigit { indent = max(parent, 0) + Int(sign.value - 48) }
      if sign == "+" { keepsBlanks = true }
      scanner.column += 1
    }
    comment = try scanner.finishLine()
    let body = scanner.takeLines(upTo: event.end)
    let found = body.first { !$0.isSpaces }?.prefix { $0 == " " }.count
    let base = indent ?? max(found ?? 0, parent + 1, 1)
    // Spaces beyond the indentation are text.
    let blanks = body.reversed().prefix { $0.count <= base && $0.isSpaces }.count
    // A mark of the document's end leaves a line that would be one more of those that are kept.
    if keepsBlanks { scanner.skipBlankLines() } else { scanner.row -= blanks }
    return WrittenScalar(
      style: style == .literal ? .literal : .folded,
      lines: body.dropLast(blanks).map { String($0.dropFirst(base)) }, value: value)
  }
}

extension YAMLEvents.Placed {
  /// Whether there is nothing here: a value that was left out.
  var isNothing: Bool {
    guard case .scalar = event else { return false }
    return start == end
  }
}

extension Collection<Unicode.Scalar> {
  fileprivate var isSpaces: Bool { allSatisfy { $0 == " " } }
}

extension ArraySlice<Unicode.Scalar> {
  /// The text without blanks around it.
  fileprivate var withoutBlanks: String {
    String(drop(while: \.isBlank).reversed().drop(while: \.isBlank).reversed())
  }
}
