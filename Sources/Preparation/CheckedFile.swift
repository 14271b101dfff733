public import Catalog
public import CoachErrors
public import RoutineScript
public import SourceYAML

/// What `coach check` found in one file, and what it fixed there.
public struct CheckedFile: Sendable {
  /// Findings that were fixed in one file.
  public struct Correction: Equatable, Sendable {
    /// The file, as messages call it.
    public let file: String
    /// How many findings were fixed.
    public let count: Int
  }

  /// The length of a routine, played in one way.
  public struct Length: Equatable, Sendable {
    /// The language of a translation, by its tag; `nil` for the script's own.
    public let language: String?
    /// The level; `nil` if the routine has none.
    public let level: Level?
    /// Whether a baby is on the arm.
    public let withBaby: Bool
    /// How long it takes.
    public let duration: Duration
  }

  /// One reading of the file: a script is read once in each of its languages, other files once.
  public struct Reading: Sendable {
    /// The language of a translation, by its tag; `nil` for the file as it is.
    public let language: String?
    /// What was found that earlier readings had not found.
    public let findings: [Diagnostic]
    /// How long the routine takes in this language, in each way of playing it.
    public let lengths: [Length]
    /// How many texts have no translation.
    public let missing: Int
    /// How many translations have no text.
    public let stale: Int
    /// Whether there is no error in this language, not even one that was found before.
    public let isSound: Bool
  }

  /// The file, as the command line names it.
  public let name: String
  /// What it is for; `nil` if it could not be read.
  public internal(set) var kind: FileKind?
  /// What was fixed, file by file; translations come after their script.
  public internal(set) var corrections: [Correction] = []
  /// What was found, in the order in which it was read.
  public internal(set) var readings: [Reading] = []
  /// Why the file could not be read or fixed; `nil` if it could.
  public internal(set) var failure: CoachError?
  /// Why nothing can be checked any further, such as a missing speech engine; `nil` if it can.
  public internal(set) var obstacle: CoachError?

  init(name: String) { self.name = name }

  /// Everything that was found, each finding once; a file that cannot be read is a finding too.
  public var findings: [Diagnostic] {
    readings.flatMap(\.findings) + (failure.map { [$0.finding(in: name)] } ?? [])
  }

  /// The lengths in all languages.
  public var lengths: [Length] { readings.flatMap(\.lengths) }

  /// Whether an error was found, by which a check of several files fails.
  public var hasErrors: Bool { findings.contains { $0.severity == .error } }
}
