import Foundation
import TestSupport
import Testing

/// The built `coach`, run as a user would.
struct Program {
  /// What came of a run.
  struct Result {
    let output: Data
    let errors: String
    let code: Int32

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// A folder of the test's own, also its home.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "coach-test-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Where the programs are built: beside the tests.
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
    return environment
  }

  /// Runs `coach` to its end.
  func run(_ arguments: String..., environment extra: [String: String] = [:]) throws -> Result {
    try run(command: [Self.path] + arguments, environment: extra)
  }

  /// Runs `coach` with arguments that are put together.
  func run(arguments: [String]) throws -> Result {
    try run(command: [Self.path] + arguments, environment: [:])
  }

  /// Runs a shell command line in which `coach` is the built program.
  func shell(_ line: String, environment extra: [String: String] = [:]) throws -> Result {
    let script = "coach() { '\(Self.path)' \"$@\"; }; cd '\(folder.path())'; \(line)"
    return try run(command: ["/bin/bash", "-c", script], environment: extra)
  }

  private func run(command: [String], environment extra: [String: String]) throws -> Result {
    let name = UUID().uuidString
    let output = folder.appending(path: "\(name).out")
    let errors = folder.appending(path: "\(name).err")
    let child = try Child(
      command, environment: environment.merging(extra) { $1 }, output: output.path(),
      errors: errors.path())
    let code = child.wait()
    defer {
      try? FileManager.default.removeItem(at: output)
      try? FileManager.default.removeItem(at: errors)
    }
    return Result(
      output: try Data(contentsOf: output),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self), code: code)
  }

  /// Writes a file into the folder.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file.path()
  }

  /// What lies in the folder, hidden files aside: the voice keeps a cache in its home.
  func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path())
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  /// Removes the folder with all that is in it.
  func remove() { try? FileManager.default.removeItem(at: folder) }
}
