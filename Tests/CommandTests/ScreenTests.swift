import Foundation
import TestSupport
import TestTraits
import Testing

/// What stands on the screen of a terminal, as tmux has it.
@Suite("The screen", .waits)
struct ScreenTests {
  private static let script = """
    title: Two minutes for the shoulders
    steps:
      - say: Welcome to a long sentence that does not fit into one line of a narrow window, whatever
          is done about it.
        section: Welcome
      - reps: 40
        of: Twist
        section: Movement
        say: Turn.
        tempo: 3s
      - say: That is all.
        section: End
    """
  private static let warm = """
    title: Warm
    steps:
      - heat: 90 s
        where: your back
      - say: Done.
    """

  private let live: Live

  init() throws { live = try Live() }

  /// Starts a session in a window.
  private func play(
    _ script: String = script, columns: Int, rows: Int = 24
  ) throws -> Tmux {
    let file = try live.program.write(script, to: "routine.yaml")
    return try Tmux(
      columns: columns, rows: rows, running: "exec '\(Program.path)' play \(file) --device vspk",
      environment: live.environment)
  }

  /// Whether there is one drawing on a screen, whole and within its width.
  private func isWhole(_ screen: [String], columns: Int) -> Bool {
    screen.count { $0.hasPrefix("step  ") && $0.hasSuffix(" left") } == 1
      && screen.count { $0.hasPrefix("routine  ") && $0.hasSuffix(" left") } == 1
      && screen.count { $0.hasPrefix("▶") || $0.hasPrefix("⏸") } == 1
      && screen.count { $0.contains("“") } == 1 && screen.count { $0.contains("”") } == 1
      && screen.allSatisfy { $0.count < columns }
  }

