public import RoutineScript
internal import SourceYAML

extension ScriptTranslation {
  /// The translation file as it is to be: as it is, with what is missing as comments at its end.
  ///
  /// Nothing in it is touched: not its comments, and not what is stale, which may be the
  /// translation of a text that was only reworded.
  ///
  /// - Parameter name: what the language is called: "Spanish".
  /// - Returns: the file's text, which reads without an error as it is.
  public func template(in name: String) -> String {
    var lines =
      source.map { $0.lines.map(String.init) } ?? [
        "# \(name) texts for \(script). A text is known by its original, as the script has it.",
        "# To be translated: what is a comment below. Fill in `text:`, and take the `#` off.",
        "language: \(language)", "texts:",
      ]
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    let first = lines.first { $0.drop { $0 == " " }.hasPrefix("- ") }
    let margin = "#" + (first.map { String($0.prefix { $0 == " " }) } ?? "  ")
    let places = Dictionary(grouping: lines.indices) { lines[$0] }
    for text in texts where text.translation == nil {
      let entry = (Self.lines("- original: ", text.original)).map { margin + $0 }
      let isThere = places[entry[0]]?.contains { lines[$0...].starts(with: entry) } ?? false
      if !isThere { lines += entry + [margin + "  text:"] }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Beyond this, a text goes onto lines of its own, one for each sentence.
  private static let longestLine = 72

  /// A key and its value as YAML, in as many lines as are easy to read.
  private static func lines(_ key: String, _ text: String) -> [String] {
    guard text.count > longestLine, text.first?.isLetter == true else {
      return [key + quoted(text)]
    }
    var sentences = [""]
    for word in text.split(separator: " ") {
      let last = sentences[sentences.count - 1]
      if last.last.map({ ".!?".contains($0) }) == true {
        sentences.append(String(word))
      } else {
        sentences[sentences.count - 1] = last.isEmpty ? String(word) : "\(last) \(word)"
      }
    }
    return [key + ">-"] + sentences.map { "    " + $0 }
  }

  /// A value in quotes if YAML might read it as something else.
  private static func quoted(_ text: String) -> String {
    let isPlain =
      text.first?.isLetter == true && text.last != " "
      && text.allSatisfy { $0.isLetter || $0.isNumber || " .,!?'’()-".contains($0) }
      && !["null", "true", "false", "yes", "no", "on", "off"].contains(text.lowercased())
    guard !isPlain else { return text }
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\\\"
      case "\"": "\\\""
      default:
        scalar.value < 0x20 || scalar.value == 0x7F
          ? "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
          : String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
