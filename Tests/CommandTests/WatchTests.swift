import Foundation
import TestSupport
import TestTraits
import Testing

@Suite("coach preview --watch", .serialized, .waits)
struct WatchTests {
  private let program: Program

  init() throws { program = try Program() }

  /// A `coach preview --watch` of a script in the program's folder, on a pipe or a terminal.
  private final class Watched {
    let program: Program
    let child: Child
    let terminal: PseudoTerminal?
    private let output: String

    init(_ program: Program, _ arguments: String..., on terminal: PseudoTerminal? = nil) throws {
      self.program = program
      self.terminal = terminal
      output = terminal?.path ?? program.folder.appending(path: ".shown").path()
      child = try Child(
        [Program.path, "preview"] + arguments + ["--watch"],
        environment: program.environment.merging(["TERM": "xterm", "TZ": "UTC"]) { $1 },
        output: output, errors: program.folder.appending(path: ".errors").path())
    }

    var shown: String {
      terminal?.read() ?? (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
    }

    /// The versions printed so far, each without its first line, which has the time.
    var versions: [String] {
      shown.split(separator: /(?:^|\n)\d+:\d\d:\d\d  [^\n]*\n/).map(String.init)
    }

    var errors: String {
      let path = program.folder.appending(path: ".errors").path()
      return (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }

    /// Waits for a complete drawing that contains these words.
    func shows(_ words: String) -> Bool {
      eventually {
        guard let range = shown.range(of: words, options: .backwards) else { return false }
        return shown[range.upperBound...].contains("Done.\n")
          || shown[range.upperBound...].contains("Done.\r\n")
      }
    }

    /// The process numbers of its speech processes.
    var helpers: [String] {
      let tasks = "/proc/\(child.number)/task"
      let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
      return threads.flatMap { thread in
        let text = try? String(contentsOfFile: "\(tasks)/\(thread)/children", encoding: .utf8)
        return (text ?? "").split(separator: " ").map(String.init)
      }.sorted()
    }

    /// Ends it as Ctrl-C does.
    func interrupt() {
      let helpers = helpers
      child.signal(SIGINT)
      #expect(child.wait() == 128 + SIGINT)
      #expect(
        eventually {
          helpers.allSatisfy { !FileManager.default.fileExists(atPath: "/proc/\($0)") }
        })
    }
  }

  private static func script(_ words: String) -> String {
    "title: Short\nsteps:\n  - say: This is general guidance. Stop if anything hurts.\n"
      + "  - say: \(words)\n  - reps: 3\n    of: Twist\n    say: Turn.\n  - say: Done.\n"
  }

  /// Ways to save: `new` holds the new text, `s.yaml` is the script.
  private static let ways = [
    "written over": "cat new > s.yaml",
    "renamed over": "mv new s.yaml",
    "as vim does": "mv s.yaml s.yaml~ && cat new > s.yaml && chmod 600 s.yaml && rm s.yaml~",
    "as sed does": "cat s.yaml > sedXYZ && cat new > sedXYZ && mv sedXYZ s.yaml",
    "deleted and made again": "rm s.yaml && cp new s.yaml",
    "deleted, and another moved there": "rm s.yaml; cat new > other; mv other s.yaml",
    "linked": "ln -f new s.yaml",
    "linked by its name": "ln -sf new s.yaml",
    "in pieces": "head -c 20 new > s.yaml; tail -c +21 new >> s.yaml",
    "in another folder of that name":
      "mkdir copy && cp new copy/s.yaml && mv ../$(basename $PWD) ../old && mv ../old/copy ../$(basename $PWD)",
  ]

  @Test("A save is shown, however the editor writes it", arguments: Self.ways.keys.sorted())
  func saves(way: String) throws {
    let folder = program.folder.appending(path: "work")
    let file = try program.write(Self.script("Sit tall."), to: "work/s.yaml")
    let watched = try Watched(program, file)
    #expect(watched.shows("Sit tall."), "\(watched.errors)")
    try program.write(Self.script("Sit as tall as you can."), to: "work/new")
    let saved = try program.shell("cd work && \(try #require(Self.ways[way]))")
    #expect(saved.code == 0, "\(saved.errors)")
    #expect(watched.shows("Sit as tall as you can."), "\(watched.shown)")
    // And once more: what is watched now is what is there now.
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try program.write(Self.script("Now lean back."), to: "work/s.yaml")
    #expect(watched.shows("Now lean back."), "\(watched.shown)")
    let preview = try program.run("preview", file)
    #expect(watched.versions.last == preview.text)
    watched.interrupt()
    #expect(watched.errors == "")
  }

