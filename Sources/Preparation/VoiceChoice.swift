internal import Catalog
internal import CoachErrors
internal import CueTimeline
internal import RoutineScript
internal import SourceYAML
internal import Speech

/// Which voice a session speaks in, of what the listener and the script ask for.
struct VoiceChoice {
  private let routine: Routine
  private let choices: ListenerChoices
  private let known: [Diagnostic]

  /// - Parameters:
  ///   - routine: what is to be spoken.
  ///   - choices: what the listener wants.
  ///   - known: findings about the script, to be reported with those about its voice.
  init(_ routine: Routine, _ choices: ListenerChoices, _ known: [Diagnostic]) {
    self.routine = routine
    self.choices = choices
    self.known = known
  }

  /// The voice, with all it takes to speak.
  func voice(in folders: Folders) throws(CoachError) -> VoiceCatalog.Voice {
    let catalog = VoiceCatalog(folders)
    let name: String
    if let chosen = choices.voice { name = chosen } else { name = try usual(in: catalog) }
    let voice: VoiceCatalog.Voice
    do throws(CoachError) {
      voice = try catalog.voice(named: name)
    } catch {
      guard error.findings.isEmpty, choices.voice == nil, !choices.isQuiet,
        name == routine.voice?.name
      else { throw error }
      throw failure(error, at: routine.voice)
    }
    if let language = choices.language, voice.profile.language != language {
      let other = try? catalog.name(like: name, speaking: language)
      throw CoachError(
        .missing,
        "The voice `\(name)` speaks \(catalog.name(ofLanguage: voice.profile.language)), and "
          + "\(catalog.name(ofLanguage: language)) is asked for.",
        advice: other.map { "Leave --voice out, or write --voice \($0)." }
          ?? "Leave --language out.")
    }
    return choices.isQuiet ? voice.quiet : voice
  }

  /// The voice's name if the listener gives none: the style that is wanted, in the language that
  /// is wanted.
  private func usual(in catalog: VoiceCatalog) throws(CoachError) -> String {
    let style =
      (choices.isQuiet ? VoiceCatalog.quiet : routine.voice?.name) ?? VoiceCatalog.standard
    guard let language = choices.language ?? routine.language?.name, catalog.names.contains(style)
    else { return style }
    do throws(CoachError) {
      return try catalog.name(like: style, speaking: language)
    } catch {
      throw choices.language == nil ? failure(error, at: routine.language) : error
    }
  }

  /// What the script asks for is a finding in it.
  private func failure(
    _ error: CoachError, at request: Routine.Request?
  ) -> CoachError {
    guard let request else { return error }
    return .findings(
      known + [
        Diagnostic(
          .error, .unknownVoice, error.clause, at: request.span,
          sourceLine: request.sourceLine, remedy: error.remedy)
      ])
  }
}
