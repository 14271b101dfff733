internal import Platform
internal import RoutineScript

extension RoutineCatalog {
  /// The scripts that a command line names, each once and in its order: a folder stands for all in
  /// it and below, and a translation for the routine it lies beside, which it is read with.
  ///
  /// - Parameter names: routines, paths of scripts, and folders.
  /// - Returns: names and paths, and the files in folders that are left out, being none of `coach`'s.
  public func scripts(named names: [String]) -> (scripts: [String], others: [String]) {
    var scripts: [String] = []
    var others: [String] = []
    func add(_ script: String) {
      let script = Self.routine(ofTranslation: script) ?? script
      if !scripts.contains(script) { scripts.append(script) }
    }
    for name in names {
      guard !entries.contains(where: { $0.name == name }), let files = Self.files(below: name)
      else {
        add(name)
        continue
      }
      for file in files {
        if Self.routine(ofTranslation: file) == nil, !Self.isKnown(file) {
          others.append(file)
        } else {
          add(file)
        }
      }
      // If nothing is in it, the folder itself is reported.
      if files.isEmpty { add(name) }
    }
    return (scripts, others)
  }

  /// The YAML files in a folder and below, by name; `nil` if it is not a folder.
  ///
  /// Nothing hidden, and nothing behind links to other folders.
  private static func files(below folder: String) -> [String]? {
    guard FileSystem.isFolder(folder) else { return nil }
    let start = folder.hasSuffix("/") ? folder : folder + "/"
    func below(_ path: String) -> [String] {
      let names = (try? FileSystem.names(in: start + path)) ?? []
      return names.filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
        let inner = path + name
        if FileSystem.isFolder(start + inner) {
          return FileSystem.linkTarget(of: start + inner) == nil ? below(inner + "/") : []
        }
        return name.hasSuffix(".yaml") || name.hasSuffix(".yml") ? [inner] : []
      }
    }
    return below("").sorted().map { start + $0 }
  }

  /// The routine that a translation belongs to, in the same folder; `nil` if the file is not a translation.
  private static func routine(ofTranslation file: String) -> String? {
    guard isPath(file), file.hasSuffix(".yaml"), let name = TranslatedName(String(file.dropLast(5)))
    else { return nil }
    let routine = name.routine + ".yaml"
    return FileSystem.exists(routine) ? routine : nil
  }

  /// Whether a file that nobody named is for `coach`: others lie in the same folders.
  private static func isKnown(_ file: String) -> Bool {
    // What cannot be read is reported when it is read.
    guard let source = try? TextFile.read(file, name: file, onlyRegular: true) else { return true }
    return FileKind(of: source, isNamed: false) != nil
  }
}
