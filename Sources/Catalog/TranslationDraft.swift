public import CoachErrors
internal import Glibc
internal import Platform
public import RoutineScript
internal import ScriptTools
internal import SourceYAML

/// The translation file of a routine as it is begun or continued: all texts, with the translations
/// there are.
public struct TranslationDraft: Sendable {
  /// The translation it continues, or the one it begins.
  public let translation: ScriptTranslation
  /// The translations of the routines that this one includes, which have files of their own.
  public let included: [ScriptTranslation]
  /// What the file will say.
  public let text: String
  /// The folder of the user's own routines, which need not exist.
  private let ownFolder: String

  /// Prepares a file; nothing is written yet.
  ///
  /// - Parameters:
  ///   - routine: a name, or a path.
  ///   - language: the language to translate it into, by its tag.
  ///   - folders: where routines and voices are kept.
  /// - Throws: the routine cannot be read, has errors, or is in that language already.
  public init(
    of routine: String, into language: String, in folders: Folders
  ) throws(CoachError) {
    let catalog = RoutineCatalog(folders)
    let source = try catalog.source(routine)
    let outcome = catalog.parse(source, in: language)
    guard outcome.routine != nil else { throw .findings(outcome.diagnostics) }
    guard let own = outcome.translations.first(where: { $0.script == source.name }) else {
      throw CoachError(
        .other, "The routine \(source.name) is in `\(language)` already.",
        advice: "Name another language with --to.")
    }
    translation = own
    included = outcome.translations.filter { $0.script != source.name }
    text = own.template(in: VoiceCatalog(folders).name(ofLanguage: language))
    ownFolder = FileSystem.standardPath(of: folders.routines[0])
  }

  /// Writes the file, over the translation that it continues, but over nothing else.
  ///
  /// The folder of the user's own routines is made if it is missing, other folders are not.
  ///
  /// - Parameter path: where to write it.
  /// - Throws: another file is there, or it cannot be written; what was there is then as it was.
  public func write(to path: String) throws(CoachError) {
    if let source = translation.source, FileSystem.realPath(of: path) == source.identity {
      return try TextFile.replace(source, with: text)
    }
    guard Self.isFree(path) else {
      throw CoachError(
        .other, "The file \(path) exists, and is not the translation of \(translation.script).",
        advice: "The translation is \(translation.file).")
    }
    do throws(Errno) {
      let folder = FileSystem.folder(of: FileSystem.standardPath(of: path))
      if folder == ownFolder { try FileSystem.makeFolder(folder) }
      let file = try NewFile(at: path, as: .hidden)
      try file.write(Array(text.utf8))
      try file.replace()
    } catch {
      throw CoachError(
        .notWritable, "Cannot write \(path): \(error.reason).",
        advice: "Name a file in a folder that exists and is writable.")
    }
  }

  /// Whether there is nothing to lose at a path: no file, or one that a shell has made to print into.
  private static func isFree(_ path: String) -> Bool {
    guard let status = try? FileSystem.status(of: path) else { return true }
    return status.st_mode & S_IFMT == S_IFREG && status.st_size == 0
  }
}
