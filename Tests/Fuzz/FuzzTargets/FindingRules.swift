internal import RoutineScript
import SourceYAML

/// What holds for every finding, whatever the text.
enum FindingRules {
  /// What findings break, in words.
  static func violations(of findings: [Diagnostic], in sources: [SourceText]) -> [String] {
    let byName = Dictionary(sources.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return findings.compactMap { finding in
      let span = finding.span
      let place = "\(span.file):\(span.start.line):\(span.start.column)-\(span.end.line):"
      let what = "[\(finding.id.name)] at \(place)\(span.end.column)"
      guard let source = byName[span.file] else { return "\(what) is in no file" }
      guard (1...source.lines.count).contains(span.start.line), span.start.line <= span.end.line,
        span.end.line <= source.lines.count
      else { return "\(what) is in no line of \(source.lines.count)" }
      let (first, last) = (source.line(span.start.line), source.line(span.end.line))
      guard span.start.column >= 1, span.start <= span.end,
        // The place behind the last sign is where a missing one belongs.
        span.start.column <= first.unicodeScalars.count + 1,
        span.end.column <= last.unicodeScalars.count + 2
      else { return "\(what) leaves its line, which has \(first.unicodeScalars.count)" }
      guard finding.sourceLine.isEmpty || finding.sourceLine == first else {
        return "\(what) quotes another line"
      }
      guard !finding.message.isEmpty else { return "\(what) says nothing" }
      guard finding.correction == nil || span.start < span.end else {
        return "\(what) corrects nothing"
      }
      return nil
    }
  }
}