  @Test("A broken version has its findings on top and the last timeline below")
  func broken() throws {
    let file = try program.write("title: Short\nsteps:\n  - sya: Hello.\n", to: "s.yaml")
    let watched = try Watched(program, file)
    #expect(eventually { watched.shown.contains("There is no timeline before") })
    #expect(watched.versions[0].contains("s.yaml:3:5: error: "))
    try program.write(Self.script("Sit tall."), to: "s.yaml")
    #expect(watched.shows("Sit tall."))
    let helpers = watched.helpers
    #expect(!helpers.isEmpty)
    let broken = Self.script("Sit still.").replacingOccurrences(of: "reps: 3", with: "resp: 3")
    try program.write(broken, to: "s.yaml")
    #expect(eventually { watched.shown.contains("the last version without an error:\n") })
    #expect(watched.shows("As of "))
    let last = try #require(watched.versions.last)
    #expect(
      last.firstMatch(of: /error: (?s:.)*\nAs of \d+:\d\d:\d\d, the last(?s:.)*Sit tall\./) != nil)
    #expect(!last.contains("Sit still."))
    try FileManager.default.removeItem(atPath: file)
    #expect(eventually { watched.shown.contains("error: Cannot read") })
    try program.write(Self.script("Sit still."), to: "s.yaml")
    #expect(watched.shows("Sit still."))
    #expect(watched.helpers == helpers, "the same processes have spoken all of it")
    watched.interrupt()
  }

