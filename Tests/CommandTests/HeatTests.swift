import Foundation
import Glibc
import TestSupport
import TestTraits
import Testing

/// What is heard of "Take the pad off." when a session ends, is skipped, killed or cut off.
@Suite("A heat pad comes off, whatever is done", .waits)
struct HeatTests {
  private static let script = """
    title: Warm
    steps:
      - heat: 7 s
        where: your back
      - say: Done.
      - say: Goodbye to you.
    """

  private let live: Live
  private let file: String
  private let off: [Int16]

  init() throws {
    live = try Live()
    file = try live.program.write(Self.script, to: "warm.yaml")
    let preview = try JSONDecoder().decode(
      Preview.self, from: try live.program.run("preview", file, "--json").output)
    let samples = try Wave(try live.program.run("export", file, "-o", "-").output).samples
    let cue = try #require(preview.cues.first { $0.caption.hasPrefix("Take the pad off") })
    off = Array(samples[cue.start..<cue.start + cue.frames])
  }

  private func start() throws -> Child {
    let session = try live.start("play", file, "--device", "vspk")
    #expect(eventually { live.said.contains { $0.hasPrefix("Put the heat pad on") } })
    return session
  }

  /// Whether the words were heard, at a volume.
  private func wasHeard(at amplitude: Double = 1, from frame: Int = 0) throws -> Bool {
    let samples = off.map { Int16((Double($0) * amplitude).rounded()) }
    return try live.heard(samples[...], from: frame)
  }

  @Test("Stopped in any way, it says so first", arguments: ["stop", "MPRIS", "15", "1", "2"])
  func stopped(how: String) throws {
    let session = try start()
    switch how {
    case "stop": #expect(try live.coach("stop").code == 0)
    case "MPRIS":
      #expect(eventually { (try? live.coach("status").code) == 0 })
      _ = try live.playerctl("stop")
    default: session.signal(try #require(Int32(how)))
    }
    #expect(session.wait() == (Int32(how).map { 128 + $0 } ?? 0))
    #expect(eventually { (try? wasHeard()) == true })
    #expect(!live.noted.contains("still on"))
  }

  @Test("A second Ctrl-C ends it at once, and says so on the screen")
  func hurried() throws {
    let session = try start()
    session.signal(SIGINT)
    #expect(eventually { live.noted.contains("Take the heat pad off.") })
    session.signal(SIGINT)
    #expect(session.wait() == 128 + SIGINT)
    #expect(live.noted.contains("The heat pad is still on: take it off now."))
  }

  @Test("Skipped twice, it is heard before what comes next")
  func skipped() throws {
    let session = try start()
    #expect(try live.coach("next").code == 0)
    #expect(try live.coach("next").code == 0)
    #expect(session.wait() == 0)
    #expect(try wasHeard())
    #expect(live.said.last == "Goodbye to you.")
  }

  @Test("Paused between the end and the words, it is heard in the pause; with no volume, at 40 %")
  func paused() throws {
    let session = try start()
    _ = try live.playerctl("volume", "0")
    #expect(eventually { live.said.count { $0 == "(chime)" } == 2 })
    #expect(try live.coach("pause").code == 0)
    #expect(eventually { (try? wasHeard(at: 0.064)) == true })
    #expect(try live.coach("status").text.contains("paused"))
    session.kill()
  }

  @Test("In its own words too, at 40 % when the volume is 0 %")
  func mute() throws {
    let session = try start()
    _ = try live.playerctl("volume", "0")
    #expect(session.wait() == 0)
    #expect(try wasHeard(at: 0.064))
  }

  @Test("Killed while the pad is being put on, and resumed: the words come on time")
  func killed() throws {
    let session = try start()
    session.kill()
    let resumed = try live.start("resume")
    #expect(try live.coach("status").code >= 0)
    #expect(eventually { (try? wasHeard()) == true })
    resumed.kill()
  }

  @Test("Killed, and a new session started: the words come before its first")
  func killedAndNew() throws {
    let session = try start()
    let kept = live.program.folder.appending(path: ".local/state/coach/sessions/last-heat").path()
    #expect(eventually { FileManager.default.fileExists(atPath: kept) })
    session.kill()
    let other = try live.program.write("title: Other\nsteps:\n  - say: Hello.\n", to: "o.yaml")
    let before = live.rig.recordedFrames
    let next = try live.start("play", other, "--device", "vspk")
    #expect(next.wait() == 0)
    #expect(try wasHeard(from: before))
    let again = live.rig.recordedFrames
    #expect(try live.start("play", other, "--device", "vspk").wait() == 0)
    #expect(try !wasHeard(from: again), "they were heard, and are not said again")
  }

  @Test("A terminal that takes no output delays nothing")
  func heldTerminal() throws {
    let terminal = try PseudoTerminal()
    let session = try Child(
      [Program.path, "play", file, "--device", "vspk"], environment: live.environment,
      input: terminal.path, output: terminal.path, errors: terminal.path)
    defer { session.kill() }
    #expect(eventually { terminal.read().contains("Put the heat pad on") })
    let held = open(terminal.path, O_RDWR | O_NOCTTY)
    defer { close(held) }
    // As Scroll Lock does.
    #expect(tcflow(held, TCOOFF) == 0)
    terminal.type("bb")
    #expect(eventually { (try? wasHeard()) == true })
    #expect(eventually { (try? live.coach("pause").code) == 0 })
    #expect(try live.coach("status").text.contains("paused"))
    #expect(try live.coach("stop").code == 0)
    #expect(session.wait() == 0)
  }

  @Test("Without a device it is shown, rung and sent to the desktop; the machine stays awake")
  func noDevice() throws {
    let machine = try PrivateBus(isMachines: true)
    let logind = try machine.start(["/usr/bin/python3", "-m", "dbusmock", "--template", "logind"])
    defer { logind.kill() }
    let log = live.program.folder.appending(path: "desktop.txt").path()
    let desktop = try live.bus.start(
      ["/usr/bin/python3", "-m", "dbusmock", "--template", "notification_daemon"], output: log)
    defer { desktop.kill() }
    let inhibitors = {
      try machine.run([
        "gdbus", "call", "--system", "--dest", "org.freedesktop.login1", "--object-path",
        "/org/freedesktop/login1", "--method", "org.freedesktop.login1.Manager.ListInhibitors",
      ]).text
    }
    #expect(try eventually { try inhibitors().hasPrefix("(") })
    let terminal = try PseudoTerminal()
    let session = try Child(
      [Program.path, "play", file, "--device", "vspk"],
      environment: live.environment.merging(["DBUS_SYSTEM_BUS_ADDRESS": machine.address]) { $1 },
      input: terminal.path, output: terminal.path, errors: terminal.path)
    defer { session.kill() }
    #expect(eventually { terminal.read().contains("Put the heat pad on") })
    terminal.type("p")
    #expect(eventually { terminal.read().contains("⏸ paused") })
    #expect(try eventually { try inhibitors().contains("sleep:idle") })
    terminal.type("p")
    #expect(eventually { terminal.read().contains("“(chime)”") })
    live.rig.kill()
    let words = "The heat pad is still on: take it off now."
    #expect(eventually { terminal.read().contains(words) })
    #expect(terminal.read().contains("\u{7}"))
    #expect(try inhibitors().contains("sleep:idle"))
    #expect(
      eventually {
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        return text.contains("Notify") && text.contains("still on")
      })
    try live.rig.start()
    #expect(eventually { (try? wasHeard()) == true })
  }
}
