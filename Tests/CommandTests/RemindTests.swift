import Foundation
import TestSupport
import TestTraits
import Testing

@Suite("coach remind", .serialized, .waits)
struct RemindTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test(
    "Wrong usage exits with 64 and says what to write",
    arguments: [
      ("--every 45", "45m"), ("--every 1:30", "1h30"), ("--every 3x", "there is no unit `x`"),
      ("--every 30s", "at least a minute"), ("--every 25h", "at most a day"),
      ("--every -5m", "--every"), ("--jitter 30m", "at most 15min"), ("--between 8", "8:00-20:00"),
      ("--between 8-8", "0:00-24:00"), ("status --every 5m", "takes no options"),
      ("install --now", "--now"), ("instal", "instal"),
    ])
  func usage(arguments: String, advice: String) throws {
    let result = try program.shell("coach remind \(arguments)")
    #expect(result.code == 64)
    #expect(result.errors.contains(advice), "\(result.errors)")
  }

  @Test("In the foreground it prints the plan and the next time, and ends on a signal")
  func foreground() throws {
    for signal in [SIGINT, SIGTERM, SIGHUP] {
      let output = program.folder.appending(path: "printed").path()
      let child = try Child(
        [Program.path, "remind", "--between", "0-24", "--every", "24h", "--jitter", "0"],
        environment: program.environment.merging(["TZ": "UTC"]) { $1 }, output: output)
      let printed = { (try? String(contentsOfFile: output, encoding: .utf8)) ?? "" }
      #expect(
        eventually {
          printed() == "Every 24 h between 0:00 and 24:00.\nNext: 0:00 tomorrow.\n"
        }, "\(printed())")
      child.signal(signal)
      #expect(child.wait() == 128 + signal)
    }
  }

  @Test("--now is heard after a chime, never over a session, and ends when one begins")
  func now() throws {
    let live = try Live()
    let phrases = try Repository.text("Voices/phrases/en.yaml")
    let before = live.rig.recordedFrames
    let result = try live.coach("remind", "--now", "--device", "vspk")
    #expect(result.code == 0, "\(result.errors)")
    let said = result.text.dropLast().withoutTime
    #expect(!said.isEmpty && phrases.contains("\n  - \(said)\n"), "\(result.text)")
    let end = live.rig.recordedFrames + 11_025
    #expect(eventually { live.rig.recordedFrames > end })
    #expect(try live.isSilent(for: 4_410), "it has ended")
    let heard = try live.rig.recording().dropFirst(before)
    #expect(heard.count { abs(Int($0)) > 300 } > 11_025, "more than half a second of sound")
    #expect((heard.map { abs(Int($0)) }.max() ?? 0) > 5_000)

    // What is said now takes a minute; a session that begins meanwhile ends it.
    let long = String(
      repeating: "Breathe in, and breathe out, and let your shoulders drop. ", count: 20)
    let rest = try #require(phrases.range(of: "\nreminders:\n")).lowerBound
    try live.program.write(
      phrases[..<rest] + "\nreminders: [\"\(long)\"]\n",
      to: ".config/coach/voices/phrases/en.yaml")
    let start = live.rig.recordedFrames
    let reminder = try Child(
      [Program.path, "remind", "--now", "--device", "vspk"], environment: live.environment)
    defer { reminder.kill() }
    #expect(eventually { (try? live.peak(from: start)) ?? 0 > 300 })
    let file = try live.program.write(ControlTests.script, to: "control.yaml")
    let session = try live.start("play", file, "--device", "vspk")
    #expect(reminder.wait() == 0)
    #expect(live.rig.recordedFrames - start < 40 * 22_050)

    for state in ["playing", "paused"] {
      #expect(eventually { (try? live.coach("status").text.contains(state)) == true })
      let refused = try live.coach("remind", "--now", "--device", "vspk")
      #expect(refused.code == 1)
      #expect(refused.errors.contains("A session is running"))
      _ = try live.coach("pause")
    }
    let silence = live.rig.recordedFrames + 11_025
    #expect(eventually { live.rig.recordedFrames > silence })
    #expect(try live.isSilent(for: 4_410), "nothing is said while it is paused")
    #expect(try live.coach("stop").code == 0)
    #expect(session.wait() == 0)
  }
}