  @Test("An included routine, a translation and a voice are watched, even before they exist")
  func others() throws {
    let file = try program.write(
      "title: Short\nsteps:\n  - say: Stop if anything hurts.\n  - include: part\n  - say: Done.\n",
      to: "s.yaml")
    try program.write("title: Part\nsteps:\n  - say: Sit tall.\n", to: "part.yaml")
    let watched = try Watched(program, file, "--language", "es")
    #expect(watched.shows("Sit tall."), "\(watched.errors)")
    #expect(watched.versions[0].contains("[no-translation]"))
    try program.write("title: Part\nsteps:\n  - say: Sit down.\n", to: "part.yaml")
    #expect(watched.shows("Sit down."))
    try program.write(
      "language: es\ntexts:\n  - { original: Sit down., text: Siéntate. }\n", to: "part.es.yaml")
    #expect(watched.shows("Siéntate."))
    let before = try #require(watched.versions.last)
    try program.write(
      try Repository.text("Voices/calm-es.yaml").replacing(/rate: \d+/, with: "rate: 90"),
      to: ".config/coach/voices/calm-es.yaml")
    #expect(
      eventually {
        watched.versions.last?.hasSuffix("Done.\n") == true
          && watched.versions.last != before
      })
    watched.interrupt()
  }

  @Test("A terminal gets as much as fits around the change, and loses nothing above")
  func terminal() throws {
    let steps = (1...40).map { "  - say: This is sentence number \($0).\n" }.joined()
    let script = "title: Long\nsteps:\n  - say: Stop if anything hurts.\n" + steps
    let file = try program.write(script, to: "s.yaml")
    let terminal = try PseudoTerminal()
    let settings = try terminal.settings()
    let watched = try Watched(program, file, on: terminal)
    let end = "without --watch all are shown."
    #expect(eventually { watched.shown.contains(end) })
    // What was on the terminal is pushed up before anything is cleared.
    #expect(watched.shown.hasPrefix(String(repeating: "\r\n", count: 24) + "\u{1B}[H\u{1B}[J"))
    func last() -> String {
      watched.shown.components(separatedBy: "\u{1B}[H\u{1B}[J").last ?? ""
    }
    #expect(last().contains("number 3."))
    #expect(!last().contains("number 30."))
    #expect(!last().contains("›"))
    try program.write(
      script.replacingOccurrences(of: "number 30.", with: "number thirty."), to: "s.yaml")
    #expect(eventually { last().contains("number thirty.") && last().contains(end) })
    let lines = last().split(separator: "\r\n")
    #expect(lines.count <= 23)
    #expect(lines.filter { $0.contains("›") }.count == 1)
    #expect(lines.contains { $0.contains("›") && $0.contains("number thirty.") })
    #expect(last().contains("number 29."))
    try program.write(script + "  - sya: Well done.\n", to: "s.yaml")
    #expect(eventually { last().contains("As of ") && last().contains(end) })
    #expect(last().contains("error:"))
    #expect(last().split(separator: "\r\n").count <= 23)
    let count = watched.shown.components(separatedBy: "\u{1B}[H").count
    watched.child.signal(SIGWINCH)
    #expect(eventually { watched.shown.components(separatedBy: "\u{1B}[H").count > count })
    #expect(eventually { last().contains(end) })
    watched.interrupt()
    #expect(try terminal.settings() == settings)
  }

  @Test("Keys scroll, a change is shown wherever one was, and q ends it")
  func keys() throws {
    let steps = (1...60).map { "  - say: This is sentence number \($0).\n" }.joined()
    let script = "title: Long\nsteps:\n  - say: Stop if anything hurts.\n" + steps
    let file = try program.write(script, to: "s.yaml")
    let tmux = try Tmux(
      columns: 80, running: "PS1='$ ' exec bash --norc --noprofile -i",
      environment: program.environment)
    #expect(eventually { tmux.text.hasPrefix("$") })
    try tmux.type("'\(Program.path)' preview \(file) --watch", "Enter")
    #expect(eventually { tmux.text.contains("q ends") }, "\(tmux.text)")
    func shows(_ numbers: ClosedRange<Int>) -> Bool {
      eventually {
        let text = tmux.text
        return numbers.allSatisfy { text.contains("number \($0).") }
          && !text.contains("number \(numbers.lowerBound - 1).")
          && text.contains("↑ ↓ and space scroll.")
      }
    }
    #expect(shows(1...10), "\(tmux.text)")
    try tmux.type("Down", "Down", "j")
    #expect(shows(1...17), "\(tmux.text)")
    try tmux.type("Up")
    #expect(shows(1...16), "\(tmux.text)")
    try tmux.type("G")
    #expect(shows(44...60), "\(tmux.text)")
    try tmux.type("PageUp")
    #expect(eventually { tmux.text.contains("number 40.") && !tmux.text.contains("number 60.") })
    try tmux.type("Home", "NPage")
    #expect(eventually { tmux.text.contains("number 20.") && !tmux.text.contains("number 1.") })
    // Stopped, it gives the terminal back; and it is where it was when it goes on.
    try tmux.type("C-z")
    #expect(eventually { tmux.text.contains("Stopped  ") }, "\(tmux.text)")
    try tmux.type("echo typed", "Space", "here", "Enter")
    #expect(eventually { tmux.text.contains("\ntyped here\n") }, "\(tmux.text)")
    try tmux.type("fg; echo ended with $?", "Enter")
    #expect(
      eventually { tmux.text.contains("number 20.") && !tmux.text.contains("typed") },
      "\(tmux.text)")
    try program.write(
      script.replacingOccurrences(of: "number 55.", with: "number fifty-five."), to: "s.yaml")
    #expect(eventually { tmux.text.contains("› ") && tmux.text.contains("number fifty-five.") })
    try tmux.type("q")
    #expect(eventually { tmux.text.contains("\nended with 0\n") }, "\(tmux.text)")
    try tmux.type("echo typed", "Space", "again", "Enter")
    #expect(eventually { tmux.text.contains("echo typed again\ntyped again") }, "\(tmux.text)")
  }

  @Test("What cannot be watched is an error")
  func refused() throws {
    try program.write(Self.script("Sit tall."), to: "s.yaml")
    for option in ["--json", "--csv"] {
      let result = try program.shell("coach preview s.yaml --watch \(option)")
      #expect(result.code == 64)
      #expect(result.errors.contains("leave `\(option)` out"))
    }
    let pipe = try program.shell("coach preview <(cat s.yaml) --watch")
    #expect(pipe.code == 1)
    #expect(pipe.errors.contains("is not a file"))
    for arguments in ["nowhere.yaml", "s.yaml --voice clam", "s.yaml --section Nowhere"] {
      let result = try program.shell("coach preview \(arguments) --watch")
      #expect(result.code == 1, "\(arguments)")
      #expect(result.errors.contains("error:"))
    }
  }
}
