public import CoachErrors
internal import RoutineScript
internal import ScriptTools
public import SourceYAML

/// A script, voice or any other file of the language, and the same formatted.
public struct FormattedFile: Sendable {
  /// The text as it is.
  public let source: SourceText
  /// The text as it is formatted.
  public let text: String

  /// Whether the two differ.
  public var isChange: Bool { !text.utf8.elementsEqual(source.text.utf8) }

  /// Formats a file; it is not written.
  ///
  /// - Parameters:
  ///   - file: its path, or the name of a routine of the user's own.
  ///   - folders: where routines are.
  /// - Throws: if it cannot be read or formatted, or is not the user's to change.
  public init(_ file: String, in folders: Folders) throws(CoachError) {
    try self.init(Self.source(file, in: RoutineCatalog(folders)))
  }

  private static func source(
    _ file: String, in catalog: RoutineCatalog
  ) throws(CoachError) -> SourceText {
    guard
      RoutineCatalog.isPath(file)
        || !catalog.entries.contains(where: { $0.name == file && $0.isBuiltIn })
    else {
      throw CoachError(
        "The routine `\(file)` ships with coach, and is not changed.",
        advice: "Make a routine of your own from it: coach new my-\(file) --from \(file)")
    }
    return try catalog.source(file)
  }

  /// Formats what comes from standard input.
  ///
  /// - Throws: if it cannot be read or formatted.
  public static func standardInput() throws(CoachError) -> FormattedFile {
    try FormattedFile(TextFile.read("/dev/stdin", name: "standard input"))
  }

  private init(_ source: SourceText) throws(CoachError) {
    switch ScriptFormatter.format(source) {
    case .formatted(let text): self.text = text
    case .refused(let findings): throw .findings(findings)
    }
    self.source = source
  }

  /// Puts the formatted text in the file's place.
  ///
  /// - Throws: if that cannot be done; the file is then as it was.
  public func write() throws(CoachError) {
    try TextFile.replace(source, with: text)
  }
}
