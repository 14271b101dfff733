import Foundation
import TestSupport
import TestTraits
import Testing

@Suite("coach remind install, status and remove", .serialized, .waits)
struct RemindServiceTests {
  private let user: User

  init() throws { user = try User() }

  /// A `systemctl` that records its arguments, prints what the test wants, and does nothing.
  private static let systemctl = """
    #!/bin/sh
    echo "$*" >> "$SYSTEMCTL_LOG"
    case "$*" in *is-active*) echo "${SYSTEMCTL_STATE:-active}" ;; esac
    case "$*" in *"${SYSTEMCTL_FAILS:-nothing}"*) echo "Access denied" >&2; exit 1 ;; esac
    exit 0
    """

  /// Copies a program in a process of its own: if this process opened it for writing, a child that
  /// another test forks at that moment would keep it open, and it could not be started.
  private static func install(_ file: String, as copy: URL, _ program: Program) throws {
    let result = try program.shell(
      "mkdir -p \"$(dirname \"$TO\")\" && cp \"$FROM\" \"$TO\" && chmod 755 \"$TO\"",
      environment: ["FROM": file, "TO": copy.path(percentEncoded: false)])
    try #require(result.code == 0, "\(result.errors)")
  }

  /// A user with that `systemctl`.
  private struct User {
    let program: Program
    let environment: [String: String]
    let unit: String

    init() throws {
      program = try Program()
      try RemindServiceTests.install(
        try program.write(RemindServiceTests.systemctl, to: "systemctl.sh"),
        as: program.folder.appending(path: "bin/systemctl"), program)
      let folder = program.folder.path()
      let others = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
      environment = ["PATH": "\(folder)/bin:\(others)", "SYSTEMCTL_LOG": "\(folder)/asked"]
      unit = "\(folder)/.config/systemd/user/coach-remind.service"
    }

    var text: String? { try? String(contentsOfFile: unit, encoding: .utf8) }

    /// The arguments of each `systemctl` since the last call.
    func asked() -> [String] {
      let path = environment["SYSTEMCTL_LOG"] ?? ""
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      try? FileManager.default.removeItem(atPath: path)
      return text.split(separator: "\n").map(String.init)
    }

    func remind(
      _ arguments: String, _ more: [String: String] = [:]
    ) throws -> ProgramResult {
      try program.shell("coach remind \(arguments)", environment: environment.merging(more) { $1 })
    }

    /// What systemd itself reports about the unit.
    func verify() throws -> (code: Int32, complaints: String) {
      let result = try program.shell(
        "SYSTEMD_LOG_LEVEL=warning systemd-analyze verify --user '\(unit)'",
        environment: ["XDG_RUNTIME_DIR": program.folder.path()])
      return (result.code, result.text + result.errors)
    }
  }

  @Test("install, status, install again and remove")
  func service() throws {
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
    #expect(quiet.errors.contains("There is no sound device “my card” here"), "\(quiet.errors)")
    #expect(!installed.errors.contains("Warning"))
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

  @Test(
    "Paths with characters that are special to systemd",
    arguments: ["a b", "50%h", "$HOME", "ü; %% ${X}"])
  func paths(name: String) throws {
    let folder = user.program.folder.appending(path: name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let build = URL(filePath: Program.path).deletingLastPathComponent()
    let coach = folder.appending(path: "coach")
    try Self.install(build.appending(path: "coach").path(), as: coach, user.program)
    let data = folder.appending(path: "data")
    try FileManager.default.createSymbolicLink(
      at: data, withDestinationURL: build.appending(path: "coach_BuiltInFiles.resources"))
    let environment = user.environment.merging([
      "COACH_DATA": data.path(percentEncoded: false),
      "COACH_SPEECH": build.appending(path: "coach-speech").path(),
      "COACH": coach.path(percentEncoded: false),
    ]) { $1 }
    let result = try user.program.shell("\"$COACH\" remind install", environment: environment)
    #expect(result.code == 0, "\(result.errors)")
    #expect(try user.verify() == (0, ""), "\(user.text ?? "")")
    // Options may contain what the program's own path may not.
    let device = folder.appending(path: #"q"o'\t"#).path(percentEncoded: false)
    _ = try user.program.shell(
      "\"$COACH\" remind install --device \"$DEVICE\"",
      environment: environment.merging(["DEVICE": device]) { $1 })
    #expect(try user.verify() == (0, ""), "\(user.text ?? "")")
    // systemd resolves the path, and reports a program that does not exist.
    try FileManager.default.removeItem(at: coach)
    let (code, complaints) = try user.verify()
    #expect(code != 0)
    #expect(complaints.contains(name), "\(complaints)")
  }

  @Test("A program path that systemd refuses is an error", arguments: [#"q""#, "o'", #"\t"#])
  func unsafePath(name: String) throws {
    let build = URL(filePath: Program.path).deletingLastPathComponent()
    let coach = user.program.folder.appending(path: name)
    try Self.install(build.appending(path: "coach").path(), as: coach, user.program)
    let result = try user.program.shell(
      "\"$COACH\" remind install",
      environment: user.environment.merging([
        "COACH": coach.path(percentEncoded: false),
        "COACH_DATA": build.appending(path: "coach_BuiltInFiles.resources").path(),
      ]) { $1 })
    #expect(result.code == 1)
    #expect(result.errors.contains("which systemd refuses"), "\(result.errors)")
    #expect(user.text == nil)
    #expect(user.asked() == [])
  }

  @Test("If systemd is missing or refuses, nothing is half installed")
  func refused() throws {
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

  @Test("Durations as people write them", arguments: ["45m", "45 min", "0h45", "45min", "0.75h"])
  func durations(text: String) throws {
    let result = try user.remind("install --every '\(text)'")
    #expect(
      result.text.hasPrefix(
        "Installed. Every 45 min between 8:00 and 20:00, give or take 4 min 30 s.\n"))
  }
}
