public import Foundation

/// What a program did that a test ran until it ended.
public struct ProgramResult: Sendable {
  /// Its exit code, or 128 plus the number of the signal that ended it.
  public let code: Int32
  /// Its standard output, byte for byte.
  public let output: Data
  /// Its standard error, as text.
  public let errors: String

  /// Its standard output, as text.
  public var text: String { String(decoding: output, as: UTF8.self) }
}

extension Child {
  /// Runs a program until it ends.
  ///
  /// - Parameters:
  ///   - command: the program, found along PATH, and its arguments.
  ///   - environment: all the variables it sees.
  ///   - input: the file its standard input comes from; empty by default.
  /// - Returns: its exit code and everything it printed.
  /// - Throws: `RigFailure` if there is no such program.
  public static func run(
    _ command: [String], environment: [String: String], input: String? = nil
  ) throws -> ProgramResult {
    let folder = FileManager.default.temporaryDirectory
    let files = ["output", "errors"].map {
      folder.appending(path: "coach-test-\(UUID()).\($0)").path()
    }
    defer { for file in files { try? FileManager.default.removeItem(atPath: file) } }
    let child = try Child(
      command, environment: environment, input: input, output: files[0], errors: files[1])
    let code = child.wait()
    let printed = try files.map { try Data(contentsOf: URL(filePath: $0)) }
    return ProgramResult(
      code: code, output: printed[0], errors: String(decoding: printed[1], as: UTF8.self))
  }
}
