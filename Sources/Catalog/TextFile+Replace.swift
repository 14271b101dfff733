internal import CoachErrors
internal import Glibc
internal import Platform
internal import RoutineScript
internal import SourceYAML

extension TextFile {
  /// Puts another text in a file's place, all of it or nothing; it keeps its owner and permissions.
  ///
  /// - Parameters:
  ///   - source: the file as it was read; its identity is the file itself, not a link to it.
  ///   - text: what is to be in it.
  /// - Throws: why that cannot be done, or that the file was saved since; it is then as it was.
  static func replace(_ source: SourceText, with text: String) throws(CoachError) {
    let (path, name) = (source.identity, source.name)
    let status: stat
    do throws(Errno) {
      status = try FileSystem.status(of: path)
    } catch {
      throw failure(name, writing: error)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw CoachError(
        "The path \(name) is not a file that can be overwritten.",
        advice: "Pipe it: coach format - < \(name)")
    }
    // A rename would replace a file that its owner has protected; ask as a plain write would.
    guard access(path, W_OK) == 0 else { throw failure(name, writing: .last) }
    guard try read(path, name: name, onlyRegular: true).text == source.text else {
      throw CoachError(
        "The file \(name) was saved by another program meanwhile.",
        advice: "Run the same command again.")
    }
    do throws(Errno) {
      try FileSystem.replaceFile(path, contents: Array(text.utf8), keeping: status)
    } catch {
      throw failure(name, writing: error)
    }
  }

  private static func failure(_ name: String, writing error: Errno) -> CoachError {
    let advice =
      switch error {
      case .permissionDenied, .notPermitted: "Make it and its folder writable: chmod u+w \(name)"
      case .noSpace, .diskQuotaExceeded: "Free some space."
      case .readOnlyFileSystem: "Copy it to a disk that can be written."
      default: "Check that the path is right."
      }
    return CoachError("Cannot write \(name): \(error.reason).", advice: advice)
  }
}
