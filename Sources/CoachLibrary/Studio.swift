internal import Catalog
public import CoachErrors
public import CueTimeline
internal import Preparation
internal import RoutineScript
public import SourceYAML

/// Where routines are scheduled, spoken and rendered.
///
/// It finds routines and voices as the command `coach` does: the user's own first
/// (`~/.config/coach`), then those that ship with it. The voice that spoke last is kept, so that a
/// phrase is synthesized once however often a routine is prepared. May be used from any thread.
public struct Studio: Sendable {
  private let folders: Folders
  private let voiceCache = VoiceCache()

  /// Opens the studio.
  ///
  /// - Parameters:
  ///   - user: the folder of the user's own `routines` and `voices`, which need not exist; `nil` for
  ///     `~/.config/coach`.
  ///   - data: the folder that holds `Scripts` and `Voices`; `nil` for the one beside the program,
  ///     where the package manager puts it, or that the variable `COACH_DATA` names.
  /// - Throws: `CoachError` if what ships with `coach` is not there.
  public init(user: String? = nil, data: String? = nil) throws(CoachError) {
    folders = try Folders.standard(user: user, data: data)
  }

  /// The names of the routines there are, in order.
  public var routines: [String] { RoutineCatalog(folders).entries.map(\.name) }

  /// The names of the voices there are, in order.
  public var voices: [String] { VoiceCatalog(folders).names }

  /// Lays a routine out that is built in code, and has its phrases spoken.
  ///
  /// - Parameters:
  ///   - draft: the routine. What it includes is looked for as if it lay in the folder of the user's own
  ///     routines.
  ///   - choices: what the listener wants otherwise.
  /// - Returns: the routine with its timeline and its sound.
  /// - Throws: `CoachError`, with the findings if the draft has errors.
  public func prepare(
    _ draft: RoutineDraft, _ choices: ListenerChoices = ListenerChoices()
  ) throws(CoachError) -> PreparedRoutine {
    try prepare(source(draft), choices)
  }

  /// Lays a routine out that is kept as a script, and has its phrases spoken.
  ///
  /// - Parameters:
  ///   - routine: its name, or the path of a script: anything with a `/`, or ending in `.yaml`.
  ///   - choices: what the listener wants otherwise.
  /// - Returns: the routine with its timeline and its sound.
  /// - Throws: `CoachError`, with the findings if the script has errors.
  public func prepare(
    routine: String, _ choices: ListenerChoices = ListenerChoices()
  ) throws(CoachError) -> PreparedRoutine {
    try prepare(source(routine), choices)
  }

  /// All that is wrong with a routine that is built in code, in whatever way it is played.
  ///
  /// - Parameter draft: the routine.
  /// - Returns: the findings, errors and warnings; none if there is nothing to say against it.
  /// - Throws: `CoachError` if the voice it asks for cannot speak at all.
  public func findings(in draft: RoutineDraft) throws(CoachError) -> [Diagnostic] {
    do throws(CoachError) {
      return try RoutineCheck(source(draft), in: folders, language: nil, voices: voiceCache)
        .diagnostics
    } catch {
      guard error.findings.isEmpty else { return error.findings }
      throw error
    }
  }

  private func prepare(
    _ source: SourceText, _ choices: ListenerChoices
  ) throws(CoachError) -> PreparedRoutine {
    try PreparedRoutine(Preparation(source, choices, in: folders, from: voiceCache))
  }

  private func source(_ routine: String) throws(CoachError) -> SourceText {
    try RoutineCatalog(folders).source(routine)
  }

  private func source(_ draft: RoutineDraft) -> SourceText {
    // The path of no script, since it does not end in `.yaml`: nothing can include it.
    SourceText(name: draft.title, identity: folders.user + "/routines/.draft", text: draft.script)
  }
}
