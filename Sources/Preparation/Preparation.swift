public import Catalog
public import CoachErrors
public import CueTimeline
public import RoutineScript
public import SourceYAML
public import Speech
internal import SpokenText

/// A routine with its voice and its timeline: what every output starts from.
public struct Preparation: Sendable {
  /// The real path of the script.
  public let source: String
  /// The routine as its script says it.
  public let routine: Routine
  /// The routine scheduled in time.
  public let timeline: Timeline
  /// The voice, which holds the sound of every phrase.
  public let speaker: Speaker
  /// What `coach` says of its own accord in the voice's language.
  public let phrases: PhraseCatalogue
  /// Findings that are not errors; at most one of them reports texts without translation.
  public let diagnostics: [Diagnostic]
  /// How far the routine, and those it includes, are translated into the voice's language.
  public let translations: [ScriptTranslation]
  /// Each text without a translation, and each translation without a text.
  public let untranslated: [Diagnostic]
  private let scheduler: Scheduler
  private let options: Scheduler.Options

  /// Reads a routine, starts its voice and lays it out.
  ///
  /// - Parameters:
  ///   - routine: a name, or a path.
  ///   - choices: what the listener wants otherwise.
  ///   - tempo: how fast its repetitions are counted.
  ///   - folders: where routines and voices are kept.
  /// - Throws: why there is nothing to play.
  public init(
    _ routine: String, _ choices: ListenerChoices = ListenerChoices(),
    tempo: TempoPlan = .written, in folders: Folders
  ) throws(CoachError) {
    try self.init(
      RoutineCatalog(folders).source(routine), choices, tempo: tempo, in: folders)
  }

  /// Prepares a script in a voice that may have been started before.
  package init(
    _ source: SourceText, _ choices: ListenerChoices = ListenerChoices(),
    tempo: TempoPlan = .written, in folders: Folders, from voices: VoiceCache? = nil
  ) throws(CoachError) {
    let catalog = RoutineCatalog(folders)
    var parsed = catalog.parse(source, set: choices.settings, level: choices.level)
    guard let written = parsed.routine else { throw .findings(parsed.diagnostics) }
    let voice = try VoiceChoice(written, choices, parsed.diagnostics).voice(in: folders)
    let language = voice.profile.language
    if parsed.languages != [language] {
      parsed = catalog.parse(
        source, set: choices.settings, level: choices.level, in: language)
    }
    guard let routine = parsed.routine else { throw .findings(parsed.diagnostics) }
    let gap = TranslationGap(parsed).map { $0.warning(VoiceCatalog(folders)) }
    try self.init(
      routine, from: source.identity, Scheduler.Options(choices, tempo: tempo), voice,
      translations: parsed.translations, untranslated: parsed.untranslated,
      findings: parsed.diagnostics + (gap.map { [$0] } ?? [])
        + parsed.said.lost(from: voice, sayAs: routine.sayAs), voices: voices)
  }

  /// Prepares texts that stand in no script, said one after the other.
  ///
  /// - Parameters:
  ///   - texts: what is said; none for the sentences on which the voices of its language are measured.
  ///   - choices: the voice, and what else the listener wants.
  ///   - folders: where voices are kept.
  /// - Throws: why there is nothing to hear.
  public init(
    saying texts: [String], _ choices: ListenerChoices = ListenerChoices(), in folders: Folders
  ) throws(CoachError) {
    let voice = try VoiceChoice(Routine(saying: texts), choices, []).voice(in: folders)
    let routine = Routine(
      saying: texts.isEmpty ? voice.pronunciation.calibration : texts,
      titled: texts.first ?? voice.profile.about)
    let source = SourceText(name: routine.file, lines: texts)
    let said = texts.enumerated().map { SaidText($1, line: $0 + 1, in: source) }
    try self.init(
      routine, from: routine.file, Scheduler.Options(choices), voice,
      findings: said.lost(from: voice, sayAs: []))
  }

