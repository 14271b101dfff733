import Foundation
import TestSupport
import Testing

/// A session of the built `coach`, on a private sound card with real pacing and a private bus.
final class Live {
  let program: Program
  let rig: SoundRig
  let bus: PrivateBus
  /// The environment of a program that shares the session's card and bus.
  let environment: [String: String]
  private let output: String
  private let errors: String
  private var sessions: [Child] = []

  init() throws {
    program = try Program()
    rig = try SoundRig(setsEnvironment: false)
    bus = try PrivateBus()
    environment = program.environment.merging(rig.sound) { $1 }
      .merging(["DBUS_SESSION_BUS_ADDRESS": bus.address]) { $1 }
    output = program.folder.appending(path: "said.txt").path()
    errors = program.folder.appending(path: "noted.txt").path()
  }

  deinit {
    for session in sessions { session.kill() }
  }

  /// Starts a session that writes down what is said.
  @discardableResult
  func start(_ arguments: String..., with variables: [String: String] = [:]) throws -> Child {
    let child = try Child(
      [Program.path] + arguments, environment: environment.merging(variables) { $1 },
      output: output, errors: errors)
    sessions.append(child)
    return child
  }

  /// The captions said so far.
  var said: [String] {
    let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { $0.withoutTime }
  }

  /// What the session has written to standard error so far.
  var noted: String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }

  /// Runs another `coach`, as in another terminal.
  func coach(_ arguments: String...) throws -> ProgramResult {
    try program.run(arguments: arguments, environment: environment)
  }

  /// Asks the desktop's own client, `playerctl`.
  ///
  /// - Returns: what it prints, without the end of the line.
  func playerctl(_ arguments: String...) throws -> String {
    let result = try program.run(
      command: ["playerctl", "--player=coach"] + arguments, environment: environment)
    #expect(result.code == 0, "playerctl \(arguments): \(result.errors)")
    return result.text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Whether the last frames of the recording are silent.
  func isSilent(for frames: Int) throws -> Bool {
    try rig.recording().suffix(frames).allSatisfy { $0 == 0 }
  }

  /// The loudest sample of the recording from a frame on.
  func peak(from frame: Int) throws -> Int {
    try rig.recording().dropFirst(frame).map { abs(Int($0)) }.max() ?? 0
  }

  /// Whether samples were heard after a frame of the recording: the first 400 that are not silent,
  /// exactly.
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

extension Substring {
  /// A line that a session prints, without its time: the caption.
  var withoutTime: String { String(drop { $0 != " " }.drop { $0 == " " }) }
}
