internal import Catalog
internal import CueTimeline
public import RoutineScript
internal import Sound
internal import Speech

/// Why there is no routine to hear.
public struct CoachError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is; more may come.
  public enum Code: Hashable, Sendable {
    /// The script, or the voice's file, has errors: ``CoachError/findings`` tells which.
    case findings
    /// There is no such routine, voice or file, or it cannot be read.
    case missing
    /// The voice cannot speak: the speech program, the engine or its data is missing.
    case speech
    /// The routine has no such section.
    case unknownSection
    /// The sound cannot be written.
    case sound
  }

  /// What kind of failure it is.
  public let code: Code
  /// What happened, and where.
  public let message: String
  /// What to do next; `nil` where the message or each finding says it.
  public let advice: String?
  /// What is wrong in the script; empty where it is something else.
  public let findings: [Diagnostic]

  /// What happened and what to do next, with every finding on lines of its own.
  public var description: String {
    guard findings.isEmpty else { return findings.map(\.description).joined(separator: "\n") }
    return message + (advice.map { "\n  " + $0 } ?? "")
  }

  private init(_ code: Code, _ message: String, advice: String?, findings: [Diagnostic] = []) {
    self.code = code
    self.message = message
    self.advice = advice
    self.findings = findings
  }

  init(_ error: CatalogError) { self.init(.missing, error.message, advice: error.advice) }

  init(_ error: SoundError) { self.init(.sound, error.message, advice: error.advice) }

  init(_ failure: Preparation.Failure) {
    switch failure {
    case .findings(let findings):
      let errors = findings.count { $0.severity == .error }
      self.init(
        .findings, errors == 1 ? "the script has an error" : "the script has \(errors) errors",
        advice: nil, findings: findings)
    case .catalog(let error): self.init(error)
    case .speech(let error): self.init(.speech, error.message, advice: nil)
    case .section(let unknown):
      self.init(
        .unknownSection, "there is no section `\(unknown.name)`",
        advice: unknown.sections.isEmpty
          ? "the routine has no sections"
          : "there are \(unknown.sections.map { "`\($0)`" }.joined(separator: ", "))")
    }
  }
}
