internal import CoachErrors
internal import Platform
internal import RoutineScript
public import SourceYAML

/// A translation file's name, without `.yaml`: `upper-back-relief.es`.
struct TranslatedName {
  let routine: String
  let language: String

  /// Takes a name apart; fails if it cannot be a translation's.
  init?(_ name: String) {
    guard let stop = name.lastIndex(of: "."), stop > name.startIndex else { return nil }
    language = String(name[name.index(after: stop)...])
    routine = String(name[..<stop])
    guard LanguageTag.isTag(language) else { return nil }
  }
}

extension RoutineCatalog {
  /// The languages that a script has a translation file for, by their tags, in order.
  public func translations(of source: SourceText) -> [String] {
    let name = Self.name(of: source)
    let names = translationFolders(of: source).flatMap(Self.names).compactMap(TranslatedName.init)
    return Set(names.filter { $0.routine == name }.map(\.language)).sorted()
  }

  /// The texts of a script in another language: beside the script, or, for a built-in routine, in
  /// the user's folder first.
  func translation(
    of source: SourceText, into language: String
  ) throws(RoutineParser.IncludeFailure) -> TranslationFile {
    let file = "\(Self.name(of: source)).\(language).yaml"
    let places = translationFolders(of: source).map { "\($0)/\(file)" }
    for place in places { folders.notes?.add(place) }
    guard let path = places.first(where: { FileSystem.exists($0) }) else {
      return TranslationFile(name: shown(places[0], beside: source), source: nil)
    }
    let name = shown(path, beside: source)
    do throws(CoachError) {
      // As with includes: a script from elsewhere brings no way to other files with it.
      guard
        path == places.first && places.count > 1
          || path.realFolder.isInside(source.identity.realFolder)
      else {
        throw CoachError(
          "The path \(name) leads out of this routine's folder.",
          advice: "Copy it there instead of linking it.")
      }
      let text = try TextFile.read(path, name: name, onlyRegular: true)
      // A file that a shell has made, to print into, has nothing in it yet.
      return TranslationFile(
        name: name, source: text.text.allSatisfy(\.isWhitespace) ? nil : text)
    } catch {
      throw RoutineParser.IncludeFailure(error.clause, remedy: error.remedy)
    }
  }

  /// Where a script's translations may lie, the first that is found counts.
  private func translationFolders(of source: SourceText) -> [String] {
    let builtIn = FileSystem.realPath(of: folders.routines.last ?? "") ?? ""
    let isBuiltIn = !builtIn.isEmpty && source.identity.folder.isInside(builtIn)
    return (isBuiltIn ? [folders.routines[0]] : []) + [source.identity.folder]
  }

  /// What a translation file is called: as its script is.
  private func shown(_ path: String, beside source: SourceText) -> String {
    let file = FileSystem.name(of: path)
    guard path.folder == source.identity.folder else { return path }
    return source.name.contains("/") ? source.name.folder + "/" + file : file
  }

  private static func name(of source: SourceText) -> String {
    source.identity.stem
  }
}
