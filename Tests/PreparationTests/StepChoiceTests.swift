import Catalog
import CoachErrors
import CueTimeline
import Foundation
import Preparation
import TestSupport
import Testing

@Suite("A step of a routine, and the file it is written to", .serialized)
struct StepChoiceTests {
  private let folder: URL
  private let script: String
  private let preparation: Preparation

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "coach-step-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "short.yaml")
    try """
    title: Short
    steps:
      - say: Hello.
      - reps: 2
        of: Twist
        each side: [left, right]
    """.write(to: file, atomically: true, encoding: .utf8)
    script = file.path(percentEncoded: false)
    preparation = try Preparation(
      script,
      in: Folders(
        user: folder.appending(path: "none").path(percentEncoded: false),
        builtIn: Repository.root.path(percentEncoded: false)))
  }

  private func remove() { try? FileManager.default.removeItem(at: folder) }

  private func error(_ body: () throws(CoachError) -> Void) -> CoachError? {
    do throws(CoachError) { try body() } catch { return error }
    return nil
  }

  @Test("By its name it has all its sides, by its number it is alone")
  func choice() throws {
    defer { remove() }
    #expect(try preparation.timeline(ofStep: "twist").steps.map(\.side) == ["left", "right"])
    #expect(try preparation.timeline(ofStep: "2").steps.map(\.side) == ["left"])
    let unknown = error { () throws(CoachError) in
      _ = try preparation.timeline(ofStep: "Twst")
    }
    #expect(unknown?.message.contains("`Twist`") == true)
    for number in ["0", "4", "-1", "\(Int.min)", "\(Int.max)"] {
      let error = error { () throws(CoachError) in _ = try preparation.timeline(ofStep: number) }
      #expect(error?.advice == "The steps have the numbers 1 to 3.")
    }
  }

  @Test("The routine's own script is not written over, also through a link")
  func output() throws {
    defer { remove() }
    let link = folder.appending(path: "link.wav").path(percentEncoded: false)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "short.yaml")
    for path in [script, link] {
      #expect(
        error { () throws(CoachError) in try preparation.refuseScript(asOutput: path) }?.code
          == .notAFile)
    }
    let other = folder.appending(path: "other.wav").path(percentEncoded: false)
    try preparation.refuseScript(asOutput: other)
  }

  @Test(
    "A rough length is in minutes, or in steps of five seconds",
    arguments: [
      (Duration.seconds(1)...Duration.seconds(2), "5 s"),
      (.seconds(44)...(.seconds(44)), "45 s"), (.seconds(58)...(.seconds(61)), "1 min"),
      (.seconds(50)...(.seconds(600)), "1–10 min"),
    ])
  func rough(length: ClosedRange<Duration>, words: String) {
    #expect(RoughLength(length).description == words)
  }
}
