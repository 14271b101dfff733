public import CueTimeline
public import RoutineScript
public import Speech

/// A routine with its voice and its timeline: what every output starts from.
public struct Preparation: Sendable {
  /// What the listener chose on the way.
  public struct Choices: Sendable {
    /// A voice instead of the routine's own.
    public var voice: String?
    /// Values for settings, by name.
    public var settings: [String: String]
    /// How hard the routine is; `nil` for what it is by itself.
    public var level: Level?
    /// How the routine is laid out.
    public var layout: Scheduler.Options

    /// Makes choices; by default everything is as the routine says.
    public init(
      voice: String? = nil, settings: [String: String] = [:], level: Level? = nil,
      layout: Scheduler.Options = Scheduler.Options()
    ) {
      self.voice = voice
      self.settings = settings
      self.level = level
      self.layout = layout
    }
  }

  /// Why there is nothing to play.
  public enum Failure: Error {
    /// The script, or the voice's file, has errors.
    case findings([Diagnostic])
    /// The routine or the voice cannot be had.
    case catalog(CatalogError)
    /// The voice cannot speak at all.
    case speech(SpeechSetupError)
    /// There is no such section.
    case section(Scheduler.UnknownSection)
  }

  /// The real path of the script.
  public let source: String
  /// The routine as its script says it.
  public let routine: Routine
  /// The routine laid out in time.
  public let timeline: Timeline
  /// The voice, which holds the sound of every phrase.
  public let speaker: Speaker
  /// What `coach` says of its own accord in the voice's language.
  public let phrases: PhraseCatalogue
  /// Findings that are no errors.
  public let diagnostics: [Diagnostic]
  private let scheduler: Scheduler
  private let layout: Scheduler.Options

  /// Reads a routine, starts its voice and lays it out.
  ///
  /// - Parameters:
  ///   - routine: a name, or a path.
  ///   - choices: what the listener wants otherwise.
  ///   - folders: where routines and voices are kept.
  /// - Throws: why there is nothing to play.
  public init(
    _ routine: String, _ choices: Choices = Choices(), in folders: Folders
  ) throws(Failure) {
    let source = try Self.catching { () throws(CatalogError) in
      try RoutineCatalog(folders).source(routine)
    }
    try self.init(source, choices, in: folders)
  }

  /// Prepares a script that has been read.
  public init(
    _ source: SourceText, _ choices: Choices = Choices(), in folders: Folders
  ) throws(Failure) {
    let parsed = RoutineCatalog(folders).parse(
      source, set: choices.settings, level: choices.level)
    guard let routine = parsed.routine else { throw .findings(parsed.diagnostics) }
    let voice = try Self.voice(for: routine, choices, in: folders, beside: parsed.diagnostics)
    let speaker: Speaker
    do throws(SpeechSetupError) {
      speaker = try Speaker(
        choices.layout.isQuiet ? voice.profile.quiet : voice.profile,
        pronunciation: voice.pronunciation)
    } catch {
      throw .speech(error)
    }
    let scheduler = Scheduler(phrases: voice.phrases, voice: voice.profile.name)
    let outcome: Scheduler.Outcome
    do throws(Scheduler.UnknownSection) {
      outcome = try scheduler.schedule(routine, choices.layout, meter: speaker)
    } catch {
      throw .section(error)
    }
    let diagnostics = parsed.diagnostics + outcome.diagnostics
    guard let timeline = outcome.timeline else { throw .findings(diagnostics) }
    self.source = source.identity
    self.routine = routine
    self.timeline = timeline
    self.speaker = speaker
    self.diagnostics = diagnostics
    phrases = voice.phrases
    self.scheduler = scheduler
    layout = choices.layout
  }

  /// Lays the routine out again in another tempo.
  ///
  /// - Parameter tempo: how fast its repetitions are counted.
  /// - Returns: the timeline; `nil` where a count does not fit.
  public func timeline(in tempo: TempoPlan) -> Timeline? {
    var options = layout
    options.tempo = tempo
    return try? scheduler.schedule(routine, options, meter: speaker).timeline
  }

  private static func voice(
    for routine: Routine, _ choices: Choices, in folders: Folders, beside known: [Diagnostic]
  ) throws(Failure) -> VoiceCatalog.Voice {
    do throws(VoiceCatalog.Failure) {
      return try VoiceCatalog(folders).voice(
        named: choices.voice
          ?? (choices.layout.isQuiet ? VoiceCatalog.quiet : routine.voice?.name)
          ?? VoiceCatalog.standard)
    } catch {
      switch error {
      case .broken(let diagnostics): throw .findings(diagnostics)
      case .missing(let missing):
        guard choices.voice == nil, !choices.layout.isQuiet, let request = routine.voice else {
          throw .catalog(missing)
        }
        throw .findings(
          known + [
            Diagnostic(
              .error, .unknownVoice, missing.message, at: request.span,
              sourceLine: request.sourceLine, remedy: missing.advice)
          ])
      }
    }
  }

  private static func catching<Value>(
    _ body: () throws(CatalogError) -> Value
  ) throws(Failure) -> Value {
    do throws(CatalogError) {
      return try body()
    } catch {
      throw .catalog(error)
    }
  }
}
