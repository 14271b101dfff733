package import CoachErrors
internal import Glibc
internal import Platform

/// Finds the speech process's program.
package enum WorkerProgram {
  static let name = "coach-speech"
  /// If this variable is set, the program is at the path it gives, and nowhere else.
  static let variable = "COACH_SPEECH"

  /// Finds the program: beside the running one, where a build puts it, or in `../libexec/coach`,
  /// where an installation does.
  ///
  /// - Returns: its path.
  /// - Throws: it is in neither place.
  package static func find() throws(CoachError) -> String {
    try find(named: ProcessEnvironment[variable], beside: OwnProgram.folder ?? ".")
  }

  static func find(named path: String?, beside folder: String) throws(CoachError) -> String {
    if let path, !path.isEmpty {
      guard access(path, X_OK) == 0 else {
        throw CoachError(.workerMissing(searched: [path]))
      }
      return path
    }
    let places = ["\(folder)/\(name)", "\(folder)/../libexec/coach/\(name)"]
    for place in places where access(place, X_OK) == 0 { return place }
    throw CoachError(.workerMissing(searched: places))
  }
}
