internal import Foundation
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
      // Where there is nothing in it, the folder itself is what is told of.
      if files.isEmpty { add(name) }
    }
    return (scripts, others)
  }

  /// The YAML files in a folder and below, by name; `nil` where it is none.
  private static func files(below folder: String) -> [String]? {
    var isFolder = ObjCBool(false)
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else { return nil }
    let below = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    let start = folder.hasSuffix("/") ? folder : folder + "/"
    return below.filter { path in
      (path.hasSuffix(".yaml") || path.hasSuffix(".yml"))
        && !path.split(separator: "/").contains { $0.hasPrefix(".") }
    }.sorted().map { start + $0 }
  }

  /// The routine that a translation lies beside; `nil` where the file is no such.
  private static func routine(ofTranslation file: String) -> String? {
    guard isPath(file), file.hasSuffix(".yaml"), let name = TranslatedName(String(file.dropLast(5)))
    else { return nil }
    let routine = name.routine + ".yaml"
    return FileManager.default.fileExists(atPath: routine) ? routine : nil
  }

  /// Whether a file that nobody named is for `coach`: others lie in the same folders.
  private static func isKnown(_ file: String) -> Bool {
    // What cannot be read is told by whoever reads it.
    guard let source = try? TextFile.read(file, name: file, onlyRegular: true) else { return true }
    return FileKind(of: source, isNamed: false) != nil
  }
}
