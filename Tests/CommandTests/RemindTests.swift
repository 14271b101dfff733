import Foundation
import TestSupport
import Testing

@Suite("Reminders, by the built program", .serialized)
struct RemindTests {
  /// A `systemctl` that writes down what it is asked, says what it is told to, and does nothing.
  private static let systemctl = """
    #!/bin/sh
    echo "$*" >> "$SYSTEMCTL_LOG"
    case "$*" in *is-active*) echo "${SYSTEMCTL_STATE:-active}" ;; esac
    case "$*" in *"${SYSTEMCTL_FAILS:-nothing}"*) echo "Access denied" >&2; exit 1 ;; esac
    exit 0
    """

  /// Copies a program in a process of its own: one that this process had open to write, however
  /// shortly, could not be started while a child that another test forked meanwhile holds it.
  private static func install(_ file: String, as copy: URL, _ program: Program) throws {
    let result = try program.shell(
      "mkdir -p \"$(dirname \"$TO\")\" && cp \"$FROM\" \"$TO\" && chmod 755 \"$TO\"",
      environment: ["FROM": file, "TO": copy.path(percentEncoded: false)])
    try #require(result.code == 0, "\(result.errors)")
  }

  /// A user with a `systemctl` of his own.
  private struct User {
    let program: Program
    let environment: [String: String]
    let unit: String

    init() throws {
      program = try Program()
      try RemindTests.install(
        try program.write(RemindTests.systemctl, to: "systemctl.sh"),
        as: program.folder.appending(path: "bin/systemctl"), program)
      let folder = program.folder.path()
      let others = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
      environment = ["PATH": "\(folder)/bin:\(others)", "SYSTEMCTL_LOG": "\(folder)/asked"]
      unit = "\(folder)/.config/systemd/user/coach-remind.service"
    }

    var text: String? { try? String(contentsOfFile: unit, encoding: .utf8) }

    /// What was asked of `systemctl` since this was last looked at.
    func asked() -> [String] {
      let path = environment["SYSTEMCTL_LOG"] ?? ""
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      try? FileManager.default.removeItem(atPath: path)
      return text.split(separator: "\n").map(String.init)
    }

    func remind(
      _ arguments: String, _ more: [String: String] = [:]
    ) throws -> Program.Result {
      try program.shell("coach remind \(arguments)", environment: environment.merging(more) { $1 })
    }

    /// What systemd itself finds wrong with the unit.
    func verify() throws -> (code: Int32, complaints: String) {
      let result = try program.shell(
        "SYSTEMD_LOG_LEVEL=warning systemd-analyze verify --user '\(unit)'",
        environment: ["XDG_RUNTIME_DIR": program.folder.path()])
      return (result.code, result.text + result.errors)
    }
  }

  @Test("Installed, asked, replaced and removed")
  func service() throws {
    let user = try User()
    defer { user.program.remove() }
    let installed = try user.remind("install --every 1h30 --between 9-17 --jitter 0")
    #expect(installed.code == 0, "\(installed.errors)")
    #expect(installed.text.hasPrefix("Installed. Every 1 h 30 min between 9:00 and 17:00.\nNext: "))
    #expect(
      user.asked() == [
        "--user show --property=Version", "--user daemon-reload",
        "--user enable coach-remind.service", "--user restart coach-remind.service",
      ])
    let text = try #require(user.text)
    #expect(text.contains("ExecStart=\":\(Program.path)\" \"remind\" \"--every\" \"1h30min\""))
    #expect(!text.contains("Environment="))
    #expect(try user.verify() == (0, ""))

    let status = try user.remind("status")
    #expect(status.code == 0)
    #expect(status.text.hasPrefix("Every 1 h 30 min between 9:00 and 17:00.\nNext: "))
    let failed = try user.remind("status", ["SYSTEMCTL_STATE": "failed"])
    #expect(failed.text.hasSuffix("Not running (failed).\n"))
    #expect(failed.errors.contains("systemctl --user status coach-remind.service"))

