internal import Foundation
internal import RoutineScript

/// The schema of routines as a file, by which an editor completes and checks them.
public struct SchemaFile: Sendable {
  /// Where it lies.
  public let path: String

  /// The file of this user, `$XDG_DATA_HOME/coach/routine.schema.json`; it need not exist.
  ///
  /// - Parameter given: another environment than the process's.
  public init(environment given: [String: String]? = nil) {
    let environment = given ?? ProcessInfo.processInfo.environment
    // XDG Base Directory Specification: relative paths there are to be ignored.
    let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let folder = data ?? (environment["HOME"] ?? "/") + "/.local/share"
    path = folder + "/coach/routine.schema.json"
  }

  /// What the line begins with by which editors find a schema.
  static let key = "# yaml-language-server:"

  /// The line by which editors find it.
  ///
  /// An address rather than a path, since the line ends for them at the first space.
  public var line: String { "\(Self.key) $schema=\(URL(filePath: path).absoluteString)" }

  /// Writes it, unless it is there and as it should be.
  ///
  /// - Throws: `CatalogError` where it cannot be written.
  public func refresh() throws(CatalogError) {
    let text = ScriptSchema.routine
    if let old = FileManager.default.contents(atPath: path), old == Data(text.utf8) { return }
    do throws(NewTextFile.Failure) {
      try NewTextFile.replace(path, text: text)
    } catch {
      throw CatalogError(
        "cannot write \(path): \(error.reason)",
        advice: "make that folder writable, or set XDG_DATA_HOME to one that is")
    }
  }
}
