public import CoachErrors
internal import FoundationEssentials
internal import Platform
internal import RoutineScript
internal import ScriptTools

/// The schema of routines as a file, by which an editor completes and checks them.
public struct SchemaFile: Sendable {
  /// Where it lies.
  public let path: String

  /// The file of this user, `$XDG_DATA_HOME/coach/routine.schema.json`; it need not exist.
  ///
  /// - Parameter given: another environment than the process's.
  public init(environment given: [String: String]? = nil) {
    let environment = given ?? ProcessEnvironment.all
    path = UserFolder.data.path(in: environment) + "/coach/routine.schema.json"
  }

  /// What the line begins with by which editors find a schema.
  static let key = "# yaml-language-server:"

  /// The line by which editors find it.
  ///
  /// An address rather than a path, since the line ends for them at the first space.
  public var line: String { "\(Self.key) $schema=\(URL(filePath: path).absoluteString)" }

  /// Writes it, unless it is there and as it should be.
  ///
  /// - Throws: `CoachError` if it cannot be written.
  public func refresh() throws(CoachError) {
    let text = ScriptSchema.routine
    if let old = try? FileSystem.contents(of: path), old == Array(text.utf8) { return }
    do throws(Errno) {
      try FileSystem.replaceFile(path, contents: Array(text.utf8))
    } catch {
      throw CoachError(
        "Cannot write \(path): \(error.reason).",
        advice: "Make that folder writable, or set XDG_DATA_HOME to one that is.")
    }
  }
}
