package import SourceYAML

/// A text that is said, as it stands in its file, for findings about single signs in it.
package struct SaidText: Sendable {
  /// The text, without what YAML makes of its place.
  package let text: String
  private let span: SourceSpan
  private let end: SourcePosition
  private let source: SourceText

  /// Makes a text of a value.
  ///
  /// - Parameters:
  ///   - scalar: the value.
  ///   - source: the file it is in.
  package init(_ scalar: SourceScalar, in source: SourceText) {
    text = scalar.text
    span = scalar.span
    end = scalar.end
    self.source = source
  }

  /// Makes a text that was never in a file: a line of its own.
  package init(_ text: String, line: Int, in source: SourceText) {
    self.text = text
    end = SourcePosition(line: line, column: 1 + text.unicodeScalars.count)
    span = SourceSpan(file: source.name, start: SourcePosition(line: line, column: 1), end: end)
    self.source = source
  }

  /// A finding about a part of the text, at its place in the file.
  ///
  /// - Parameters:
  ///   - part: the part, in Unicode scalars of the text.
  ///   - id: which finding it is.
  ///   - message: what is wrong.
  ///   - remedy: what to write instead.
  /// - Returns: the finding; of a part that YAML writes in another way, at the whole text.
  package func warning(
    about part: Range<Int>, _ id: DiagnosticID, _ message: String, remedy: String
  ) -> Diagnostic {
    let place = place(of: part) ?? span
    return Diagnostic(
      .warning, id, message, at: place, sourceLine: source.line(place.start.line), remedy: remedy)
  }

  /// Where a part stands: what is the fifth `♥` of the text is the fifth in the file.
  private func place(of part: Range<Int>) -> SourceSpan? {
    let scalars = Array(text.unicodeScalars)
    guard scalars.indices.contains(part.lowerBound) else { return nil }
    let sign = scalars[part.lowerBound]
    let before = scalars[..<part.lowerBound].count { $0 == sign }
    let all = before + scalars[part.lowerBound...].count { $0 == sign }
    var places: [SourcePosition] = []
    for number in span.start.line...max(span.start.line, end.line) {
      let line = source.part(ofLine: number)
      // The signs of a block of text, `>-`, are not part of it.
      let isHead =
        number == span.start.line && end.line > number
        && line.unicodeScalars.dropFirst(span.start.column - 1).first.map {
          ">|".unicodeScalars.contains($0)
        }
          == true
      if isHead { continue }
      for (column, scalar) in line.unicodeScalars.enumerated() where scalar == sign {
        let place = SourcePosition(line: number, column: column + 1)
        if place >= span.start, place < end { places.append(place) }
      }
      guard places.count <= all else { return nil }
    }
    guard places.count == all else { return nil }
    let start = places[before]
    let column = start.column - 1
    // As much of it as stands there on this line.
    let written = source.part(ofLine: start.line).unicodeScalars.dropFirst(column)
    let length = zip(written, scalars[part]).prefix { $0 == $1 }.count
    return SourceSpan(
      file: source.name, start: start,
      end: SourcePosition(line: start.line, column: start.column + length))
  }
}

/// The texts of a script that are said, in the order they were read.
final class SaidTexts {
  private(set) var texts: [SaidText] = []

  func note(_ text: SaidText) { texts.append(text) }
}
