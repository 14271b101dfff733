public import Catalog
public import CoachErrors
public import CueTimeline
package import Platform

/// A routine that is prepared again and again while somebody writes it.
///
/// The voice is kept from one version to the next, so that only what has changed is synthesized.
public final class Rehearsal {
  private let name: String
  private let choices: ListenerChoices
  private let folders: Folders
  private let voices = VoiceCache()
  /// The files the last version was made of, and those that were looked for in vain.
  package private(set) var notes = FileNotes()

  /// Makes a rehearsal; nothing is read yet.
  ///
  /// - Parameters:
  ///   - routine: a name, or a path.
  ///   - choices: what the listener wants otherwise.
  ///   - folders: where routines and voices are kept.
  public init(_ routine: String, _ choices: ListenerChoices, in folders: Folders) {
    name = routine
    self.choices = choices
    self.folders = folders
  }

  /// Prepares the routine as its files are now.
  ///
  /// - Returns: what every output starts from.
  /// - Throws: why there is nothing to play, now.
  public func prepare() throws(CoachError) -> Preparation {
    let before = notes
    notes = FileNotes()
    let folders = folders.noting(in: notes)
    do throws(CoachError) {
      return try Preparation(
        RoutineCatalog(folders).source(name), choices, in: folders, from: voices)
    } catch {
      // A version that is broken may not say all that the one before did.
      for path in before.paths { notes.add(path) }
      throw error
    }
  }
}
