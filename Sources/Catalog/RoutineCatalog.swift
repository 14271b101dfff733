public import CoachErrors
internal import Platform
public import RoutineScript
public import SourceYAML

/// Finds routines by name or path.
public struct RoutineCatalog: Sendable {
  /// A routine that can be called by its name.
  public struct Entry: Hashable, Sendable {
    /// Its name: the file's, without `.yaml`.
    public let name: String
    /// Its file.
    public let path: String
    /// Whether it ships with `coach`; otherwise it is the user's own.
    public let isBuiltIn: Bool
  }

  let folders: Folders

  /// Makes a catalog of these folders.
  public init(_ folders: Folders) { self.folders = folders }

  /// Every routine that has a name, in the order of names; the user's own hide built-in ones.
  public var entries: [Entry] {
    var found: [String: Entry] = [:]
    for folder in folders.routines.reversed() {
      for name in Self.names(in: folder) {
        found[name] = Entry(
          name: name, path: "\(folder)/\(name).yaml",
          isBuiltIn: folder == folders.routines.last)
      }
    }
    return found.values.filter { entry in
      TranslatedName(entry.name).map { found[$0.routine] == nil } ?? true
    }.sorted { $0.name < $1.name }
  }

  static func names(in folder: String) -> [String] {
    ((try? FileSystem.names(in: folder)) ?? [])
      .filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }
  }

  /// The script that a command line names.
  ///
  /// - Parameter routine: a name, or a path: anything with a `/` or ending in `.yaml` or `.yml`.
  /// - Returns: its text.
  /// - Throws: if there is none, with the nearest name there is.
  public func source(_ routine: String) throws(CoachError) -> SourceText {
    if Self.isPath(routine) {
      folders.notes?.add(routine)
      return try TextFile.read(routine, name: routine)
    }
    for folder in folders.routines { folders.notes?.add("\(folder)/\(routine).yaml") }
    let entries = entries
    if let entry = entries.first(where: { $0.name == routine }) {
      // A built-in routine is known by its name; its path would tell the user nothing.
      return try TextFile.read(
        entry.path, name: entry.isBuiltIn ? routine : entry.path, onlyRegular: true)
    }
    if FileSystem.isFolder(routine) {
      throw CoachError(
        "The path \(routine) is a folder.", advice: "Name a file in it: \(routine)/NAME.yaml")
    }
    throw .unknown(
      "routine", routine, among: entries.map(\.name),
      advice: FileSystem.exists(routine)
        ? "To name the file in this folder, write `./\(routine)`."
        : "`coach list` shows the routines there are.")
  }

  /// Whether there is a routine of this name, or a file if it is a path.
  public func has(_ routine: String) -> Bool {
    Self.isPath(routine)
      ? FileSystem.exists(routine) : entries.contains { $0.name == routine }
  }

  /// Whether a command line names a script by its path: anything with a `/`, or ending in `.yaml`.
  public static func isPath(_ text: String) -> Bool {
    text.contains("/") || text.hasSuffix(".yaml") || text.hasSuffix(".yml")
  }

  /// Reads a script.
  ///
  /// - Parameters:
  ///   - source: its text.
  ///   - values: values for its settings, by name.
  ///   - level: how hard it is to be; `nil` if the listener does not say.
  ///   - language: the language of its texts, by its tag; `nil` for the script's own.
  ///   - translation: its translation into that language, instead of the file's.
  ///   - trees: what is known of scripts that were parsed before.
  /// - Returns: the routine, or why there is none.
  public func parse(
    _ source: SourceText, set values: [String: String] = [:], level: Level? = nil,
    in language: String? = nil, with translation: SourceText? = nil,
    trees: ScriptTrees = ScriptTrees()
  ) -> RoutineParser.Outcome {
    RoutineParser(
      overrides: values, level: level, language: language,
      includes: { name, from throws(RoutineParser.IncludeFailure) in
        try include(name, from: from)
      },
      translations: { script, language throws(RoutineParser.IncludeFailure) in
        let file = try self.translation(of: script, into: language)
        // An included routine has a file of its own.
        guard let translation, translation.identity == file.source?.identity else { return file }
        return TranslationFile(name: file.name, source: translation)
      }
    ).parse(source, trees: trees)
  }

  /// The script an `include` names: beside the including one, or a routine's name.
  ///
  /// A path never leads out of the including script's folder, so that a routine from elsewhere
  /// cannot read other files.
  private func include(
    _ name: String, from source: SourceText
  ) throws(RoutineParser.IncludeFailure) -> SourceText {
    let folder = source.identity.folder
    let beside = Self.isPath(name) ? name : name + ".yaml"
    let path = FileSystem.standardPath(of: folder + "/" + beside)
    folders.notes?.add(path)
    let isInside =
      !name.hasPrefix("/")
      && path.folder.isInside(folder) && path.realFolder.isInside(source.identity.realFolder)
    do throws(CoachError) {
      if Self.isPath(name) {
        guard isInside else {
          throw CoachError(
            "The path `\(name)` leads out of this routine's folder.",
            advice: "Copy that routine beside this one, or to the folder of your own routines.")
        }
        return try TextFile.read(
          path, name: shown(path, as: name, beside: source), onlyRegular: true)
      }
      if isInside, FileSystem.exists(path) {
        return try TextFile.read(
          path, name: shown(path, as: name, beside: source), onlyRegular: true)
      }
      return try self.source(name)
    } catch {
      throw RoutineParser.IncludeFailure(error.clause, remedy: error.remedy)
    }
  }

  /// How an included file is called: as its includer is.
  private func shown(_ path: String, as name: String, beside source: SourceText) -> String {
    guard source.name.contains("/") else {
      return Self.isPath(source.name) ? (Self.isPath(name) ? name : name + ".yaml") : name
    }
    let folder = source.name.folder
    return folder + "/" + (Self.isPath(name) ? name : name + ".yaml")
  }
}
