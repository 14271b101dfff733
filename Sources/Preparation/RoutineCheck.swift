public import Catalog
public import CoachErrors
package import CueTimeline
public import RoutineScript
public import SourceYAML
internal import Speech

/// A routine looked at in every way it can be played: at each level, with a baby and without.
public struct RoutineCheck: Sendable {
  /// One way to play it.
  public struct Variant: Sendable {
    /// The level; `nil` if the routine has none.
    public let level: Level?
    /// Whether the steps for a baby on the arm are taken.
    public let withBaby: Bool
    /// How long it takes; `nil` if a finding is an error.
    public let length: Duration?
  }

  /// Every finding once, whichever way of playing it shows.
  public private(set) var diagnostics: [Diagnostic]
  /// Every way to play it; without a baby first.
  public private(set) var variants: [Variant]

  /// How far the routine, and those it includes, are translated into the language it is spoken in.
  public let translations: [ScriptTranslation]

  /// Checks a routine.
  ///
  /// - Parameters:
  ///   - routine: a name, or a path.
  ///   - folders: where routines and voices are kept.
  /// - Throws: if it cannot be read at all, or has errors that leave nothing to lay out.
  public init(_ routine: String, in folders: Folders) throws(CoachError) {
    try self.init(RoutineCatalog(folders).source(routine), in: folders)
  }

  /// Checks a script that has been read.
  ///
  /// - Parameters:
  ///   - source: the script.
  ///   - folders: where routines and voices are kept.
  ///   - language: the language it is to be spoken in, by its tag; `nil` for its own.
  /// - Throws: if it has errors that leave nothing to lay out.
  public init(
    _ source: SourceText, in folders: Folders, language: String? = nil
  ) throws(CoachError) {
    try self.init(source, in: folders, language: language, voices: VoiceCache())
  }

  /// Checks a script in a voice that may have been started for another.
  package init(
    _ source: SourceText, in folders: Folders, language: String?, voices: VoiceCache
  ) throws(CoachError) {
    let trees = ScriptTrees()
    let catalog = RoutineCatalog(folders)
    let written = catalog.parse(source, trees: trees)
    guard let routine = written.routine else { throw .findings(written.diagnostics) }
    let choices = ListenerChoices(language: language)
    let voice = try VoiceChoice(routine, choices, written.diagnostics).voice(in: folders)
    let language = voice.profile.language
    let parsed =
      written.languages == [language]
      ? written : catalog.parse(source, in: language, trees: trees)
    guard let routine = parsed.routine else { throw .findings(parsed.diagnostics) }
    // Which of its own words a script never says is known from a voice that has said nothing else.
    let speaker = try Preparation.speaker(
      voice, sayAs: routine.sayAs, from: routine.sayAs.isEmpty ? voices : nil)
    self.init(
      routine, parsed, phrases: voice.phrases, voice: voice.profile.name, meter: speaker
    ) { catalog.parse(source, level: $0, in: language, trees: trees) }
    diagnostics += speaker.unusedSayAs.map(\.unused)
    diagnostics += parsed.said.lost(from: voice, sayAs: routine.sayAs)
  }

  /// Checks a script in its own language, whoever tells how long its phrases are.
  ///
  /// - Parameters:
  ///   - source: the script.
  ///   - folders: where the routines that it includes are kept.
  ///   - phrases: the set phrases of its language.
  ///   - meter: tells how long phrases are.
  /// - Throws: if it has errors that leave nothing to lay out.
  package init(
    _ source: SourceText, in folders: Folders, phrases: PhraseCatalogue, meter: some SpeechMeter
  ) throws(CoachError) {
    let trees = ScriptTrees()
    let catalog = RoutineCatalog(folders)
    let parsed = catalog.parse(source, trees: trees)
    guard let routine = parsed.routine else { throw .findings(parsed.diagnostics) }
    self.init(
      routine, parsed, phrases: phrases, voice: VoiceCatalog.standard, meter: meter
    ) { catalog.parse(source, level: $0, trees: trees) }
  }

  /// Lays a routine out in every way there is.
  private init(
    _ routine: Routine, _ parsed: RoutineParser.Outcome, phrases: PhraseCatalogue, voice: String,
    meter: some SpeechMeter, at parse: (Level) -> RoutineParser.Outcome
  ) {
    let levels: [(level: Level?, parsed: RoutineParser.Outcome)] =
      routine.hasLevels
      ? routine.levels.map { ($0, $0 == routine.levels.standard ? parsed : parse($0)) }
      : [(nil, parsed)]
    let scheduler = Scheduler(phrases: phrases, voice: voice)
    let book = scheduler.phrasebook(meter: meter)
    var findings = parsed.diagnostics + parsed.untranslated
    variants = []
    // What it says is looked at where it is played first; otherwise only how long it takes.
    var first: Timeline?
    for withBaby in routine.withBaby == .asItIs ? [false] : [false, true] {
      for (level, parsed) in levels {
        let options = Scheduler.Options(withBaby: withBaby)
        var survey: Scheduler.Survey?
        if let routine = parsed.routine, variants.isEmpty {
          let outcome = try? scheduler.schedule(routine, options, with: book)
          first = outcome?.timeline
          survey = outcome.map(Scheduler.Survey.init)
        } else if let routine = parsed.routine {
          survey = try? scheduler.survey(routine, options, with: book)
        }
        for finding in parsed.diagnostics + (survey?.diagnostics ?? [])
        where !findings.contains(finding) {
          findings.append(finding)
        }
        variants.append(Variant(level: level, withBaby: withBaby, length: survey?.length))
      }
    }
    translations = parsed.translations
    diagnostics = findings
    // A text that is not translated may be it, in words of another language.
    if translations.allSatisfy({ $0.missing == 0 }),
      let finding = Self.missingDisclaimer(routine, first, phrases)
    {
      diagnostics.append(finding)
    }
  }

  /// A finding if a routine that moves its listener never says that it is not medical advice.
  private static func missingDisclaimer(
    _ routine: Routine, _ timeline: Timeline?, _ phrases: PhraseCatalogue
  ) -> Diagnostic? {
    guard let timeline, let first = routine.steps.first, first.because == nil,
      !timeline.phrases.contains(where: { phrases.isDisclaimer($0.text) }),
      !routine.effects.isEmpty
    else { return nil }
    return Diagnostic(
      .warning, .noDisclaimer, "this routine does not say that it is not medical advice",
      at: first.span, sourceLine: first.sourceLine,
      remedy: "say it first: `- say: \(phrases.text(.disclaimer))`; or say why not with "
        + "`because:` on the first step")
  }
}
