internal import RoutineScript
public import SourceYAML

extension SourceText {
  /// The text with every finding fixed whose remedy is certain.
  ///
  /// - Parameter diagnostics: what was found; findings about other files are left alone.
  /// - Returns: the text, and how many findings were fixed in it.
  public func corrected(by diagnostics: [Diagnostic]) -> (text: String, count: Int) {
    let starts = lineStarts
    var scalars = Array(text.unicodeScalars)
    var count = 0
    var end = scalars.count
    // From the last to the first, so that the places before it stay right.
    let certain = diagnostics.filter { $0.correction != nil && $0.span.file == name }
    // What a word was meant to be counts more than how it would have to be written as it is.
    let meant = Set(certain.filter { $0.id != .syntax }.map(\.span))
    for finding in certain.sorted(by: { $0.span.start > $1.span.start })
    where finding.id != .syntax || !meant.contains(finding.span) {
      guard let correction = finding.correction, let from = offset(finding.span.start, starts),
        let to = offset(finding.span.end, starts), from < to, to <= end
      else { continue }
      scalars.replaceSubrange(from..<to, with: correction.unicodeScalars)
      end = from
      count += 1
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return (String(view), count)
  }

  /// The offset of each line's first scalar.
  private var lineStarts: [Int] {
    var starts = [0]
    var offset = 0
    for character in text {
      offset += character.unicodeScalars.count
      if character.isNewline { starts.append(offset) }
    }
    return starts
  }

  private func offset(_ position: SourcePosition, _ starts: [Int]) -> Int? {
    starts.indices.contains(position.line - 1)
      ? starts[position.line - 1] + position.column - 1 : nil
  }
}
