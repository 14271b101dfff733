extension ReadingContext {
  /// Reports a text that ends at a `#` which was probably meant to be said, as in `Do step #3`.
  ///
  /// To YAML it begins a comment. Who means one writes a space behind it.
  package func reportCutOff(_ scalar: SourceScalar) {
    let place = scalar.end
    guard !scalar.isLiteral, source.lines.indices.contains(place.line - 1) else { return }
    let line = source.lines[place.line - 1]
    guard line.hasByte(UInt8(ascii: "#")) else { return }
    let rest = line.unicodeScalars.dropFirst(place.column - 1)
    let comment = rest.drop { $0 == " " || $0 == "\t" }
    guard comment.first == "#", let next = comment.dropFirst().first, next != "#", next != "!",
      !next.properties.isWhitespace
    else { return }
    let column = place.column + rest.count - comment.count
    report(
      .commentInText, "what follows ` #` is a comment, and is not said",
      at: SourceSpan(
        file: source.name, start: SourcePosition(line: place.line, column: column),
        end: source.end(ofLine: place.line)),
      remedy: "put the whole text in quotes; or, if it is a comment, write a space behind the `#`",
      as: .warning)
  }
}
