import Foundation
import TestSupport
import Testing

@Suite("coach check")
struct CheckTests {
  private let program: Program

  init() throws { program = try Program() }

  static let broken = """
    title: Tüpo 家
    steps:
      - reps: 5
        temp: 2s
      - hold: 15s
        of: 家家
        each side: [lefft, right]
    """

  @Test("--fix applies corrections to the file itself and reports the rest")
  func fix() throws {
    let path = try program.write(Self.broken, to: "broken.yaml")
    _ = try program.shell("chmod 640 broken.yaml && ln -s broken.yaml link.yaml")
    let result = try program.shell(
      "coach check --fix link.yaml; stat -c '%a %F' link.yaml broken.yaml")
    #expect(result.errors.hasPrefix("link.yaml: fixed 2\n"))
    #expect(result.errors.contains("[no-disclaimer]"))
    #expect(result.text.hasSuffix("777 symbolic link\n640 regular file\n"))
    let fixed = Self.broken.replacingOccurrences(of: "temp:", with: "tempo:")
      .replacingOccurrences(of: "lefft", with: "left")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == fixed)
    let again = try program.shell("coach check --fix broken.yaml")
    #expect(!again.errors.contains("fixed"))
    #expect(try program.shell("coach check --fix think-tall").code == 0)
  }

  @Test("A routine with movement needs a disclaimer or a reason")
  func disclaimer() throws {
    let steps = "  - reps: 5\n    of: Squat\n"
    try program.write("title: T\nsteps:\n\(steps)", to: "bare.yaml")
    try program.write("title: T\nsteps:\n\(steps)    because: I know them.\n", to: "reason.yaml")
    try program.write(
      "title: T\nsteps:\n  - say: This is not medical advice.\n\(steps)", to: "said.yaml")
    let bare = try program.shell("coach check bare.yaml")
    #expect(bare.code == 0)
    #expect(bare.errors.contains("[no-disclaimer]"))
    #expect(bare.errors.contains("bare.yaml:3:5: warning"))
    #expect(try program.shell("coach check reason.yaml said.yaml").errors == "")
    // Reported to its author only, not to whoever plays it.
    #expect(try program.shell("coach preview bare.yaml").errors == "")
  }

  @Test("--explain prints the article about a finding as plain text")
  func explain() throws {
    let result = try program.run("check", "--explain", "heat-too-long")
    #expect(result.code == 0)
    #expect(result.text.hasPrefix("heat-too-long\n\nHeat in one place for longer than"))
    #expect(result.text.contains("\n    # ^^^^ heat-too-long\n"))
    #expect(!result.text.contains("```") && !result.text.contains("**"))
    #expect(result.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let slip = try program.run("check", "--explain", "heat-to-long")
    #expect(slip.code == 1)
    #expect(slip.errors.contains("did you mean `heat-too-long`?"))
    #expect(try program.run("check").code == 64)
    #expect(try program.run("check", "--explain", "empty", "think-tall").code == 64)
  }

  @Test("A folder means its scripts, and a translation its routine")
  func folders() throws {
    let routine = "title: T\nsteps:\n  - say: Welcome.\n"
    try program.write(routine, to: "mine/one.yaml")
    try program.write(
      "language: es\ntexts:\n  - { original: T, text: T }\n  - { original: Welcome., text: Hola. }\n",
      to: "mine/one.es.yaml")
    try program.write(routine, to: "mine/below/two.yml")
    try program.write("services: {}\n", to: "mine/other.yaml")
    try program.write(routine, to: "mine/.hidden/three.yaml")
    let all = try program.shell("coach check mine")
    #expect(all.code == 0)
    #expect(
      all.text == """
        mine/below/two.yml: no findings; 0:00
        mine/one.yaml: no findings; 0:00
          es: complete, 0:00

        """)
    #expect(all.errors == "mine/other.yaml: neither a routine nor a voice, left out\n")
    let these = try program.shell("coach check mine/*.y*ml")
    #expect(these.text == "mine/one.yaml: no findings; 0:00\n  es: complete, 0:00\n")
    #expect(these.errors.contains("mine/other.yaml:1:1: error:"))
    let empty = try program.shell("mkdir empty; coach check empty; coach preview mine")
    #expect(empty.errors.contains("empty is a folder"))
    #expect(empty.errors.contains("mine is a folder"))
  }

  @Test("--fix corrects translations as well")
  func translations() throws {
    try program.write("titel: T\nsteps:\n  - say: Welcome.\n", to: "one.yaml")
    try program.write(
      "langauge: es\ntexts:\n  - { orignal: T, text: T }\n  - { original: Welcome., txt: Hola. }\n",
      to: "one.es.yaml")
    let fixed = try program.shell("coach check --fix one.es.yaml; cat one.es.yaml")
    #expect(fixed.errors == "one.yaml: fixed 1\none.es.yaml: fixed 3\n")
    #expect(
      fixed.text.hasPrefix("one.yaml: no findings; 0:00\n  es: complete, 0:00\nlanguage: es"))
    #expect(fixed.text.contains("{ original: T, text: T }"))
    #expect(fixed.text.contains("{ original: Welcome., text: Hola. }"))
  }

  @Test("Voice files are checked as what they are")
  func voices() throws {
    let voices = Repository.root.appending(path: "Voices").path
    let shipped = try program.shell("cp -r '\(voices)' mine; coach check mine")
    #expect(shipped.code == 0 && shipped.errors == "")
    let kinds = Set(shipped.text.split(separator: "\n").map { $0.split(separator: ": ")[1] })
    #expect(
      kinds == [
        "no findings; a voice", "no findings; the phrases of a language",
        "no findings; the pronunciation of a language",
      ])
    try program.write("language: en\nrate: 140\npich: 40\nvariant: none\n", to: "slow.yaml")
    try program.write("about: A\nlanguage: tlh\nrate: 140\n", to: "far.yaml")
    try program.write("language: en\naccent: en-xx\nrate: 140\n", to: "odd.yaml")
    try program.write("calibration: [A., B.]\nsings: {}\nunits: {}\n", to: "read.yaml")
    let broken = try program.shell("coach check slow.yaml far.yaml odd.yaml read.yaml")
    #expect(broken.code == 1)
    for finding in [
      "slow.yaml:3:1: error: unknown key `pich`; did you mean `pitch`? [unknown-key]",
      "slow.yaml:4:10: error: there is no variant `none` [bad-word]",
      "far.yaml:2:11: error: the language `tlh` has no phrases file [unknown-voice]",
      "odd.yaml:2:9: error: the engine eSpeak NG has no voice for `en-xx` [bad-word]",
      "read.yaml:2:1: error: unknown key `sings`; did you mean `signs`? [unknown-key]",
    ] {
      #expect(broken.errors.contains(finding), "\(broken.errors)")
    }
    let fixed = try program.shell("coach check --fix read.yaml slow.yaml; cat read.yaml slow.yaml")
    #expect(fixed.text.contains("signs: {}") && fixed.text.contains("pitch: 40"))
  }
}
