/// One finding about a script: what is wrong, exactly where, and what to write instead.
///
/// A value; printing, colours and exit codes are elsewhere.
public struct Diagnostic: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Sendable {
    /// The file cannot be used until it is fixed.
    case error
    /// The file can be used; its author should look at this.
    case warning
  }

  /// How bad it is.
  public let severity: Severity
  /// Which finding this is.
  public let id: DiagnosticID
  /// What is wrong, as one sentence without a full stop.
  public let message: String
  /// Where.
  public let span: SourceSpan
  /// The text of the span's first line.
  public let sourceLine: String
  /// What to write instead.
  public let remedy: String?
  /// What replaces `span`; `nil` unless only one thing can be meant.
  public let correction: String?

  /// Makes a finding.
  public init(
    _ severity: Severity, _ id: DiagnosticID, _ message: String, at span: SourceSpan,
    sourceLine: String, remedy: String? = nil, correction: String? = nil
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.span = span
    self.sourceLine = sourceLine
    self.remedy = remedy
    self.correction = correction
  }
}

extension Diagnostic {
  /// Hashes what it is and where, in which nearly all findings differ.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(span)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// Where it is, what is wrong and what to write instead, as compilers say it.
  public var description: String {
    let place = "\(span.file):\(span.start.line):\(span.start.column)"
    return "\(place): \(severity.rawValue): \(message) [\(id.name)]"
      + (remedy.map { "\n  " + $0 } ?? "")
  }
}

/// Gathers the findings of one parse, in the order they were made.
package final class DiagnosticCollector {
  package private(set) var diagnostics: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []

  /// Findings that are kept; nobody reads more, and a hostile file could make millions.
  package static let most = 500

  package init() {}

  /// Adds a finding, once; beyond the most that are kept, one last finding says that there are more.
  package func report(_ diagnostic: Diagnostic) {
    guard diagnostics.count < Self.most else {
      if diagnostics.count == Self.most {
        diagnostics.append(
          Diagnostic(
            .error, .tooManyFindings, "there are more findings than these \(Self.most)",
            at: diagnostic.span, sourceLine: diagnostic.sourceLine,
            remedy: "fix those above, and check again"))
      }
      return
    }
    if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  package func report(
    _ id: DiagnosticID, _ message: String, at span: SourceSpan, in source: SourceText,
    remedy: String? = nil, correction: String? = nil,
    as severity: Diagnostic.Severity = .error
  ) {
    report(
      Diagnostic(
        severity, id, message, at: span, sourceLine: source.line(span.start.line), remedy: remedy,
        correction: correction))
  }

  /// Whether there are more findings than are kept, so that no more need be looked for.
  package var isFull: Bool { diagnostics.count > Self.most }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The findings in the order of the text, file by file in the order the files were read.
  package var sorted: [Diagnostic] {
    var order: [String: Int] = [:]
    for diagnostic in diagnostics where order[diagnostic.span.file] == nil {
      order[diagnostic.span.file] = order.count
    }
    return diagnostics.enumerated().sorted { left, right in
      let (a, b) = (left.element.span, right.element.span)
      return (order[a.file] ?? 0, a.start.line, a.start.column, left.offset)
        < (order[b.file] ?? 0, b.start.line, b.start.column, right.offset)
    }.map(\.element)
  }
}
