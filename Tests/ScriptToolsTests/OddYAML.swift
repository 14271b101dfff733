import TestSupport

/// Writes YAML that no person would, from a seed: the same seed gives the same text.
///
/// Every comment in it is a word of its own: `c1`, `c2` and so on, in the order of the text.
struct OddYAML {
  private var generator: SplitMix
  private var comments = 0

  init(seed: UInt64) { generator = SplitMix(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1) }

  /// A text, and how many comments it has.
  mutating func text() -> (text: String, comments: Int) {
    var text = spare(0)
    if chance(10) { text += "---" + tail() + "\n" + spare(0) }
    text += block(indent: 0, depth: 0)
    text += spare(chance(50) ? 0 : number(0...6))
    if chance(5) { text += "..." + tail() + "\n" }
    if chance(10), text.last == "\n" { text.removeLast() }
    if chance(10) {
      text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    }
    return (text, comments)
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(generator.next() % UInt64(range.count))
  }

  private mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

  private mutating func pick<T>(_ choices: [T]) -> T { choices[number(0...(choices.count - 1))] }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  private mutating func comment() -> String {
    comments += 1
    return pick(["#c\(comments)", "# c\(comments)", "#  c\(comments) # more", "#- c\(comments)\t "])
  }

  /// What may stand at the end of a line.
  private mutating func tail() -> String {
    if chance(20) { return pick([" ", "  ", "\t"]) + comment() }
    return chance(10) ? "  " : ""
  }

  /// Lines without a value.
  private mutating func spare(_ indent: Int) -> String {
    guard chance(25) else { return "" }
    return (0..<number(1...3)).map { _ in
      chance(40)
        ? pick(["\n", "  \n", "\n\n"])
        : spaces(chance(70) ? indent : number(0...8)) + comment() + "\n"
    }.joined()
  }

  /// A mapping or list on lines of its own; its first line is not indented if it is behind a `-`.
  private mutating func block(indent: Int, depth: Int, isBehind: Bool = false) -> String {
    let isMapping = chance(60)
    var text = ""
    for index in 0..<number(1...4) {
      if index > 0 { text += spare(indent) }
      text += index == 0 && isBehind ? "" : spaces(indent)
      if isMapping {
        let key = pick([
          "key", "two words", "\"quoted: one\"", "'it''s'", "say", "Übung", "\"plain\"", "steps",
          "section",
        ])
        // No key twice: its number makes it another.
        text +=
          key.hasSuffix("\"") || key.hasSuffix("'")
          ? "\(key.dropLast())\(index)\(key.suffix(1))" : "\(key)\(index == 0 ? "" : String(index))"
        text += ":" + value(indent: indent, depth: depth, inMapping: true)
      } else {
        text += "-" + value(indent: indent, depth: depth, inMapping: false)
      }
    }
    return text
  }

  /// What follows `key:` or `-`, up to the end of its last line.
  private mutating func value(indent: Int, depth: Int, inMapping: Bool) -> String {
    let inner = indent + number(1...4)
    if depth < 4, chance(45) {
      if !inMapping, chance(60) {
        let gap = number(1...3)
        return spaces(gap) + block(indent: indent + 1 + gap, depth: depth + 1, isBehind: true)
      }
      return tail() + "\n" + spare(inner) + block(indent: inner, depth: depth + 1)
    }
    if inMapping, depth < 4, chance(10) {
      // A list no deeper than its key.
      return tail() + "\n"
        + (0..<number(1...3)).map { _ in
          spaces(indent) + "-" + value(indent: indent, depth: depth + 1, inMapping: false)
        }.joined()
    }
    switch number(0...9) {
    case 0: return tail() + "\n"
    case 1, 2: return spaces(number(1...3)) + blockText(indent: inner, parent: indent)
    case 3: return " " + flow(indent: inner, depth: depth) + tail() + "\n"
    case 4:
      return tail() + "\n" + spare(inner) + spaces(inner) + scalar(indent: inner) + tail() + "\n"
    default: return spaces(number(1...2)) + scalar(indent: inner) + tail() + "\n"
    }
  }

