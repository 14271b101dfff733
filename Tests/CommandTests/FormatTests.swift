import Foundation
import TestSupport
import Testing

@Suite("coach format changes the form of files and nothing else")
struct FormatTests {
  private let program: Program

  init() throws { program = try Program() }

  /// A routine in bad form.
  private static let untidy =
    "title:   'Untidy'\nsteps:\n- say: \"Hello.   There.\"   #greet\n- {hold: 5s,of: Twist}\n"
    + "-   reps: 3\n    tempo: {left: 2s,right: 2s}\n    section: 'Two'\n"
  private static let tidy = """
    title: Untidy

    steps:
      - say: Hello.   There.  # greet
      - { hold: 5s, of: Twist }

      - section: Two
        reps: 3
        tempo: { left: 2s, right: 2s }

    """

  @Test("A file is rewritten in place, with its permissions, through links, and once is enough")
  func inPlace() throws {
    let file = try program.write(Self.untidy, to: "real.yaml")
    let link = program.folder.appending(path: "link.yaml").path()
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    let before = try program.run("preview", file)
    let first = try program.run("format", link)
    #expect(first.code == 0, "\(first.errors)")
    #expect(first.text == "\(link): formatted\n")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == Self.tidy)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real.yaml")
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try program.run("preview", file).text == before.text)
    let second = try program.run("format", file)
    #expect(second.code == 0)
    #expect(second.text == "\(file): unchanged\n")
    #expect(try program.files() == ["link.yaml", "real.yaml"])
  }

  @Test("--check names the files that would change and leaves them alone")
  func check() throws {
    let untidy = try program.write(Self.untidy, to: "untidy.yaml")
    let tidy = try program.write(Self.tidy, to: "tidy.yaml")
    let result = try program.run("format", "--check", untidy, tidy)
    #expect(result.code == 1)
    #expect(result.text == "\(untidy): would change\n\(tidy): unchanged\n")
    #expect(try String(contentsOfFile: untidy, encoding: .utf8) == Self.untidy)
    #expect(try program.run("format", "--check", tidy).code == 0)
  }

  @Test("Standard input goes to standard output")
  func pipe() throws {
    try program.write(Self.untidy, to: "untidy.yaml")
    let result = try program.shell("cat untidy.yaml | coach format -")
    #expect(result.code == 0)
    #expect(result.text == Self.tidy)
    let checked = try program.shell("coach format --check - < untidy.yaml")
    #expect(checked.code == 1)
    #expect(checked.text.isEmpty)
    #expect(checked.errors == "standard input: would change\n")
    let bad = try program.shell("echo 'a: [' | coach format -")
    #expect(bad.code == 1)
    #expect(bad.text.isEmpty)
    #expect(bad.errors.contains("standard input:"))
  }

  @Test("Only the user's own routines are formatted by name")
  func names() throws {
    let own = try program.write(Self.untidy, to: ".config/coach/routines/mine.yaml")
    #expect(try program.run("format", "mine").code == 0)
    #expect(try String(contentsOfFile: own, encoding: .utf8) == Self.tidy)
    let shipped = try program.run("format", "upper-back-relief")
    #expect(shipped.code == 1)
    #expect(shipped.errors.contains("`upper-back-relief` ships with coach, and is not changed"))
    #expect(shipped.errors.contains("coach new my-upper-back-relief --from upper-back-relief"))
    let unknown = try program.run("format", "mien")
    #expect(unknown.code == 1)
    #expect(unknown.errors.contains("did you mean `mine`?"))
  }

  @Test("A file that cannot be formatted is reported and left alone; the others are formatted")
  func failures() throws {
    let broken = try program.write("title: T\nsteps: [\n", to: "broken.yaml")
    let anchored = try program.write("title: &t T\nsteps:\n- say: x\n", to: "anchored.yaml")
    // A mistake in the content does not stop the formatter.
    let wrong = try program.write("title: T\nsteps:\n- repps: 3\n", to: "wrong.yaml")
    let missing = program.folder.appending(path: "missing.yaml").path()
    let result = try program.run("format", broken, anchored, missing, program.folder.path(), wrong)
    #expect(result.code == 1)
    #expect(result.text == "\(wrong): formatted\n")
    #expect(result.errors.contains("\(broken):2:8: error: nothing closes the `[`"))
    #expect(result.errors.contains("\(anchored):1:8: error: YAML anchors and tags are not part"))
    #expect(result.errors.contains("Cannot read \(missing)"))
    #expect(result.errors.contains("is a folder"))
    #expect(try String(contentsOfFile: broken, encoding: .utf8) == "title: T\nsteps: [\n")
    let pipe = try program.shell("coach format <(echo 'a:  b')")
    #expect(pipe.code == 1)
    #expect(pipe.errors.contains("is not a file that can be overwritten"))
    for arguments in [["format"], ["format", "-", wrong]] {
      #expect(try program.run(arguments: arguments).code == 64, "\(arguments)")
    }
    #expect(try program.files() == ["anchored.yaml", "broken.yaml", "wrong.yaml"])
  }
}
