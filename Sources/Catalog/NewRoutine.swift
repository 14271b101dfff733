public import CoachErrors
internal import Glibc
internal import Platform
internal import RoutineScript
public import SourceYAML

/// A routine of somebody's own as it is begun: a small one that works, or a copy of another.
public struct NewRoutine: Sendable {
  /// What it starts from.
  public enum Origin: Sendable {
    /// The small one in a language, by its tag.
    case template(language: String)
    /// Another routine, by its name or path.
    case routine(String)
  }

  /// The file it will be.
  public let path: String
  /// What it will say.
  public let text: String
  /// Includes that are not found from its place, though they are from the original's.
  public let lost: [Diagnostic]
  /// The languages that the original has texts in, which do not come with it.
  public let translations: [String]

  /// Prepares a routine; nothing is written yet.
  ///
  /// - Parameters:
  ///   - name: the file's name, with a folder or without, with `.yaml` or without.
  ///   - origin: what it starts from.
  ///   - line: the first line, by which editors find the language's schema; `nil` for none.
  ///   - folders: where routines and templates are kept.
  /// - Throws: if no routine can have that name, or there is nothing to start from.
  public init(
    named name: String, from origin: Origin, line: String?, in folders: Folders
  ) throws(CoachError) {
    let file = try FileName(name)
    path = file.path
    let catalog = RoutineCatalog(folders)
    switch origin {
    case .template(let language):
      let template = try catalog.template(language).lines.map { line in
        line.starts(with: "title:") ? "title: \(file.title)" : String(line)
      }
      let shown = file.path.contains(where: \.isWhitespace) ? "'\(file.path)'" : file.path
      text = Self.text(template, under: line).replacing("FILE", with: shown)
      lost = []
      translations = []
    case .routine(let routine):
      let source = try catalog.source(routine)
      guard source.text.utf8.count <= YAMLReader.largestSource else {
        throw CoachError("The file \(routine) is too large for a routine.", advice: "Name another.")
      }
      text = Self.text(source.lines.map(String.init), under: line)
      let copy = SourceText(
        name: path, identity: FileSystem.standardPath(of: path), text: text)
      let before = catalog.parse(source).diagnostics.filter { $0.id == .includeMissing }
      lost = catalog.parse(copy).diagnostics.filter { finding in
        finding.id == .includeMissing && !before.contains { $0.sourceLine == finding.sourceLine }
      }
      translations = catalog.translations(of: source)
    }
  }

  /// A script under the line that names its schema, which takes the place of any such line it has.
  private static func text(_ lines: [String], under line: String?) -> String {
    var lines = lines.filter { !$0.hasPrefix(SchemaFile.key) }
    if let line { lines.insert(line, at: 0) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Writes it.
  ///
  /// - Throws: if there is a file of that name already, which stays as it is, or it cannot be
  ///   written.
  public func write() throws(CoachError) {
    do throws(Errno) {
      try FileSystem.createFile(path, contents: Array(text.utf8))
    } catch {
      let folder = FileSystem.folder(of: path)
      switch error {
      case .fileExists:
        throw CoachError(
          "The file \(path) exists already, and stays as it is.",
          advice: "Give the new one another name.")
      case .noSuchFileOrDirectory:
        throw CoachError("There is no folder \(folder).", advice: "Make it: mkdir -p \(folder)")
      default:
        throw CoachError(
          "Cannot write \(path): \(error.reason).",
          advice: "Go to a folder of your own, or name one: coach new ~/NAME")
      }
    }
  }
}

extension NewRoutine {
  /// A routine's file, and what it is called after that.
  private struct FileName {
    let path: String
    private let stem: String

    init(_ name: String) throws(CoachError) {
      let last = FileSystem.name(of: name)
      let ending = [".yaml", ".yml"].first { last.hasSuffix($0) } ?? ""
      stem = String(last.dropLast(ending.count))
      path = ending.isEmpty ? name + ".yaml" : name
      let isNamed = !stem.isEmpty && !name.hasSuffix("/") && !stem.hasPrefix(".")
      guard isNamed, !name.unicodeScalars.contains(where: \.isControl) else {
        throw CoachError(
          "The name `\(name)` cannot be a routine's name.", advice: "Use letters: coach new neck")
      }
      if let translated = TranslatedName(stem) {
        throw CoachError(
          "The file \(path) would be the texts of `\(translated.routine)` in `\(translated.language)`.",
          advice: "Leave the full stop out: coach new \(translated.routine)-\(translated.language)")
      }
    }

    /// The name as words, as YAML takes it: `neck-and-back` is `Neck and back`.
    var title: String {
      let words = stem.split { "-_ ".contains($0) }.joined(separator: " ")
      let title = words.prefix(1).uppercased() + words.dropFirst()
      let isPlain =
        title.first?.isLetter == true
        && title.allSatisfy { $0.isLetter || $0.isNumber || $0 == " " }
        && !["null", "true", "false", "yes", "no", "on", "off"].contains(title.lowercased())
      if isPlain { return title }
      let escaped = (title.isEmpty ? stem : title)
        .replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "\"\(escaped)\""
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { properties.generalCategory == .control }
}

extension RoutineCatalog {
  /// The small routine in a language that one's own is begun with.
  fileprivate func template(_ language: String) throws(CoachError) -> SourceText {
    let places = folders.routines.map { $0 + "/templates" }
    guard let folder = places.first(where: { Self.names(in: $0).contains(language) }) else {
      let known = Set(places.flatMap(Self.names)).sorted().joined(separator: ", ")
      throw CoachError(
        "There is no routine to begin with in `\(language)`.",
        advice: known.isEmpty ? "Begin with a copy: --from think-tall" : "There is one in \(known)."
      )
    }
    let path = "\(folder)/\(language).yaml"
    return try TextFile.read(path, name: path)
  }
}
