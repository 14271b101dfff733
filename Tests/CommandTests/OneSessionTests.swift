import Foundation
import Glibc
import TestSupport
import TestTraits
import Testing

@Suite("One session at a time", .serialized, .waits)
struct OneSessionTests {
  @Test("A second one says so, and takes over if it is asked to")
  func second() throws {
    let live = try Live()
    let file = try live.program.write(ControlTests.script, to: "control.yaml")
    let first = try live.start("play", file, "--device", "vspk")
    #expect(eventually { live.said.contains("Welcome.") })
    let refused = try live.coach("play", file, "--device", "vspk")
    #expect(refused.code == 1)
    #expect(refused.errors.contains("“Control” is playing already"), "\(refused.errors)")
    #expect(refused.errors.contains("--take-over"))
    #expect(first.isRunning)
    let second = try live.start("play", file, "--device", "vspk", "--take-over")
    #expect(first.wait() == 128 + SIGTERM)
    #expect(eventually { live.said.contains("Welcome.") })
    #expect(try live.coach("stop").code == 0)
    #expect(second.wait() == 0)
  }

  @Test("Of several that begin at the same moment, one plays")
  func together() throws {
    let live = try Live()
    let file = try live.program.write(ControlTests.script, to: "control.yaml")
    for _ in 0..<3 {
      let errors = (0..<4).map { live.program.folder.appending(path: "errors-\($0)").path() }
      let sessions = try errors.map { path in
        try Child(
          [Program.path, "play", file, "--device", "vspk"], environment: live.environment,
          errors: path)
      }
      defer { for session in sessions { session.kill() } }
      #expect(eventually { sessions.count { $0.isRunning } == 1 })
      let refused = try errors.count {
        try String(contentsOfFile: $0, encoding: .utf8).contains("is playing already")
      }
      #expect(refused == 3)
    }
  }

  @Test("Kept sessions that somebody else wrote end neither play, resume nor list")
  func mutations() throws {
    let live = try Live()
    let file = try live.program.write(ControlTests.script, to: "control.yaml")
    let session = try live.start("play", file, "--device", "vspk")
    #expect(eventually { live.said.contains("Sit tall, and let your shoulders drop.") })
    session.kill()
    let folder = live.program.folder.appending(path: ".local/state/coach/sessions")
    let kept = try #require(
      try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .first { $0.pathExtension == "json" })
    let json = try Data(contentsOf: kept)
    var random = SplitMix(state: 1)
    for index in 0..<200 {
      try Mutation.changed(json, &random).write(to: folder.appending(path: "\(index)-a.json"))
    }
    // One that is much too long, and one whose lock is a folder.
    let long = folder.appending(path: "long-a.json")
    #expect(FileManager.default.createFile(atPath: long.path(), contents: nil))
    let handle = try FileHandle(forWritingTo: long)
    try handle.truncate(atOffset: 2 << 30)
    try handle.close()
    try FileManager.default.createDirectory(
      at: folder.appending(path: "0-a.lock"),
      withIntermediateDirectories: true)
    for _ in 0..<20 {
      let listed = try live.coach("list")
      #expect(listed.code == 0, "\(listed.errors)")
      let resumed = try live.coach("resume", "nothing-like-this")
      #expect(resumed.code == 1 && resumed.errors.contains("no session"), "\(resumed.errors)")
      let other = try live.start("resume", "--anyway", "--device", "vspk")
      #expect(eventually { !other.isRunning || !live.said.isEmpty })
      if other.isRunning { other.kill() } else { #expect(other.wait() <= 1) }
    }
  }
}

/// Changes what a program has kept, as a faulty disk or another program might.
enum Mutation {
  private static var values: [Any] {
    [
      NSNull(), -1, 0, 1, 9e11, 9e15, -9e15, Int64.max, Int64.min, 1e300, -1e300, "", "x", true,
      [Any](), [String: Any](), String(repeating: "long ", count: 1_000), [1, 2, 3],
    ]
  }

  /// Other bytes: another value for a key, a key less, or a broken text.
  static func changed(_ json: Data, _ random: inout SplitMix) -> Data {
    if Int.random(in: 0..<4, using: &random) == 0 {
      var bytes = [UInt8](json)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes.removeLast(Int.random(in: 0...bytes.count, using: &random))
      case 1:
        let at = Int.random(in: 0..<bytes.count, using: &random)
        bytes[at] = UInt8.random(in: 0...255, using: &random)
      default:
        let at = Int.random(in: 0..<bytes.count, using: &random)
        bytes.insert(contentsOf: Array("9999999999999999999".utf8), at: at)
      }
      return Data(bytes)
    }
    let value = try? JSONSerialization.jsonObject(with: json)
    let other = changed(value ?? NSNull(), &random)
    let isWhole = other is [String: Any] || other is [Any]
    return (isWhole ? try? JSONSerialization.data(withJSONObject: other) : nil) ?? Data("7".utf8)
  }

  private static func changed(_ value: Any, _ random: inout SplitMix) -> Any {
    guard var object = value as? [String: Any],
      let key = object.keys.sorted().randomElement(using: &random)
    else { return values.randomElement(using: &random) ?? 0 }
    if Int.random(in: 0..<8, using: &random) == 0 {
      object[key] = nil
    } else if object[key] is [String: Any], Bool.random(using: &random) {
      object[key] = changed(object[key] ?? 0, &random)
    } else {
      object[key] = values.randomElement(using: &random)
    }
    return object
  }
}
