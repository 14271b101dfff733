import Foundation
import TestSupport
import TestTraits
import Testing

@Suite("coach play, on a device with real pacing", .serialized, .waits)
struct PlayTests {
  private let program: Program

  init() throws { program = try Program() }

  private static let script = """
    title: Short
    steps:
      - say: Welcome. Sit tall.
      - reps: 3
        of: Twist
        say: Turn.
        tempo: 1s
      - say: That is all.
    """

  /// Where samples begin in a recording; `nil` if they are not in it.
  private func place(of samples: [Int16], in recording: [Int16]) -> Int? {
    guard let first = samples.firstIndex(where: { $0 != 0 }) else { return nil }
    let probe = samples[first..<min(first + 200, samples.count)]
    var index = first
    while index + probe.count <= recording.count {
      if recording[index] == samples[first],
        recording[index..<(index + probe.count)].elementsEqual(probe),
        index - first + samples.count <= recording.count,
        recording[(index - first)..<(index - first + samples.count)].elementsEqual(samples)
      {
        return index - first
      }
      index += 1
    }
    return nil
  }

  /// Starts a session that is controlled and shown on a terminal.
  private func play(
    _ file: String, on terminal: PseudoTerminal, _ rig: SoundRig
  ) throws -> Child {
    try Child(
      [Program.path, "play", file, "--device", "vspk"],
      environment: program.environment.merging(rig.sound) { $1 },
      input: terminal.path, output: terminal.path, errors: terminal.path)
  }

  @Test("Without a terminal it prints plain lines; what is heard is what is exported")
  func plain() throws {
    let rig = try SoundRig(setsEnvironment: false)
    let file = try program.write(Self.script, to: "short.yaml")
    let result = try program.shell(
      "coach play \(file) --device vspk", environment: rig.sound)
    #expect(result.code == 0, "\(result.errors)")
    // There is no desktop bus, and nothing waits for one.
    #expect(
      result.errors == "No desktop bus: media keys and `coach pause` cannot reach this session.\n")
    let captions = result.text.split(separator: "\n").map { $0.withoutTime }
    #expect(
      captions == [
        "Welcome.", "Sit tall.", "Turn.", "Three times.", "Ready.", "one", "two", "three",
        "That is all.",
      ])
    let exported = try Wave(try program.run("export", file, "-o", "-").output)
    let end = rig.recordedFrames + 11_025
    #expect(eventually { rig.recordedFrames > end })
    #expect(place(of: exported.samples, in: try rig.recording()) != nil)
  }

  @Test("On a terminal, keys control it, a line shows its state, and the terminal is restored")
  func terminal() throws {
    let rig = try SoundRig(setsEnvironment: false)
    let file = try program.write(Self.script, to: "short.yaml")
    for ending in ["q", "SIGINT", "SIGTERM", "SIGSEGV"] {
      let terminal = try PseudoTerminal()
      let before = try terminal.settings()
      let child = try play(file, on: terminal, rig)
      #expect(eventually { terminal.read().contains("“Welcome.”") }, "\(terminal.read())")
      #expect(try terminal.settings() != before)
      terminal.type(" ")
      #expect(eventually { terminal.read().contains("⏸ paused") })
      terminal.type("n")
      #expect(eventually { terminal.read().contains("▶ Twist") })
      #expect(terminal.read().contains("left"))
      switch ending {
      case "q":
        terminal.type("q")
        #expect(child.wait() == 0)
        #expect(eventually { terminal.read().contains("Stopped.") })
      case "SIGINT":
        child.signal(SIGINT)
        #expect(child.wait() == 128 + SIGINT)
      case "SIGTERM":
        child.signal(SIGTERM)
        #expect(child.wait() == 128 + SIGTERM)
      default:
        child.signal(SIGSEGV)
        #expect(child.wait() == 128 + SIGSEGV)
      }
      #expect(try terminal.settings() == before, "\(ending)")
    }
  }

  @Test("One button, pressed twice, repeats; three times, it goes on")
  func button() throws {
    let rig = try SoundRig(setsEnvironment: false)
    let file = try program.write(Self.script, to: "short.yaml")
    let terminal = try PseudoTerminal()
    let child = try play(file, on: terminal, rig)
    #expect(eventually { terminal.read().contains("“Sit tall.”") }, "\(terminal.read())")
    terminal.type("  ")
    #expect(
      eventually { terminal.read().components(separatedBy: "“Sit tall.”").count >= 3 },
      "said again: \(terminal.read())")
    terminal.type("   ")
    #expect(eventually { terminal.read().contains("▶ Twist") })
    terminal.type("-")
    #expect(eventually { terminal.read().contains("Volume 90 %.") })
    terminal.type("\u{1B}[A")
    #expect(eventually { terminal.read().contains("Volume 100 %") })
    terminal.type("q")
    #expect(child.wait() == 0)
    #expect(eventually { terminal.read().contains("`coach resume` goes on from here.") })
  }

  @Test("A sound server that hangs does not stop the controls", arguments: ["q", "SIGINT"])
  func wedged(ending: String) throws {
    let rig = try SoundRig(setsEnvironment: false)
    let file = try program.write(Self.script, to: "short.yaml")
    let terminal = try PseudoTerminal()
    let child = try play(file, on: terminal, rig)
    #expect(eventually { terminal.read().contains("“Welcome.”") })
    rig.setHanging(true)
    defer { rig.setHanging(false) }
    terminal.type("p")
    #expect(eventually { terminal.read().contains("⏸ paused") })
    terminal.type("n")
    #expect(
      eventually { terminal.read().contains("… waiting for the sound device") },
      "\(terminal.read())")
    if ending == "q" {
      terminal.type("q")
      #expect(child.wait() == 0)
    } else {
      child.signal(SIGINT)
      #expect(child.wait() == 128 + SIGINT)
    }
  }

  @Test("Without a device, the error says what to try")
  func noDevice() throws {
    let file = try program.write(Self.script, to: "short.yaml")
    let result = try program.run("play", file, "--device", "nowhere")
    #expect(result.code == 1)
    #expect(result.errors.contains("coach devices") || result.errors.contains("coach export"))
  }

  @Test("The session goes on if nobody reads its output any more")
  func unread() throws {
    try program.write(Self.script, to: "short.yaml")
    let result = try program.shell("{ coach play short.yaml --device null; echo $? >&2; } | true")
    #expect(result.errors.hasSuffix("0\n"), "\(result.errors)")
  }
}
