import Foundation
import TestSupport

/// The built `coach`, run as a user would, in a home of its own that goes with it.
final class Program: Sendable {
  /// Its home, in which its commands run.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "coach-test-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The path of the program, which is built beside the tests.
  static let path: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: tests).deletingLastPathComponent().appending(path: "coach").path()
  }()

  /// The environment of a user who has set nothing.
  var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment
    for name in [
      "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR",
      "DBUS_SESSION_BUS_ADDRESS",
      "NO_COLOR", "COACH_DATA", "COACH_SPEECH", "ALSA_CONFIG_PATH",
    ] {
      environment[name] = nil
    }
    environment["HOME"] = folder.path()
    environment["TERM"] = "xterm"
    return environment
  }

  /// Runs `coach` until it ends.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> ProgramResult {
    try run(arguments: arguments, environment: environment)
  }

  /// Runs `coach` until it ends, with a list of arguments.
  func run(arguments: [String], environment: [String: String] = [:]) throws -> ProgramResult {
    try run(command: [Self.path] + arguments, environment: environment)
  }

  /// Runs a shell command line in which `coach` is the built program.
  func shell(_ line: String, environment: [String: String] = [:]) throws -> ProgramResult {
    let script = "coach() { '\(Self.path)' \"$@\"; }; cd '\(folder.path())'; \(line)"
    return try run(command: ["/bin/bash", "-c", script], environment: environment)
  }

  /// Runs any program until it ends, with variables besides the user's.
  func run(command: [String], environment extra: [String: String]) throws -> ProgramResult {
    try Child.run(command, environment: environment.merging(extra) { $1 })
  }

  /// Writes a file into the folder.
  ///
  /// - Returns: its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file.path()
  }

  /// The text of a file in the folder.
  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// The names in the folder, except hidden ones such as `.local`, which its commands make.
  func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path())
      .filter { !$0.hasPrefix(".") }.sorted()
  }
}