    let quiet = try user.remind(
      "install --quiet --device 'my card' --voice calm",
      ["XDG_STATE_HOME": "relative", "ESPEAK_DATA_PATH": ""])
    #expect(quiet.code == 0)
    #expect(try #require(user.text).contains("XDG_STATE_HOME") == false)
    #expect(
      try #require(user.text).contains(
        #""--jitter" "4min30s" "--voice" "calm" "--quiet" "--device" "my card""#))
    #expect(try user.verify() == (0, ""))

    _ = user.asked()
    let removed = try user.remind("remove")
    #expect(removed.code == 0)
    #expect(removed.text == "Removed.\n")
    #expect(
      user.asked() == ["--user disable --now coach-remind.service", "--user daemon-reload"])
    #expect(user.text == nil)
    let again = try user.remind("remove")
    #expect(again.code == 0)
    #expect(again.text == "No reminders are installed.\n")
    #expect(try user.remind("status").code == 1)
    #expect(user.asked() == [])
  }

  @Test("Paths that mean something to systemd", arguments: ["a b", "50%h", "$HOME", "ü; %% ${X}"])
  func paths(name: String) throws {
    let user = try User()
    defer { user.program.remove() }
    let folder = user.program.folder.appending(path: name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let build = URL(filePath: Program.path).deletingLastPathComponent()
    let coach = folder.appending(path: "coach")
    try Self.install(build.appending(path: "coach").path(), as: coach, user.program)
    let data = folder.appending(path: "data")
    try FileManager.default.createSymbolicLink(
      at: data, withDestinationURL: build.appending(path: "coach_Catalog.resources"))
    let environment = user.environment.merging([
      "COACH_DATA": data.path(percentEncoded: false),
      "COACH_SPEECH": build.appending(path: "coach-speech").path(),
      "COACH": coach.path(percentEncoded: false),
    ]) { $1 }
    let result = try user.program.shell("\"$COACH\" remind install", environment: environment)
    #expect(result.code == 0, "\(result.errors)")
    #expect(try user.verify() == (0, ""), "\(user.text ?? "")")
    // Options may have what the program's own path may not.
    let device = folder.appending(path: #"q"o'\t"#).path(percentEncoded: false)
    _ = try user.program.shell(
      "\"$COACH\" remind install --device \"$DEVICE\"",
      environment: environment.merging(["DEVICE": device]) { $1 })
    #expect(try user.verify() == (0, ""), "\(user.text ?? "")")
    // systemd resolves what it reads, and complains of a program that is not there.
    try FileManager.default.removeItem(at: coach)
    let (code, complaints) = try user.verify()
    #expect(code != 0)
    #expect(complaints.contains(name), "\(complaints)")
  }

  @Test("A program that systemd would not start is told so", arguments: [#"q""#, "o'", #"\t"#])
  func unsafePath(name: String) throws {
    let user = try User()
    defer { user.program.remove() }
    let build = URL(filePath: Program.path).deletingLastPathComponent()
    let coach = user.program.folder.appending(path: name)
    try Self.install(build.appending(path: "coach").path(), as: coach, user.program)
    let result = try user.program.shell(
      "\"$COACH\" remind install",
      environment: user.environment.merging([
        "COACH": coach.path(percentEncoded: false),
        "COACH_DATA": build.appending(path: "coach_Catalog.resources").path(),
      ]) { $1 })
    #expect(result.code == 1)
    #expect(result.errors.contains("which systemd refuses"), "\(result.errors)")
    #expect(user.text == nil)
    #expect(user.asked() == [])
  }

  @Test("Where systemd is missing or refuses, nothing is half installed")
  func refused() throws {
    let user = try User()
    defer { user.program.remove() }
    for verb in ["show", "daemon-reload", "enable", "restart"] {
      let result = try user.remind("install", ["SYSTEMCTL_FAILS": verb])
      #expect(result.code == 1)
      #expect(result.errors.contains("Access denied"), "\(result.errors)")
      #expect(result.errors.contains("`coach remind`"))
      #expect(user.text == nil)
    }
    let missing = try user.remind("install", ["PATH": "/nowhere"])
    #expect(missing.code == 1)
    #expect(missing.errors.contains("There is no `systemctl`"))
    #expect(missing.errors.contains("`coach remind`"))
    #expect(user.text == nil)

    #expect(try user.remind("install").code == 0)
    let before = user.text
    _ = user.asked()
    let again = try user.remind("install --every 2h", ["SYSTEMCTL_FAILS": "enable"])
    #expect(again.code == 1)
    #expect(again.errors.contains("What was installed before is back"), "\(again.errors)")
    #expect(user.text == before)
    #expect(
      user.asked().suffix(2) == ["--user daemon-reload", "--user restart coach-remind.service"])
    let voice = try user.remind("install --voice brigt")
    #expect(voice.code == 1)
    #expect(voice.errors.contains("did you mean `bright`?"))
    #expect(user.text == before)
    #expect(user.asked() == [])
  }

  @Test(
    "Wrong usage is 64, with what to write",
    arguments: [
      ("--every 45", "45m"), ("--every 1:30", "1h30"), ("--every 3x", "there is no unit `x`"),
      ("--every 30s", "at least a minute"), ("--every 25h", "at most a day"),
      ("--every -5m", "--every"), ("--jitter 30m", "at most 15min"), ("--between 8", "8:00-20:00"),
      ("--between 8-8", "0:00-24:00"), ("status --every 5m", "takes no options"),
      ("install --now", "--now"), ("instal", "instal"),
    ])
  func usage(arguments: String, advice: String) throws {
    let program = try Program()
    defer { program.remove() }
    let result = try program.shell("coach remind \(arguments)")
    #expect(result.code == 64)
    #expect(result.errors.contains(advice), "\(result.errors)")
  }

  @Test("Durations as people write them", arguments: ["45m", "45 min", "0h45", "45min", "0.75h"])
  func durations(text: String) throws {
    let user = try User()
    defer { user.program.remove() }
    let result = try user.remind("install --every '\(text)'")
    #expect(
      result.text.hasPrefix(
        "Installed. Every 45 min between 8:00 and 20:00, give or take 4 min 30 s.\n"))
  }

  @Test("In front: it tells the plan and the next time, and ends by the signal it is sent")
  func foreground() throws {
    let program = try Program()
    defer { program.remove() }
    for signal in [SIGINT, SIGTERM, SIGHUP] {
      let output = program.folder.appending(path: "told").path()
      let child = try Child(
        [Program.path, "remind", "--between", "0-24", "--every", "24h", "--jitter", "0"],
        environment: program.environment.merging(["TZ": "UTC"]) { $1 }, output: output)
      let told = { (try? String(contentsOfFile: output, encoding: .utf8)) ?? "" }
      #expect(
        eventually {
          told() == "Every 24 h between 0:00 and 24:00.\nNext: 0:00 tomorrow.\n"
        }, "\(told())")
      child.signal(signal)
      #expect(child.wait() == 128 + signal)
    }
  }

  @Test("At once: it is heard, after a chime, and not over a session, nor on into one")
  func now() throws {
    let live = try Live()
    let phrases = try Repository.text("Voices/phrases/en.yaml")
    let before = live.rig.recordedFrames
    let result = try live.coach("remind", "--now", "--device", "vspk")
    #expect(result.code == 0, "\(result.errors)")
    let said = result.output.drop { $0 != " " }.drop { $0 == " " }
    #expect(!said.isEmpty && phrases.contains("\n  - \(said)\n"), "\(result.output)")
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
      #expect(eventually { (try? live.coach("status").output.contains(state)) == true })
      let refused = try live.coach("remind", "--now", "--device", "vspk")
      #expect(refused.code == 1)
      #expect(refused.errors.contains("a session is running"))
      _ = try live.coach("pause")
    }
    let silence = live.rig.recordedFrames + 11_025
    #expect(eventually { live.rig.recordedFrames > silence })
    #expect(try live.isSilent(for: 4_410), "nothing is said while it is paused")
    #expect(try live.coach("stop").code == 0)
    #expect(session.wait() == 0)
  }
}
