internal import RoutineScript
internal import SourceYAML

extension SourceText {
  /// The lines of a text, without the marks a document may start and end with.
  ///
  /// - Throws: if a line is not part of the language, or not one line for every program.
  func linesWithoutMarks() throws(FormatRefusal) -> [[Unicode.Scalar]] {
    var lines = lines.map { Array($0.unicodeScalars) }
    // What follows the last line end is not a line.
    if lines.last?.isEmpty == true { lines.removeLast() }
    try refuseOddSigns()
    for (index, line) in lines.enumerated() {
      let place = SourcePosition(line: index + 1, column: 1)
      if line.first == "%" {
        throw FormatRefusal(
          place, "a directive is not part of the language", remedy: "remove this line")
      }
      guard line.starts(with: "---".unicodeScalars) || line.starts(with: "...".unicodeScalars),
        line.count == 3 || line[3].isBlank
      else { continue }
      let rest = line.dropFirst(3).drop(while: \.isBlank)
      guard rest.isEmpty || rest.first == "#" else {
        throw FormatRefusal(
          place, "a document starts behind this mark", remedy: "start it on a line of its own")
      }
      lines[index] = Array(rest)
    }
    return lines
  }

  /// Refuses signs that end a line for some programs only, or that nobody sees.
  ///
  /// What is one line for the author must be one for everybody.
  private func refuseOddSigns() throws(FormatRefusal) {
    let odd: Set<Unicode.Scalar> = ["\u{85}", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}", "\u{FEFF}"]
    var line = 1
    for character in text {
      if let sign = character.unicodeScalars.first(where: odd.contains) {
        let code = String(sign.value, radix: 16, uppercase: true)
        throw FormatRefusal(
          SourcePosition(line: line, column: 1),
          "this line has a sign in it (U+\(code)) that not every program reads alike",
          remedy: "remove it, or put a space or a line end in its place")
      }
      if character.isNewline { line += 1 }
    }
  }
}
