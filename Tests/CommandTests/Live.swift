import Foundation
import TestSupport
import Testing

/// A session of the built `coach`, on a paced sound card and a bus of its own.
final class Live {
  let program: Program
  let rig: SoundRig
  let bus: PrivateBus
  /// What a program sees that is to share the session's card and bus.
  let environment: [String: String]
  private let output: String
  private let errors: String
  private var sessions: [Child] = []

  init() throws {
    program = try Program()
    rig = try SoundRig(setsEnvironment: false)
    bus = try PrivateBus()
    environment = program.environment.merging(
      rig.environment.filter { $0.key.hasPrefix("PULSE") || $0.key == "ALSA_CONFIG_PATH" }
    ) { $1 }.merging(["DBUS_SESSION_BUS_ADDRESS": bus.address]) { $1 }
    output = program.folder.appending(path: "said.txt").path()
    errors = program.folder.appending(path: "noted.txt").path()
  }

  deinit {
    for session in sessions { session.kill() }
    program.remove()
  }

  /// Starts a session that writes down what is said.
  @discardableResult
  func start(_ arguments: String...) throws -> Child {
    let child = try Child(
      [Program.path] + arguments, environment: environment, output: output, errors: errors)
    sessions.append(child)
    return child
  }

  /// The captions said so far.
  var said: [String] {
    let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { String($0.drop { $0 != " " }.drop { $0 == " " }) }
  }

  /// What was noted in passing.
  var noted: String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }

  /// Runs another `coach` beside the session.
  func coach(_ arguments: String...) throws -> (code: Int32, output: String, errors: String) {
    try run([Program.path] + arguments)
  }

  /// Asks the desktop's own client.
  func playerctl(_ arguments: String...) throws -> String {
    let result = try run(["playerctl", "--player=coach"] + arguments)
    #expect(result.code == 0, "playerctl \(arguments): \(result.errors)")
    return result.output
  }

  private func run(
    _ command: [String]
  ) throws -> (code: Int32, output: String, errors: String) {
    let name = program.folder.appending(path: UUID().uuidString).path()
    let child = try Child(
      command, environment: environment, output: name + ".out", errors: name + ".err")
    let code = child.wait()
    let trimmed = { (path: String) in
      try String(contentsOfFile: path, encoding: .utf8)
        .trimmingCharacters(in: .whitespacesAndNewlines)
    }
    return (code, try trimmed(name + ".out"), try trimmed(name + ".err"))
  }

  /// Whether nothing has been heard for some frames.
  func isSilent(for frames: Int) throws -> Bool {
    try rig.recording().suffix(frames).allSatisfy { $0 == 0 }
  }

  /// The loudest sample heard from a frame of the recording on.
  func peak(from frame: Int) throws -> Int {
    try rig.recording().dropFirst(frame).map { abs(Int($0)) }.max() ?? 0
  }

  /// Whether some samples were heard, whole and exact, from a frame of the recording on.
  func heard(_ samples: ArraySlice<Int16>, from frame: Int = 0) throws -> Bool {
    let recording = try rig.recording()
    guard let first = samples.firstIndex(where: { $0 != 0 }) else { return false }
    let probe = Array(samples[first..<min(first + 400, samples.endIndex)])
    var index = frame
    while index + probe.count <= recording.count {
      if recording[index] == probe[0], recording[index + 1] == probe[1],
        recording[index..<index + probe.count].elementsEqual(probe)
      {
        return true
      }
      index += 1
    }
    return false
  }
}
