/// Columns, hyphens, spaces, colons and brackets: what makes lists and keys of a text.
extension SyntaxAdvice {
  var openBracket: SyntaxFinding? {
    if problem.words.contains("node content") {
      // It says where it looked for an entry, not where the list began.
      var written: WrittenLine? = here
      while let line = written, here.number - line.number < 100 {
        if let open = line.scalars[line.value].first, "[{".unicodeScalars.contains(open) {
          return unclosed(open, line, line.value.lowerBound)
        }
        written = above(line)
      }
    }
    guard problem.words.contains("did not find expected ','"), let reading = problem.reading
    else { return nil }
    let start = line(reading.place.line)
    guard start.scalars.indices.contains(reading.place.column - 1) else { return nil }
    let open = start.scalars[reading.place.column - 1]
    return unclosed(open, start, reading.place.column - 1)
      ?? SyntaxFinding(
        message: "two entries are in `\(open)…\(Self.close(open))` without a comma between them",
        line: problem.place.line, columns: problem.place.column..<problem.place.column + 1,
        remedy: "write a `,` after each entry, and put texts with `,` or `:` in quotes")
  }

  func unclosed(
    _ bracket: Unicode.Scalar, _ written: WrittenLine, _ place: Int
  ) -> SyntaxFinding? {
    let close = Self.close(bracket)
    guard !written.scalars[place...].contains(close) else { return nil }
    return SyntaxFinding(
      message: "nothing closes the `\(bracket)` that is opened here", line: written.number,
      columns: place + 1..<place + 2, remedy: "write `\(close)` after its last entry")
  }

  static func close(_ bracket: Unicode.Scalar) -> Unicode.Scalar {
    bracket == "{" ? "}" : "]"
  }

  /// A list as it is written in a letter.
  var bullet: SyntaxFinding? {
    let here = here
    guard here.indent < here.scalars.count else { return nil }
    let first = here.scalars[here.indent]
    let next = here.indent + 1 < here.scalars.count ? here.scalars[here.indent + 1] : " "
    let range = here.indent + 1..<here.indent + 2
    if "*•·‣◦–—−+".unicodeScalars.contains(first), next == " " {
      return SyntaxFinding(
        message: "an entry of a list starts with a hyphen, and this is `\(first)`",
        line: here.number, columns: range, remedy: "write `- `", correction: "-")
    }
    guard first == "-", next != " ", next != "-", startsWithKey(here.scalars[(here.indent + 1)...])
    else { return nil }
    return SyntaxFinding(
      message: "a space is missing after `-`", line: here.number, columns: range,
      remedy: "write `- `", correction: "- ")
  }

  var missingSpace: SyntaxFinding? {
    var written: WrittenLine? = here
    // A text without a key swallows the lines that follow.
    while let line = written, here.number - line.number < 20 {
      if line.key == nil || line.number == here.number,
        let colon = line.scalars[line.content...].firstIndex(of: ":"),
        colon + 1 < line.scalars.count, line.scalars[colon + 1] != " ",
        keys.contains(line.text(line.content..<colon))
      {
        let key = line.text(line.content..<colon)
        return SyntaxFinding(
          message: "a space is missing after `\(key):`", line: line.number,
          columns: colon + 1..<colon + 2,
          remedy: "write `\(key): \(line.text(colon + 1..<line.end).shortened)`", correction: ": ")
      }
      if line.key != nil, line.number != here.number { break }
      written = above(line)
    }
    return nil
  }

  /// `title Neck`, or a text on a line of its own where a key should be.
  var missingColon: SyntaxFinding? {
    let written: WrittenLine?
    if problem.words.contains("expected ':'") {
      written = problem.reading.map { line($0.place.line) }
    } else if problem.words.contains("mapping values"),
      here.key.map({ $0.upperBound + 1 == problem.place.column }) ?? false
    {
      written = above(here)
    } else {
      return nil
    }
    guard let written, written.key == nil else { return nil }
    let text = written.text(written.content..<written.end)
    guard !"\"'[{|>#".contains(text.first ?? "#") else { return nil }
    let above = above(written)
    let key = keys.filter { text == $0 || text.hasPrefix($0 + " ") }.max { $0.count < $1.count }
    if let key, above?.startsBlock != true {
      let end = written.content + key.unicodeScalars.count
      let isText = !written.hasDash && above.map(holdsText) == true
      return SyntaxFinding(
        message: "a `:` is missing after `\(key)`", line: written.number,
        columns: written.content + 1..<end + 1,
        remedy: "write `\(key):`"
          + (isText ? "; or, if it belongs to the text above, indent it more" : ""),
        correction: isText || isThere(key, beside: written) ? nil : key + ":")
    }
    return SyntaxFinding(
      message: "this is neither a key with `:` nor part of the text above", line: written.number,
      columns: written.content + 1..<written.end + 1,
      remedy: "write `key: \(text.shortened)`, or indent it more than the key whose text it is")
  }

