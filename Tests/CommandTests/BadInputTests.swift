import Foundation
import TestSupport
import TestTraits
import Testing

@Suite("Bad input is reported, and nothing crashes")
struct BadInputTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test(
    "A bad script is reported and never spoken",
    arguments: LongText.cases([
      ("", "[empty]"), ("\u{0}\u{1}\u{2}\u{3}", "[unreadable]"), ("just words", "[wrong-shape]"),
      ("title: T\nsteps:\n  - repeat: 1000000000\n    steps:\n      - say: x\n", "[out-of-range]"),
      ("title: T\nsteps:\n  - reps: -1\n", "[out-of-range]"),
      ("title: T\nsteps:\n  - heat: 3h\n", "[heat-too-long]"),
      ("title: T\nsteps:\n  - reps: 3\n    tempo: 0s\n", "[out-of-range]"),
      ("title: T\nsteps:\n  - reps: .nan\n", "[bad-number]"),
      ("title: T\nsteps:\n  - pause: .inf\n", "[bad-duration]"),
      ("title: T\nsteps:\n  - include: nowhere\n", "[include-missing]"),
      ("title: T\nsteps:\n  - include: ../../etc/passwd.yaml\n", "[include-missing]"),
      ("title: T\nsteps:\n  - include: /etc/passwd.yaml\n", "[include-missing]"),
      ("title: T\nsteps:\n  - include: bad.yaml\n", "[include-cycle]"),
      ("title: T\nvoice: clam\nsteps:\n  - say: Hello.\n", "did you mean `calm`?"),
      ("title: T\nvoice: ../../x\nsteps:\n  - say: Hello.\n", "[unknown-voice]"),
      (String(repeating: "[\n", count: 100_000), "[syntax]"),
      (String(repeating: "[", count: 100_000), "[too-large]"),
      ("title: T\nsteps:\n  - hold: 1s\n    times: 1000\n    rest: 24h\n", "[too-long]"),
      (
        "title: T\nsteps:\n  - repeat: 1000\n    steps:\n      - reps: 1000\n        tempo: 300 ms\n        count: off\n",
        "[too-long]"
      ),
      (String(repeating: "# gigantic\n", count: 200_000), "[too-large]"),
      (
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
          + (1...30).map { "k\($0): &k\($0) [*a,*a,*a,*a]\n" }.joined(), "[anchor-or-alias]"
      ),
      ("title: T\nsteps:\n  - say: \"…\"\n", "[cannot-speak]"),
      ("title: T\nsteps:\n  - say: \(String(repeating: "s'", count: 80))\n", "[cannot-speak]"),
      ("title: T\nsteps:\n  - say: \(String(repeating: "word ", count: 600))\n", "[out-of-range]"),
    ]))
  func scripts(script: LongText, expected: String) throws {
    let file = try program.write(script.text, to: "bad.yaml")
    for command in ["check", "preview"] {
      let result = try program.run(command, file)
      #expect(result.code == 1, "\(command): \(result.errors)")
      #expect(result.errors.contains(expected), "\(command): \(result.errors.prefix(600))")
      #expect(result.text.isEmpty)
    }
    let wave = program.folder.appending(path: "out.wav").path()
    let result = try program.run("export", file, "-o", wave)
    #expect(result.code == 1)
    #expect(try program.files() == ["bad.yaml"])
  }

  @Test("Missing files, folders and files that are not text")
  func files() throws {
    let missing = try program.run("preview", "./nowhere.yaml")
    #expect(missing.code == 1)
    #expect(missing.errors.contains("Cannot read ./nowhere.yaml: no such file"))
    let folder = try program.run("preview", program.folder.path())
    #expect(folder.code == 1)
    #expect(folder.errors.contains("is a folder"))
    let binary = program.folder.appending(path: "binary.yaml")
    try Data([0x66, 0x0a, 0xff, 0xfe, 0x80]).write(to: binary)
    let notText = try program.run("preview", binary.path())
    #expect(notText.code == 1)
    #expect(notText.errors.contains("not text in UTF-8 (line 2)"))
    let endless = try program.run("preview", "/dev/zero")
    #expect(endless.code == 1)
  }

  @Test("A mistyped name gets a suggestion")
  func names() throws {
    let routine = try program.run("preview", "uper-back-relief")
    #expect(routine.code == 1)
    #expect(routine.errors.contains("did you mean `upper-back-relief`?"))
    let voice = try program.run("preview", "upper-back-relief", "--voice", "brigt")
    #expect(voice.code == 1)
    #expect(voice.errors.contains("did you mean `bright`?"))
    let section = try program.run("preview", "upper-back-relief", "--section", "Heet")
    #expect(section.code == 1)
    #expect(section.errors.contains("did you mean `Heat`?"))
    let setting = try program.run("preview", "upper-back-relief", "--set", "hat=3min")
    #expect(setting.code == 1)
    #expect(setting.errors.contains("did you mean `heat`?"))
  }

  @Test("Wrong usage exits with 64")
  func usage() throws {
    for arguments in [
      ["export", "upper-back-relief"], ["preview"], ["preview", "x", "--set", "novalue"],
      ["preview", "x", "--csv", "--json"], ["dance"], ["check"], ["export", "x", "-o", ""],
    ] {
      let result = try program.shell("coach \(arguments.map { "'\($0)'" }.joined(separator: " "))")
      #expect(result.code == 64, "\(arguments): \(result.errors)")
      #expect(!result.errors.isEmpty)
    }
  }

  @Test("A broken voice is reported in its own file, with line and column")
  func voice() throws {
    try program.write("about: x\nlanguage: en\nrate: fast\n", to: ".config/coach/voices/mine.yaml")
    try program.write("\u{1}\u{2}", to: ".config/coach/voices/broken.yaml")
    try program.write("language: xx-none\n", to: ".config/coach/voices/foreign.yaml")
    try program.write("", to: ".config/coach/voices/empty.yaml")
    let mine = try program.run("preview", "upper-back-relief", "--voice", "mine")
    #expect(mine.code == 1)
    #expect(mine.errors.contains("mine.yaml:3:7:"))
    for name in ["broken", "foreign", "empty"] {
      let result = try program.run("preview", "upper-back-relief", "--voice", name)
      #expect(result.code == 1, "\(name)")
      #expect(!result.errors.isEmpty)
    }
  }

  @Test("If the output cannot be written, no part of it stays behind")
  func outputs() throws {
    let folder = try program.run("export", "upper-back-relief", "-o", program.folder.path())
    #expect(folder.code == 1)
    #expect(folder.errors.contains("folder") || folder.errors.contains("directory"))
    let nowhere = try program.run(
      "export", "upper-back-relief", "-o", program.folder.path() + "/no/such/x.wav")
    #expect(nowhere.code == 1)
    let full = try program.run("export", "upper-back-relief", "-o", "/dev/full")
    #expect(full.code == 1)
    #expect(full.errors.contains("full") || full.errors.contains("No space"))
    let closed = try program.shell(
      "{ coach export upper-back-relief -o -; echo $? > code; } | head -c 100 > /dev/null; exit $(cat code)"
    )
    #expect(closed.code == 1)
    #expect(closed.errors.contains("error:"))
    try FileManager.default.removeItem(at: program.folder.appending(path: "code"))
    #expect(try program.files() == [])
  }
}
