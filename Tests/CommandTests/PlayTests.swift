import Foundation
import TestSupport
import Testing

@Suite("Play, on a device with real pacing", .serialized)
struct PlayTests {
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

  /// Where samples begin in a recording; `nil` where they are not in it.
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

  /// Starts a session that is steered and seen on a terminal.
  private func play(
    _ file: String, on terminal: PseudoTerminal, _ rig: SoundRig, _ program: Program
  ) throws -> Child {
    let environment = program.environment.merging(
      rig.environment.filter { $0.key.hasPrefix("PULSE") || $0.key == "ALSA_CONFIG_PATH" }
    ) { $1 }
    return try Child(
      [Program.path, "play", file, "--device", "vspk"], environment: environment,
      input: terminal.path, output: terminal.path, errors: terminal.path)
  }

  @Test("Without a terminal: plain lines, and what is heard is what is exported")
  func plain() throws {
    let rig = try SoundRig(setsEnvironment: false)
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Self.script, to: "short.yaml")
    let sound = rig.environment.filter { $0.key.hasPrefix("PULSE") || $0.key == "ALSA_CONFIG_PATH" }
    let result = try program.shell(
      "coach play \(file) --device vspk", environment: sound)
    #expect(result.code == 0, "\(result.errors)")
    // Nobody waits for a desktop that is not there.
    #expect(
      result.errors == "No desktop bus: media keys and `coach pause` cannot reach this session.\n")
    let captions = result.text.split(separator: "\n").map {
      $0.drop { $0 != " " }.drop { $0 == " " }
    }
    #expect(
      captions == [
        "Welcome.", "Sit tall.", "Turn.", "Ready.", "one", "two", "three", "That is all.",
      ])
    let exported = try Wave(try program.run("export", file, "-o", "-").output)
    let end = rig.recordedFrames + 11_025
    #expect(eventually { rig.recordedFrames > end })
    #expect(place(of: exported.samples, in: try rig.recording()) != nil)
  }

  @Test("On a terminal: keys steer, a line tells, and the terminal is left as it was")
  func terminal() throws {
    let rig = try SoundRig(setsEnvironment: false)
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Self.script, to: "short.yaml")
    for ending in ["q", "SIGINT", "SIGTERM", "SIGSEGV"] {
      let terminal = try PseudoTerminal()
      let before = try terminal.settings()
      let child = try play(file, on: terminal, rig, program)
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

  @Test("One button: pressed twice in a row it repeats, three times it goes on")
  func button() throws {
    let rig = try SoundRig(setsEnvironment: false)
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Self.script, to: "short.yaml")
    let terminal = try PseudoTerminal()
    let child = try play(file, on: terminal, rig, program)
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

  @Test("A sound server that hangs holds nobody up", arguments: ["q", "SIGINT"])
  func wedged(ending: String) throws {
    let rig = try SoundRig(setsEnvironment: false)
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Self.script, to: "short.yaml")
    let terminal = try PseudoTerminal()
    let child = try play(file, on: terminal, rig, program)
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

  @Test("No device: the error says what to try")
  func noDevice() throws {
    let program = try Program()
    defer { program.remove() }
    let file = try program.write(Self.script, to: "short.yaml")
    let result = try program.run("play", file, "--device", "nowhere")
    #expect(result.code == 1)
    #expect(result.errors.contains("coach devices") || result.errors.contains("coach export"))
  }

  @Test("Who reads what is said may go: the session goes on for who listens")
  func unread() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(Self.script, to: "short.yaml")
    // Nobody reads what is written there.
    let result = try program.shell("{ coach play short.yaml --device null; echo $? >&2; } | true")
    #expect(result.errors.hasSuffix("0\n"), "\(result.errors)")
  }
}
