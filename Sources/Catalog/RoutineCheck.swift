public import CueTimeline
public import RoutineScript
internal import Speech

/// A routine laid out in every way it can be played: at each level, with a baby and without.
public struct RoutineCheck: Sendable {
  /// One way to play it.
  public struct Variant: Sendable {
    /// The level; `nil` where the routine has none.
    public let level: Level?
    /// Whether the steps for a baby on the arm are taken.
    public let withBaby: Bool
    /// How it is laid out; `nil` where a finding is an error.
    public let timeline: Timeline?
  }

  /// Every finding once, whichever way of playing it shows.
  public let diagnostics: [Diagnostic]
  /// Every way to play it; without a baby first.
  public let variants: [Variant]

  /// Checks a routine.
  ///
  /// - Parameters:
  ///   - routine: a name, or a path.
  ///   - folders: where routines and voices are kept.
  /// - Throws: where it cannot be read at all, or has errors that leave nothing to lay out.
  public init(_ routine: String, in folders: Folders) throws(Preparation.Failure) {
    let source = try Preparation.catching { () throws(CatalogError) in
      try RoutineCatalog(folders).source(routine)
    }
    let catalog = RoutineCatalog(folders)
    let plain = catalog.parse(source)
    guard let routine = plain.routine else { throw .findings(plain.diagnostics) }
    let choices = Preparation.Choices()
    let voice = try VoiceChoice(routine, choices, plain.diagnostics).voice(in: folders)
    let speaker = try Preparation.speaker(voice, choices)
    let scheduler = Scheduler(phrases: voice.phrases, voice: voice.profile.name)
    var findings = plain.diagnostics
    var variants: [Variant] = []
    let levels: [Level?] = routine.hasLevels ? Level.allCases : [nil]
    for withBaby in routine.withBaby == .asItIs ? [false] : [false, true] {
      for level in levels {
        let parsed = level.map { catalog.parse(source, level: $0) } ?? plain
        let outcome = parsed.routine.flatMap {
          try? scheduler.schedule($0, Scheduler.Options(withBaby: withBaby), meter: speaker)
        }
        for finding in parsed.diagnostics + (outcome?.diagnostics ?? [])
        where !findings.contains(finding) {
          findings.append(finding)
        }
        variants.append(Variant(level: level, withBaby: withBaby, timeline: outcome?.timeline))
      }
    }
    diagnostics = findings
    self.variants = variants
  }
}
