public import CoachErrors

extension CoachError {
  /// A script, or another file, has errors that leave nothing to play.
  ///
  /// - Parameter findings: all that was found, warnings too; at least one is an error.
  /// - Returns: the error.
  public static func findings(_ findings: [Diagnostic]) -> CoachError {
    let errors = findings.count { $0.severity == .error }
    return CoachError(
      .findings, errors == 1 ? "The script has an error." : "The script has \(errors) errors.",
      advice: "Each finding says what to write instead.", findings: findings)
  }

  /// An error about places in files.
  ///
  /// - Parameters:
  ///   - code: what kind of failure it is.
  ///   - message: what happened, and where, in whole sentences.
  ///   - advice: what to do next, in whole sentences.
  ///   - findings: the same with places; printed instead of the message.
  public init(_ code: Code, _ message: String, advice: String, findings: [Diagnostic]) {
    self.init(code, message, advice: advice, cause: Findings(diagnostics: findings))
  }

  /// What was found in a script; empty if the error is about something else.
  public var findings: [Diagnostic] { (cause as? Findings)?.diagnostics ?? [] }

  /// The error as a finding about a file, so that a list of findings leaves nothing out.
  ///
  /// - Parameter file: what the file is called in findings.
  /// - Returns: the finding; at the file's start if the error has no place.
  public func finding(in file: String) -> Diagnostic {
    if let finding = findings.first { return finding }
    let start = SourcePosition(line: 1, column: 1)
    return Diagnostic(
      .error, .unreadable, clause, at: SourceSpan(file: file, start: start, end: start),
      sourceLine: "", remedy: remedy)
  }
}

/// What was found, as the cause of an error.
private struct Findings: CustomStringConvertible, Sendable {
  let diagnostics: [Diagnostic]

  var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