  @Test("Two bars and a whole caption, at any width", arguments: [40, 80, 200])
  func widths(columns: Int) throws {
    let tmux = try play(columns: columns)
    let caption =
      "“Welcome to a long sentence that does not fit into one line of a narrow window, whatever is done about it.”"
    #expect(
      eventually {
        let screen = tmux.screen()
        return isWhole(screen, columns: columns)
          && screen.joined(separator: " ").replacing(/\s+/, with: " ").contains(caption)
      }, "\(tmux.text)")
    #expect(tmux.text.contains("Two minutes for the shoulders, "))
    #expect(tmux.screen().joined(separator: " ").contains("? all keys"))
    try tmux.type("n")
    #expect(eventually { tmux.text.contains(/▶ Twist · 2 of 40\nstep\b/) }, "\(tmux.text)")
    #expect(isWhole(tmux.screen(), columns: columns), "\(tmux.text)")
    #expect(tmux.text.contains("Movement, part 2 of 3"))
    #expect(tmux.text.contains(/routine +[█│]+░[░│]+/), "\(tmux.text)")
    try tmux.type("q")
    #expect(eventually { tmux.text.contains("`coach resume` goes on from here.") })
    #expect(!tmux.text.contains("step  "), "\(tmux.text)")
  }

  @Test("Another size of the window leaves no fragments")
  func resized() throws {
    let tmux = try play(columns: 200)
    #expect(eventually { isWhole(tmux.screen(), columns: 200) }, "\(tmux.text)")
    try tmux.type("p")
    #expect(eventually { tmux.text.contains("⏸ paused") })
    for (columns, rows) in [(80, 24), (40, 20), (200, 10), (40, 8), (80, 24), (60, 24)] {
      try tmux.resize(columns: columns, rows: rows)
      // It is drawn at once, not only when something changes: in a pause nothing does.
      #expect(
        eventually {
          let screen = tmux.screen()
          return isWhole(screen, columns: columns)
            && screen.contains { $0.hasPrefix("step") && $0.count > columns - 3 }
        }, "\(columns) by \(rows):\n\(tmux.text)")
    }
  }

  @Test("Every key is answered: ? with the keys, + at the top, how long, - down to nothing")
  func answered() throws {
    let tmux = try play(columns: 80)
    #expect(eventually { tmux.text.contains("▶") })
    try tmux.type("?")
    #expect(eventually { tmux.text.contains("h        how long") }, "\(tmux.text)")
    #expect(tmux.text.contains("these keys"))
    try tmux.type("+")
    #expect(eventually { tmux.text.contains("Volume 100 %; louder still is up to the device.") })
    try tmux.type("n")
    #expect(eventually { tmux.text.contains("1 of 40") })
    try tmux.type("h")
    #expect(
      eventually { tmux.text.contains(/\nTwist · \d of 40 · \d:\d\d left\n/) }, "\(tmux.text)")
    for _ in 1...10 { try tmux.type("-") }
    #expect(eventually { tmux.text.contains(/▶ Twist · \d of 40 · volume 0 %/) }, "\(tmux.text)")
    #expect(tmux.text.contains("Volume 0 %: nothing is heard"))
    try tmux.type("q")
    #expect(eventually { tmux.text.contains("Stopped.") })
    let resumed = try Tmux(
      columns: 80, running: "exec '\(Program.path)' resume", environment: live.environment)
    #expect(
      eventually { resumed.text.contains("Volume 0 %") && resumed.text.contains("· volume 0 %") },
      "\(resumed.text)")
  }

  @Test("Heat counts down in a pause, and while the device is away", arguments: [false, true])
  func heat(isDeviceLost: Bool) throws {
    let tmux = try play(Self.warm, columns: 80)
    #expect(eventually { tmux.text.contains("“(chime)”") }, "\(tmux.text)")
    if isDeviceLost { live.rig.kill() } else { try tmux.type("p") }
    let state = isDeviceLost ? "… waiting for the sound device" : "⏸ paused"
    var seen: Set<Substring> = []
    #expect(
      eventually {
        let text = tmux.text
        if text.contains(state),
          let left = text.firstMatch(of: /heat pad on, (\d:\d\d) left/)
        {
          seen.insert(left.output.1)
        }
        return seen.count >= 4
      }, "\(seen): \(tmux.text)")
    if !isDeviceLost {
      try tmux.type("h")
      #expect(eventually { tmux.text.contains(/\nHeat · \d:\d\d in this step ·/) }, "\(tmux.text)")
    }
  }

  @Test("In the background it leaves the terminal alone; fg brings the keys and the screen")
  func background() throws {
    let file = try live.program.write(Self.script, to: "routine.yaml")
    let tmux = try Tmux(
      columns: 80, running: "PS1='$ ' exec bash --norc --noprofile -i",
      environment: live.environment)
    #expect(eventually { tmux.text.hasPrefix("$") }, "\(tmux.text)")
    try tmux.type("stty -a | md5sum", "Enter")
    #expect(eventually { tmux.text.contains(/[0-9a-f]{32}/) })
    let before = try #require(tmux.text.firstMatch(of: /[0-9a-f]{32}/)).output
    try tmux.type("clear; '\(Program.path)' play \(file) --device vspk &", "Enter")
    #expect(eventually { live.program.hasSession(live.environment) }, "\(tmux.text)")
    try tmux.type("echo typed", "Space", "here", "Enter")
    #expect(eventually { tmux.text.contains("\ntyped here\n") }, "\(tmux.text)")
    #expect(!tmux.text.contains("step  "), "\(tmux.text)")
    try tmux.type("fg", "Enter")
    #expect(eventually { isWhole(tmux.screen().filter { !$0.contains("play") }, columns: 80) })
    try tmux.type("n")
    #expect(eventually { tmux.text.contains("▶ Twist") }, "\(tmux.text)")
    // Stopped, it gives the terminal back, and takes it again.
    try tmux.type("C-z")
    #expect(eventually { tmux.text.contains("Stopped  ") }, "\(tmux.text)")
    #expect(!tmux.text.contains("step  "), "\(tmux.text)")
    try tmux.type("clear; stty -a | md5sum", "Enter")
    #expect(eventually { tmux.text.contains(before) }, "\(tmux.text)")
    try tmux.type("bg", "Enter")
    try tmux.type("echo once more", "Enter")
    #expect(eventually { tmux.text.contains("\nonce more\n") }, "\(tmux.text)")
    try tmux.type("fg", "Enter")
    #expect(eventually { tmux.text.contains("⏸ paused · Twist") }, "\(tmux.text)")
    try tmux.type("p")
    #expect(eventually { tmux.text.contains("▶ Twist") }, "\(tmux.text)")
    try tmux.type("q")
    #expect(eventually { tmux.text.contains("Stopped.") }, "\(tmux.text)")
    try tmux.type("clear; stty -a | md5sum", "Enter")
    #expect(eventually { tmux.text.contains(before) }, "\(tmux.text)")
  }

  @Test("A dumb terminal, or one that does not say what it is, gets plain lines and no escapes")
  func dumb() throws {
    for type in ["dumb", ""] {
      let file = try live.program.write(Self.script, to: "routine.yaml")
      let terminal = try PseudoTerminal()
      let session = try Child(
        [Program.path, "play", file, "--device", "vspk"],
        environment: live.environment.merging(["TERM": type]) { $1 },
        input: terminal.path, output: terminal.path, errors: terminal.path)
      #expect(eventually { terminal.read().contains("Welcome to a long sentence") })
      terminal.type("p")
      #expect(eventually { terminal.read().contains("⏸ paused") })
      terminal.type("?")
      #expect(eventually { terminal.read().contains("these keys") })
      terminal.type("n")
      #expect(eventually { terminal.read().contains("  one\r\n") })
      terminal.type("q")
      #expect(session.wait() == 0)
      #expect(eventually { terminal.read().contains("Stopped.") })
      #expect(!terminal.read().contains("\u{1B}"))
    }
  }

  @Test("coach list fits, and breaks no word", arguments: [40, 80, 200])
  func list(columns: Int) throws {
    let tmux = try Tmux(
      columns: columns, rows: 120, running: "'\(Program.path)' list; exec cat",
      environment: live.environment)
    #expect(eventually { tmux.text.contains("--minutes 8") }, "\(tmux.text)")
    let screen = tmux.screen()
    #expect(screen.allSatisfy { $0.count < columns })
    let shown = Set(screen.flatMap { $0.split(separator: " ") })
    let words = try live.program.run("list").text.split { " \n".contains($0) }
    for word in words where !["Takes", "With", "Needs"].contains(word) {
      #expect(shown.contains(word) || shown.contains(word + ";"), "\(word):\n\(tmux.text)")
    }
  }
}

extension Program {
  /// Whether a session answers on its bus.
  fileprivate func hasSession(_ environment: [String: String]) -> Bool {
    (try? run(arguments: ["status"], environment: environment))?.code == 0
  }
}