  /// Whether a line ends in words that the next one may go on with.
  private func holdsText(_ written: WrittenLine) -> Bool {
    guard let first = written.scalars[written.value].first else { return false }
    // A line without a key is itself one that goes on.
    guard let key = written.key.map({ written.text($0) }) else { return true }
    return vocabulary.textKeys.contains(key) || !keys.contains(key) && first.properties.isAlphabetic
  }

  /// Whether a key is in the same column already, without anything further left between.
  private func isThere(_ key: String, beside written: WrittenLine) -> Bool {
    func isIn(_ numbers: some Sequence<Int>) -> Bool {
      for number in numbers.prefix(100) {
        let line = line(number)
        if line.isBlank || line.isComment || line.content > written.content { continue }
        guard line.content == written.content else { return false }
        if line.key.map({ line.text($0) }) == key { return true }
        // A hyphen begins another.
        if line.hasDash { return false }
      }
      return false
    }
    let below = (written.number + 1..<lines.count + 1).lazy
    return (!written.hasDash && isIn((1..<written.number).reversed()))
      || isIn(below.prefix { !line($0).hasDash || line($0).content != written.content })
  }

  /// An entry of a list in another column than those before it, or where a key belongs.
  var entryIndentation: SyntaxFinding? {
    let here = here
    guard here.hasDash, let above = above(here) else { return nil }
    func finding(_ message: String, _ remedy: String) -> SyntaxFinding {
      SyntaxFinding(
        message: message, line: here.number, columns: here.indent + 1..<here.indent + 2,
        remedy: remedy)
    }
    let key = above.key.map { above.text($0) }
    if let entries = vocabulary.entries {
      if key == entries.nestingKind, above.content == here.indent {
        return finding(
          "\(entries.noun)s are where a key should be",
          "write `\(entries.listKey):` on a line above them")
      }
      if here.indent == 0, !above.hasDash, above.content == 0 {
        return finding(
          "a \(entries.noun) is where a key should be",
          "write `\(entries.listKey):` on a line above it")
      }
    }
    guard let other = entry(before: here) else { return nil }
    return finding(
      "this `-` is in column \(here.indent + 1), and the one before it in column \(other.indent + 1)",
      "start it in column \(other.indent + 1)")
  }

  /// A key in another column than those it belongs with.
  var keyIndentation: SyntaxFinding? {
    let here = here
    guard let key = here.key, !here.hasDash, let above = above(here), let other = above.key,
      above.content != here.content
    else { return nil }
    let name = here.text(key)
    let column = above.content + 1
    let isText = here.indent > above.content && !keys.contains(name) && above.value.count > 0
    return SyntaxFinding(
      message:
        "`\(name.shortened)` is in column \(here.content + 1), and `\(above.text(other).shortened)` above it in column \(column)",
      line: here.number, columns: key.lowerBound + 1..<key.upperBound + 1,
      remedy: isText
        ? "start it in column \(column); or, if it is text, write `>-` after `\(above.text(other)):`, and all of the text under it"
        : "start it in column \(column) if it belongs to the same \(vocabulary.entries?.noun ?? "mapping")"
          + (mayBeginEntry(here, name)
            ? "; or, if a new \(vocabulary.entries?.noun ?? "entry") begins here, write `- \(name):`"
            : ""))
  }

  /// Whether a key may begin an entry, and is in the column of the hyphens before it.
  private func mayBeginEntry(_ written: WrittenLine, _ key: String) -> Bool {
    guard vocabulary.entries?.kinds.contains(key) == true else { return false }
    var next = above(written)
    while let line = next, written.number - line.number < 100 {
      if line.hasDash { return line.indent == written.indent }
      next = above(line)
    }
    return false
  }

  /// The entry of a list before a line that is nearest to it in its indentation.
  func entry(before written: WrittenLine) -> WrittenLine? {
    var found: WrittenLine?
    var next = above(written)
    while let line = next, written.number - line.number < 100 {
      let distance = abs(line.indent - written.indent)
      if line.hasDash, distance > 0, distance < found.map({ abs($0.indent - written.indent) }) ?? 3
      {
        found = line
      }
      next = above(line)
    }
    return found
  }

  func startsWithKey(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let colon = scalars.firstIndex(of: ":") else { return false }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[..<colon])
    return keys.contains(String(view))
  }
}
