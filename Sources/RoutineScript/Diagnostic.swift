/// One finding about a script: what is wrong, exactly where, and what to write instead.
///
/// A value; printing, colours and exit codes are elsewhere.
public struct Diagnostic: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Sendable {
    /// The routine cannot be used until it is mended.
    case error
    /// The routine works; its author should look at this.
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

  /// Makes a finding.
  public init(
    _ severity: Severity, _ id: DiagnosticID, _ message: String, at span: SourceSpan,
    sourceLine: String, remedy: String? = nil
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.span = span
    self.sourceLine = sourceLine
    self.remedy = remedy
  }
}

/// The name of each finding, as it is printed in brackets and can be looked up.
public enum DiagnosticID: String, Sendable, CaseIterable {
  // The text as YAML.
  case unreadable
  case tooLarge = "too-large"
  case empty
  case syntax
  case alias = "anchor-or-alias"
  case duplicateKey = "duplicate-key"

  // Keys and their values.
  case unknownKey = "unknown-key"
  case missingKey = "missing-key"
  case misplacedKey = "misplaced-key"
  case wrongShape = "wrong-shape"
  case badDuration = "bad-duration"
  case badNumber = "bad-number"
  case badWord = "bad-word"
  case outOfRange = "out-of-range"
  case noKind = "no-kind"
  case twoKinds = "two-kinds"

  case tooManyFindings = "too-many-findings"

  // Settings and other files.
  case unknownSetting = "unknown-setting"
  case unusedSetting = "unused-setting"
  case unusedSayAs = "unused-say-as"
  case includeMissing = "include-missing"
  case includeCycle = "include-cycle"

  // Safety.
  case heatTooLong = "heat-too-long"
  case rollTooLong = "roll-too-long"
  case rollTooShort = "roll-too-short"
  case heatAfterMovement = "heat-after-movement"
  case oneSide = "one-side"

  // Texts in other languages.
  case noTranslation = "no-translation"
  case missingText = "missing-text"
  case staleText = "stale-text"

  // What only the timeline knows.
  case tooLong = "too-long"
  case countDoesNotFit = "count-does-not-fit"
  case holdDoesNotFit = "hold-does-not-fit"
  case duringDoesNotFit = "during-does-not-fit"
  case duringPastEnd = "during-past-end"
  case cannotSpeak = "cannot-speak"
  case announceDoesNotFit = "announce-does-not-fit"
  case unknownVoice = "unknown-voice"
}

/// Gathers the findings of one parse, in the order they were made.
package final class DiagnosticCollector {
  package private(set) var diagnostics: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []

  /// Findings that are kept; nobody reads more, and a hostile file could make millions.
  private static let most = 500

  package init() {}

  /// Adds a finding, once; beyond the most that are kept, one last finding says that there are more.
  package func report(_ diagnostic: Diagnostic) {
    guard diagnostics.count < Self.most else {
      if diagnostics.count == Self.most {
        diagnostics.append(
          Diagnostic(
            .error, .tooManyFindings, "there are more findings than these \(Self.most)",
            at: diagnostic.span, sourceLine: diagnostic.sourceLine,
            remedy: "mend those above, and check again"))
      }
      return
    }
    if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  package func report(
    _ id: DiagnosticID, _ message: String, at span: SourceSpan, in source: SourceText,
    remedy: String? = nil, as severity: Diagnostic.Severity = .error
  ) {
    report(
      Diagnostic(
        severity, id, message, at: span, sourceLine: source.line(span.start.line), remedy: remedy))
  }

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
