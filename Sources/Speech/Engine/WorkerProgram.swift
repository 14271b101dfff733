internal import Glibc
internal import Platform

/// Finds the speech process's program.
package enum WorkerProgram {
  static let name = "coach-speech"
  /// Set to a path, it is taken and nothing else.
  static let variable = "COACH_SPEECH"

  /// The program's path.
  ///
  /// Beside the running program, as the build and the tests have it, or in `../libexec/coach`, as
  /// an installation has it.
  package static func find() throws(SpeechSetupError) -> String {
    try find(named: ProcessEnvironment[variable], beside: OwnProgram.folder ?? ".")
  }

  static func find(named path: String?, beside folder: String) throws(SpeechSetupError) -> String {
    if let path, !path.isEmpty {
      guard access(path, X_OK) == 0 else {
        throw SpeechSetupError(.workerMissing(searched: [path]))
      }
      return path
    }
    let places = ["\(folder)/\(name)", "\(folder)/../libexec/coach/\(name)"]
    for place in places where access(place, X_OK) == 0 { return place }
    throw SpeechSetupError(.workerMissing(searched: places))
  }
}
