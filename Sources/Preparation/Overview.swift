public import Catalog
public import CoachErrors
internal import CueTimeline
public import RoutineScript

/// What somebody who chooses a routine has to know of it, found without a voice.
public struct Overview: Sendable {
  /// Its name and its file.
  public let entry: RoutineCatalog.Entry
  /// The routine as its script says it.
  public let routine: Routine
  /// About how long it takes, from the easiest level to the strongest.
  public let length: ClosedRange<Duration>
  /// The same with a baby on the arm.
  public let lengthWithBaby: ClosedRange<Duration>

  /// Looks at every routine that has a name, in the order of names.
  ///
  /// - Parameters:
  ///   - folders: where routines are kept.
  ///   - level: the difficulty, for routines that have levels; `nil` for all levels.
  /// - Returns: each with its overview, or with why there is none.
  public static func all(
    in folders: Folders, level: Level? = nil
  ) -> [(entry: RoutineCatalog.Entry, overview: Result<Overview, CoachError>)] {
    let catalog = RoutineCatalog(folders)
    let phrases = try? VoiceCatalog(folders).phrases(of: VoiceCatalog.standard)
    return catalog.entries.map { entry in
      let overview = Result { () throws(CoachError) in
        try Overview(entry, in: catalog, phrases: phrases, level: level)
      }
      return (entry, overview)
    }
  }

  private init(
    _ entry: RoutineCatalog.Entry, in catalog: RoutineCatalog, phrases: PhraseCatalogue?,
    level: Level?
  ) throws(CoachError) {
    let source = try catalog.source(entry.name)
    let broken = CoachError(
      .missing, "The routine \(entry.name) has errors.",
      advice: "`coach check \(entry.path)` names them.")
    guard let routine = catalog.parse(source).routine else { throw broken }
    let extremes = [routine.levels.first, routine.levels.last].compactMap(\.self)
    // A routine with levels of its own is as it is for somebody who asks for another.
    let levels = (level.map { [$0] } ?? extremes).filter(routine.levels.contains)
    let variants =
      routine.hasLevels && !levels.isEmpty
      ? levels.compactMap { catalog.parse(source, level: $0).routine } : [routine]
    let lengths = [false, true].map { Self.lengths(of: variants, withBaby: $0, phrases) }
    guard let length = lengths[0], let lengthWithBaby = lengths[1] else { throw broken }
    self.entry = entry
    self.routine = (level == nil ? nil : variants.first) ?? routine
    self.length = length
    self.lengthWithBaby = lengthWithBaby
  }

  private static func lengths(
    of variants: [Routine], withBaby: Bool, _ phrases: PhraseCatalogue?
  ) -> ClosedRange<Duration>? {
    guard let phrases else { return nil }
    let scheduler = Scheduler(phrases: phrases, voice: VoiceCatalog.standard)
    let book = scheduler.phrasebook(meter: EstimatedMeter())
    let options = Scheduler.Options(withBaby: withBaby)
    let lengths = variants.compactMap { routine in
      (try? scheduler.survey(routine, options, with: book))?.length
    }
    guard let shortest = lengths.min(), let longest = lengths.max() else { return nil }
    return shortest...longest
  }
}
