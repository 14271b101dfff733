import Foundation
import TestSupport
import TestTraits
import Testing

@Suite("coach resume", .serialized, .waits)
struct ResumeTests {
  private static let script = """
    title: Resume
    steps:
      - say: Welcome. Sit tall. Let your shoulders drop. Breathe in slowly.
      - reps: 20
        of: Twist
        tempo: 1s
      - say: That is all.
    """
  private static let numbers = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
  ]

  @Test("After a kill in mid-count it goes on with that repetition and says which")
  func killed() throws {
    let live = try Live()
    let file = try live.program.write(Self.script, to: "resume.yaml")
    var reached = 0
    for number in [3, 8, 12] {
      let session =
        number == 3
        ? try live.start("play", file, "--device", "vspk") : try live.start("resume")
      #expect(eventually { live.said.contains(Self.numbers[number - 1]) })
      session.kill()
      let said = live.said.compactMap(Self.numbers.firstIndex)
      if reached > 0 {
        let first = try #require(said.first) + 1
        #expect((reached - 1...reached + 1).contains(first), "\(said) after \(reached)")
      }
      reached = try #require(said.last) + 1
    }
    let words = live.rig.recordedFrames
    let session = try live.start("resume")
    #expect(session.wait() == 0)
    #expect(live.said.last == "That is all.")
    #expect(try live.peak(from: words) > 0)
    let none = try live.coach("resume")
    #expect(none.code == 1)
    #expect(none.errors.contains("no session to resume"))
    #expect(none.errors.contains("coach play"))
  }

  @Test("A stopped session is offered, but an old or changed one needs --anyway")
  func offered() throws {
    let live = try Live()
    let file = try live.program.write(Self.script, to: "resume.yaml")
    let first = try live.start("play", file, "--device", "vspk")
    #expect(eventually { live.said.contains("five") })
    first.signal(SIGTERM)
    #expect(first.wait() == 128 + SIGTERM)
    let second = try live.start("play", file, "--device", "vspk")
    #expect(eventually { live.said.contains("Sit tall.") })
    #expect(
      live.noted.contains("You stopped this at Twist, "), "\(live.noted)")
    #expect(live.noted.contains("`coach resume` goes on from there."))
    second.kill()

    try age(live, hours: 6)
    let stale = try live.coach("resume", file)
    #expect(stale.code == 1)
    #expect(stale.errors.contains("6 hours ago"))
    #expect(stale.errors.contains("coach resume --anyway"))
    let third = try live.start("resume", file, "--anyway")
    #expect(eventually { !live.said.isEmpty })
    third.kill()

    try age(live, hours: 0)
    try live.program.write(
      Self.script.replacing("of: Twist", with: "of: Turn"), to: "resume.yaml")
    let changed = try live.coach("resume")
    #expect(changed.code == 1)
    #expect(changed.errors.contains("changed"))
    #expect(changed.errors.contains("coach play"))
  }

  /// Makes every saved session so many hours old.
  private func age(_ live: Live, hours: Double) throws {
    let folder = live.program.folder.appending(path: ".local/state/coach/sessions")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path())
    where name.hasSuffix(".json") && !name.hasPrefix(".") {
      let path = folder.appending(path: name)
      var record = try #require(
        try JSONSerialization.jsonObject(with: Data(contentsOf: path)) as? [String: Any])
      record["savedAt"] = Date().timeIntervalSince1970 - hours * 3600
      try JSONSerialization.data(withJSONObject: record).write(to: path)
    }
  }

  @Test("If the place cannot be saved, one note says so and the session plays")
  func unkept() throws {
    let live = try Live()
    let file = try live.program.write(
      "title: Short\nsteps:\n  - say: That is all.\n", to: "short.yaml")
    try live.program.write("", to: ".local/state")
    let session = try live.start("play", file, "--device", "vspk")
    #expect(session.wait() == 0)
    #expect(live.said == ["That is all."])
    #expect(live.noted.contains("Your place cannot be kept in"))
  }
}
