internal import Catalog
public import CoachErrors
internal import CueTimeline
public import RoutineScript
internal import Speech

extension CoachError.Code {
  /// The script, or the voice's file, has errors: ``CoachError/findings`` says which.
  public static var findings: Self { Self("findings") }
  /// There is no such routine, voice or file, or it cannot be read.
  public static var missing: Self { Self("missing") }
  /// The voice cannot speak: the speech program, the engine or its data is missing.
  public static var speech: Self { Self("speech") }
  /// The routine has no such section.
  public static var unknownSection: Self { Self("unknownSection") }
}

/// What was found in a script that cannot be played.
private struct Findings: CustomStringConvertible, Sendable {
  let diagnostics: [Diagnostic]

  var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}

extension CoachError {
  /// What is wrong in the script; empty if it is something else.
  public var findings: [Diagnostic] { (cause as? Findings)?.diagnostics ?? [] }

  init(_ error: CatalogError) { self.init(.missing, error.message, advice: error.advice) }

  init(_ failure: Preparation.Failure) {
    switch failure {
    case .findings(let findings):
      let errors = findings.count { $0.severity == .error }
      self.init(
        .findings, errors == 1 ? "the script has an error" : "the script has \(errors) errors",
        advice: "Each finding says what to write instead.",
        cause: Findings(diagnostics: findings))
    case .catalog(let error): self.init(error)
    case .speech(let error): self.init(.speech, error.message, advice: "")
    case .section(let unknown):
      self.init(
        .unknownSection, "there is no section `\(unknown.name)`",
        advice: unknown.sections.isEmpty
          ? "the routine has no sections"
          : "there are \(unknown.sections.map { "`\($0)`" }.joined(separator: ", "))")
    }
  }
}
