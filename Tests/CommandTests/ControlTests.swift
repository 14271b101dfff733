import Foundation
import TestSupport
import TestTraits
import Testing

/// Control from outside, by other projects' clients; what is heard confirms it.
@Suite("Control from the desktop and from another terminal", .serialized, .waits)
struct ControlTests {
  static let script = """
    title: Control
    steps:
      - say: Welcome. Sit tall, and let your shoulders drop. Breathe in slowly, and breathe out.
      - reps: 30
        of: Twist
        say: Turn.
        tempo: 2s
      - say: Now the other way.
      - reps: 30
        of: Bend
        tempo: 2s
      - say: That is all.
    """

  private struct Exported {
    let samples: [Int16]
    let cues: [Preview.Cue]

    /// The samples of the first cue with this caption, in this step if one is given.
    func cue(_ caption: String, step: Int? = nil) throws -> ArraySlice<Int16> {
      let cue = try #require(
        cues.first { $0.caption == caption && (step == nil || $0.step == step) })
      return samples[cue.start..<cue.start + cue.frames]
    }
  }

  private func export(_ file: String, _ program: Program) throws -> Exported {
    let preview = try JSONDecoder().decode(
      Preview.self, from: try program.run("preview", file, "--json").output)
    return Exported(
      samples: try Wave(try program.run("export", file, "-o", "-").output).samples,
      cues: preview.cues)
  }

  @Test("playerctl reads and controls a session")
  func mediaPlayer() throws {
    let live = try Live()
    let file = try live.program.write(Self.script, to: "control.yaml")
    let exported = try export(file, live.program)
    let session = try live.start("play", file, "--device", "vspk")
    #expect(eventually { live.said.contains("Welcome.") })
    let follower = live.program.folder.appending(path: "followed.txt").path()
    #expect(
      eventually { (try? live.coach("status").code) == 0 }, "the session is on the bus")
    let follow = try Child(
      ["playerctl", "--player=coach", "--follow", "status"], environment: live.environment,
      output: follower)
    defer { follow.kill() }
    #expect(try live.playerctl("status") == "Playing")
    #expect(try live.playerctl("metadata", "title") == "Introduction")
    #expect(try live.playerctl("metadata", "album") == "Introduction")
    #expect(try live.playerctl("metadata", "artist") == "Control")
    let length = try #require(Double(try live.playerctl("metadata", "mpris:length"))) / 1e6
    let end = try #require(exported.cues.first { $0.caption == "Turn." }).seconds
    #expect(length > 5 && length <= end)
    let position = try #require(Double(try live.playerctl("position")))
    #expect(position > 0 && position < length)

    _ = try live.playerctl("play-pause")
    #expect(try live.playerctl("status") == "Paused")
    let paused = live.rig.recordedFrames + 6_615
    #expect(eventually { live.rig.recordedFrames > paused + 11_025 })
    #expect(try live.isSilent(for: 11_025), "paused, nothing is heard")

    let next = live.rig.recordedFrames
    _ = try live.playerctl("next")
    #expect(try live.playerctl("status") == "Paused", "a paused player stays paused")
    #expect(eventually { (try? live.playerctl("metadata", "title")) == "Twist" })
    _ = try live.playerctl("play")
    #expect(try live.playerctl("status") == "Playing")
    #expect(eventually { live.said.contains("Turn.") })
    #expect(try live.playerctl("metadata", "artist") == "Control")
    #expect(eventually { (try? live.heard(exported.cue("Turn."), from: next)) == true })

    let back = live.rig.recordedFrames
    _ = try live.playerctl("previous")
    _ = try live.playerctl("previous")
    #expect(eventually { (try? live.heard(exported.cue("Welcome."), from: back)) == true })

    _ = try live.playerctl("volume", "0.5")
    #expect(try live.playerctl("volume").hasPrefix("0.5"))
    _ = try live.playerctl("previous")
    let soft = live.rig.recordedFrames + 2_205
    let words = live.said.count
    #expect(eventually { live.said.count >= words + 3 })
    let loudest = try exported.cue("Welcome.").map { abs(Int($0)) }.max() ?? 0
    #expect(try live.peak(from: soft) > 0)
    #expect(try live.peak(from: soft) < loudest / 4)

    _ = try live.playerctl("position", "1")
    #expect(try #require(Double(try live.playerctl("position"))) < 3)
    _ = try live.playerctl("stop")
    #expect(session.wait() == 0)
    let followed = try String(contentsOfFile: follower, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    #expect(followed.starts(with: ["Playing", "Paused", "Playing"]), "\(followed)")
  }

  @Test("Another terminal controls a session")
  func verbs() throws {
    let live = try Live()
    let file = try live.program.write(Self.script, to: "control.yaml")
    let exported = try export(file, live.program)
    let session = try live.start("play", file, "--device", "vspk")
    #expect(eventually { (try? live.coach("status").text.contains("playing")) == true })
    #expect(try live.coach("next").code == 0)
    #expect(eventually { live.said.contains("two") })
    #expect(try live.coach("pause").code == 0)
    let status = try live.coach("status")
    #expect(status.text.hasPrefix("Control: paused · Twist · 2 of 30 · "), "\(status)")
    let record = try JSONSerialization.jsonObject(
      with: try live.coach("status", "--json").output)
    #expect((record as? [String: Any])?["state"] as? String == "paused")
    #expect((record as? [String: Any])?["repetition"] as? Int == 2)
    let resumed = live.rig.recordedFrames
    #expect(try live.coach("resume").code == 0)
    #expect(
      eventually { (try? live.heard(exported.cue("two"), from: resumed)) == true },
      "the repetition is counted again")
    #expect(try live.coach("slower").code == 0)
    #expect(eventually { live.noted.contains("110 %") })
    let again = live.rig.recordedFrames
    #expect(try live.coach("back").code == 0)
    #expect(eventually { (try? live.heard(exported.cue("Turn."), from: again)) == true })
    #expect(try live.coach("toggle").code == 0)
    #expect(try live.coach("status").text.contains("paused"))
    let stopped = live.rig.recordedFrames + 11_025
    #expect(try live.coach("stop").code == 0)
    #expect(session.wait() == 0)
    #expect(eventually { (try? live.peak(from: stopped)) ?? 0 > 1_000 }, "it says so")
    let gone = try live.coach("pause")
    #expect(gone.code == 1)
    #expect(gone.errors.contains("No session is running."))
    #expect(gone.errors.contains("coach play"))
  }

  @Test("With two sessions, a command without --session lists both")
  func two() throws {
    let live = try Live()
    let file = try live.program.write(Self.script, to: "control.yaml")
    let first = try live.start("play", file, "--device", "vspk")
    // With a state of its own, it does not know of the first.
    let second = try Child(
      [Program.path, "play", file, "--device", "vspk"],
      environment: live.environment.merging(["XDG_STATE_HOME": live.program.folder.path() + "other"]
      ) { $1 })
    defer { second.kill() }
    #expect(
      eventually { (try? live.coach("status").text.split(separator: "\n").count) == 2 })
    let refused = try live.coach("pause")
    #expect(refused.code == 1)
    #expect(refused.errors.contains("There are 2 sessions running."))
    #expect(refused.errors.contains("--session: coach (Control), "))
    #expect(try live.coach("pause", "--session", "coach").code == 0)
    // The one that still plays is meant.
    #expect(eventually { (try? live.coach("stop").code) == 0 })
    #expect(eventually { first.isRunning != second.isRunning })
    #expect(try live.coach("stop").code == 0)
    #expect(eventually { !first.isRunning && !second.isRunning })
  }
}