  private mutating func word() -> String {
    pick([
      "sit", "tall", "Breathe", "out.", "Now!", "slowly,", "e.g.", "Dr.", "“Schön.”", "naïve", "👩‍🍼",
      "a:b",
      "x#y", "it's", "\u{A0}", "10", "-", "→", "${reps}", "100 %", "…", "q?", "\u{301}e",
    ])
  }

  private mutating func words(_ count: ClosedRange<Int>) -> [String] {
    ["Word"] + (0..<number(count)).map { _ in word() }
  }

  /// Words, here and there over several lines.
  private mutating func running(_ count: ClosedRange<Int>, indent: Int) -> String {
    words(count).reduce(into: "") { text, word in
      if !text.isEmpty {
        text +=
          chance(10) ? "\n" + (chance(20) ? "\n" : "") + spaces(indent) : chance(5) ? "  " : " "
      }
      text += word
    }
  }

  private mutating func scalar(indent: Int) -> String {
    switch number(0...9) {
    case 0:
      return pick(["~", "null", "5", "-1.5", "true", "1:30", "2s", "\"\"", "''", "\"5\"", "'null'"])
    case 1:
      return "'"
        + running(0...12, indent: indent).split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''") + "'"
    case 2, 3:
      let escapes = [
        "\\n", "\\t", "\\\"", "\\\\", "\\x07", "\\u00e9", "\\U0001F600", "\\_", "\\L", "\\e", ": ",
        " #", ", ", "\\\n" + spaces(indent),
      ]
      return "\""
        + (0..<number(0...6)).map { _ in pick(escapes) + running(0...5, indent: indent) }.joined()
        + "\""
    case 4:
      return "\""
        + pick([
          "# no comment", "a: b", "- a", " lead", "trail ", "{x}", "*a", "&a", "!t", "%", "@",
          "null", "\\0",
        ]) + "\""
    case 5: return running(20...60, indent: indent)
    default: return running(0...8, indent: indent)
    }
  }

  private mutating func blockText(indent: Int, parent: Int) -> String {
    let isExplicit = chance(20)
    let sign = pick(["|", ">"]) + pick(["", "-", "+"])
    var text = sign + (isExplicit ? "\(indent - parent)" : "") + tail() + "\n"
    for index in 0..<number(0...6) {
      if chance(20) { text += pick(["\n", spaces(indent) + "\n"]) }
      let extra = index == 0 && !isExplicit ? "" : chance(10) ? spaces(number(1...3)) : ""
      let line = words(0...12).joined(separator: " ")
      text +=
        spaces(indent) + extra + (chance(10) ? "# " : "") + line + (chance(5) ? " " : "") + "\n"
    }
    return text
  }

  private mutating func flow(indent: Int, depth: Int) -> String {
    let isMapping = chance(50)
    var text = isMapping ? "{" : "["
    let count = number(0...(chance(20) ? 20 : 4))
    for index in 0..<count {
      text += flowSpace(indent)
      if isMapping || chance(10) {
        text += pick(["a", "b d", "\"d, e\"", "'f'"]).dropLast(0)
        text =
          isMapping
          ? text.hasSuffix("\"") || text.hasSuffix("'")
            ? "\(text.dropLast())\(index)\(text.suffix(1))" : text + "\(index)" : text
        if chance(85) { text += ": " + (chance(80) ? flowValue(indent: indent, depth: depth) : "") }
      } else {
        text += flowValue(indent: indent, depth: depth)
      }
      text += chance(10) ? " " : ""
      if index < count - 1 || chance(30) { text += "," } else if chance(50) { text += " " }
    }
    return text + flowSpace(indent) + (isMapping ? "}" : "]")
  }

  private mutating func flowSpace(_ indent: Int) -> String {
    guard chance(20) else { return chance(50) ? " " : "" }
    return tail() + "\n" + spare(indent) + spaces(indent)
  }

  private mutating func flowValue(indent: Int, depth: Int) -> String {
    if depth < 4, chance(20) { return flow(indent: indent, depth: depth + 1) }
    if chance(15) {
      return "\"" + pick(["a, b", "{n} times", "x: y", "plain", "", "a]", "a:b", "a:", "?", "# x"])
        + "\""
    }
    return words(0...6).filter { !$0.contains { "{}[],".contains($0) } && $0 != "-" }
      .joined(separator: chance(5) ? "\n" + spaces(indent) : " ")
  }
}
