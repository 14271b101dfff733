/// What the readers of one source share: the source, its vocabulary, and where findings go.
package protocol ReadingContext: AnyObject {
  var source: SourceText { get }
  var findings: DiagnosticCollector { get }
  var vocabulary: Vocabulary { get }

  /// A value as text, with references filled in; `nil` after a finding.
  func plainText(_ scalar: SourceScalar) -> String?
}

/// The context of a file whose values mean what is written.
package final class PlainContext: ReadingContext {
  package let source: SourceText
  package let findings: DiagnosticCollector
  package let vocabulary: Vocabulary

  package init(source: SourceText, findings: DiagnosticCollector, vocabulary: Vocabulary) {
    self.source = source
    self.findings = findings
    self.vocabulary = vocabulary
  }

  package func plainText(_ scalar: SourceScalar) -> String? { scalar.text }
}

/// Reads the keys of a mapping in a file whose values mean what is written.
package typealias PlainReader = MappingReader<PlainContext>

extension ReadingContext {
  package func report(
    _ id: DiagnosticID, _ message: String, at span: SourceSpan, remedy: String? = nil,
    correction: String? = nil, as severity: Diagnostic.Severity = .error
  ) {
    findings.report(
      id, message, at: span, in: source, remedy: remedy, correction: correction, as: severity)
  }

  /// How a message quotes a value: as written, and what it came to if a setting is in it.
  package func quote(_ scalar: SourceScalar, _ text: String) -> String {
    scalar.text == text ? "`\(scalar.quoted)`" : "`\(text)` (from `\(scalar.quoted)`)"
  }
}