  /// What a voice reminds somebody of, in its language; at least one text.
  ///
  /// - Parameters:
  ///   - choices: the voice, and whether it is to be quiet.
  ///   - folders: where voices are kept.
  /// - Returns: the texts, to be said in turn.
  /// - Throws: why there is no such voice.
  public static func reminders(
    _ choices: ListenerChoices, in folders: Folders
  ) throws(CoachError) -> [String] {
    try VoiceChoice(Routine(saying: []), choices, []).voice(in: folders).phrases.reminders
  }

  /// Starts the voice of a routine, and schedules it.
  private init(
    _ routine: Routine, from source: String, _ options: Scheduler.Options,
    _ voice: VoiceCatalog.Voice,
    translations: [ScriptTranslation] = [], untranslated: [Diagnostic] = [],
    findings: [Diagnostic] = [], voices: VoiceCache? = nil
  ) throws(CoachError) {
    let speaker = try Self.speaker(voice, sayAs: routine.sayAs, from: voices)
    let scheduler = Scheduler(phrases: voice.phrases, voice: voice.profile.name)
    var options = options
    options.section = options.section.map { Self.spoken($0, in: translations) }
    let outcome: Scheduler.Outcome
    do throws(Scheduler.UnknownSection) {
      outcome = try scheduler.schedule(routine, options, meter: speaker)
    } catch {
      throw .unknown("section", error.name, inRoutineWith: error.sections)
    }
    let diagnostics = findings + outcome.diagnostics
    guard let timeline = outcome.timeline else { throw .findings(diagnostics) }
    self.source = source
    self.translations = translations
    self.untranslated = untranslated
    self.routine = routine
    self.timeline = timeline
    self.speaker = speaker
    self.diagnostics = diagnostics
    phrases = voice.phrases
    self.scheduler = scheduler
    self.options = options
  }

  /// The name of a step or a section in the language that is spoken, if the listener gives the
  /// script's own.
  public func spoken(_ name: String) -> String { Self.spoken(name, in: translations) }

  private static func spoken(_ name: String, in translations: [ScriptTranslation]) -> String {
    let texts = translations.flatMap(\.texts)
    return texts.first { $0.original.lowercased() == name.lowercased() }?.translation ?? name
  }

  /// Lays the routine out again in another tempo.
  ///
  /// - Parameter tempo: how fast its repetitions are counted.
  /// - Returns: the timeline; `nil` if a count does not fit.
  public func timeline(in tempo: TempoPlan) -> Timeline? {
    var options = options
    options.tempo = tempo
    return try? scheduler.schedule(routine, options, meter: speaker).timeline
  }

  static func speaker(
    _ voice: VoiceCatalog.Voice, sayAs: [SayAs], from voices: VoiceCache? = nil
  ) throws(CoachError) -> Speaker {
    if let known = voices?.known(voice.profile, voice.pronunciation, sayAs) { return known }
    let speaker = try Speaker(voice.profile, pronunciation: voice.pronunciation, sayAs: sayAs)
    let unknown = speaker.unknownSounds()
    guard unknown.isEmpty else {
      throw .findings(unknown.map { $0.unknownSounds(in: voice.profile.accent) })
    }
    voices?.keep(speaker, voice.pronunciation, sayAs)
    return speaker
  }
}

extension CoachError {
  /// A routine has no such section or step.
  ///
  /// - Parameters:
  ///   - kind: what is missing: `section`.
  ///   - name: what it was called.
  ///   - names: what there is.
  /// - Returns: the error.
  package static func unknown(
    _ kind: String, _ name: String, inRoutineWith names: [String]
  ) -> CoachError {
    let quoted = names.map { "`\($0)`" }.joined(separator: ", ")
    return unknown(
      kind, name, among: names, .unknownSection,
      advice: names.isEmpty ? "The routine has no \(kind)s." : "The \(kind)s are \(quoted).")
  }
}
