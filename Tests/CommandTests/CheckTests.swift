import Foundation
import TestSupport
import Testing

@Suite("coach check for people and for programs")
struct CheckTests {
  private static let broken = """
    title: Tüpo 家
    steps:
      - reps: 5
        temp: 2s
      - hold: 15s
        of: 家家
        each side: [lefft, right]
    """

  private struct Found: Decodable {
    struct File: Decodable {
      let file: String
      let findings: [Finding]
      let lengths: [Length]
    }
    struct Finding: Decodable {
      let id, severity, message, file: String
      let line, column, endLine, endColumn: Int
      let remedy, correction: String?
    }
    struct Length: Decodable {
      let language, level: String?
      let withBaby: Bool
      let seconds: Double
    }
    let files: [File]
  }

  @Test("JSON: every file, its findings with their exact places, and how long it takes")
  func json() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(Self.broken, to: "broken.yaml")
    let result = try program.shell("coach check broken.yaml wall-slides --format json")
    #expect(result.code == 1)
    #expect(result.errors == "")
    let found = try JSONDecoder().decode(Found.self, from: result.output)
    #expect(found.files.map(\.file) == ["broken.yaml", "wall-slides"])
    let findings = found.files[0].findings
    #expect(findings.map(\.id) == ["unknown-key", "bad-word"])
    #expect(findings.map(\.line) == [4, 7])
    #expect(findings.map(\.column) == [5, 17])
    #expect(findings.map(\.endColumn) == [9, 22])
    #expect(findings.map(\.correction) == ["tempo", "left"])
    #expect(findings.allSatisfy { $0.severity == "error" && $0.file == "broken.yaml" })
    let lengths = found.files[1].lengths
    #expect(lengths.map(\.level) == ["easy", "steady", "strong", "easy", "steady", "strong"])
    #expect(lengths.map(\.withBaby) == [false, false, false, true, true, true])
    #expect(lengths.allSatisfy { $0.seconds > 60 })
  }

  @Test("SARIF: version 2.1.0, a rule for each result, regions and corrections")
  func sarif() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(Self.broken, to: "with space.yaml")
    let result = try program.shell("coach check 'with space.yaml' --format sarif")
    #expect(result.code == 1)
    let log = try #require(
      try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
    let driver = try #require((run["tool"] as? [String: [String: Any]])?["driver"])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == 2)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      let help = try #require(rules[index]["help"] as? [String: String])
      #expect(help["markdown"]?.contains("```yaml") == true)
      #expect(result["level"] as? String == "error")
      let text = String(describing: result["locations"] ?? "")
      #expect(text.contains("with%20space.yaml"))
      #expect(result["fixes"] != nil)
    }
  }

  @Test("--fix mends what is certain in the file itself, and tells of the rest")
  func fix() throws {
    let program = try Program()
    defer { program.remove() }
    let path = try program.write(Self.broken, to: "broken.yaml")
    _ = try program.shell("chmod 640 broken.yaml && ln -s broken.yaml link.yaml")
    let result = try program.shell(
      "coach check --fix link.yaml; stat -c '%a %F' link.yaml broken.yaml")
    #expect(result.errors.hasPrefix("link.yaml: mended 2\n"))
    #expect(result.errors.contains("[no-disclaimer]"))
    #expect(result.text.hasSuffix("777 symbolic link\n640 regular file\n"))
    let mended = Self.broken.replacingOccurrences(of: "temp:", with: "tempo:")
      .replacingOccurrences(of: "lefft", with: "left")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == mended)
    let again = try program.shell("coach check --fix broken.yaml")
    #expect(!again.errors.contains("mended"))
    #expect(try program.shell("coach check --fix think-tall").code == 0)
  }

  @Test("What moves somebody has a disclaimer, or says why not")
  func disclaimer() throws {
    let program = try Program()
    defer { program.remove() }
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
    // Only its author is told, not whoever plays it.
    #expect(try program.shell("coach preview bare.yaml").errors == "")
  }

  @Test("--explain tells of a finding what the article on findings does, as plain text")
  func explain() throws {
    let program = try Program()
    defer { program.remove() }
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

  @Test("What cannot be read is a finding too, so that no list of findings leaves it out")
  func unreadable() throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.shell("printf 'title: x\\nabout: D\\xfcnn' > latin.yaml")
    let json = try program.shell("coach check latin.yaml missing.yaml --format json")
    #expect(json.code == 1)
    #expect(json.errors == "")
    let files = try JSONDecoder().decode(Found.self, from: json.output).files
    #expect(files.map(\.file) == ["latin.yaml", "missing.yaml"])
    let findings = files.flatMap(\.findings)
    #expect(findings.map(\.id) == ["unreadable", "unreadable"])
    #expect(findings.map(\.line) == [2, 1])
    #expect(findings.map(\.column) == [9, 1])
    let text = try program.shell("coach check latin.yaml missing.yaml")
    #expect(text.errors.hasPrefix("latin.yaml:2:9: error: "))
    #expect(text.errors.contains("\nerror: cannot read missing.yaml"))
    let sarif = try program.shell("coach check $PWD/latin.yaml --format sarif").text
    #expect(sarif.contains("\"file:///"))
  }

  @Test("A folder stands for its scripts, and a translation for the routine it lies beside")
  func folders() throws {
    let program = try Program()
    defer { program.remove() }
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

  @Test("What is certain is mended in translations as well")
  func translations() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("titel: T\nsteps:\n  - say: Welcome.\n", to: "one.yaml")
    try program.write(
      "langauge: es\ntexts:\n  - { orignal: T, text: T }\n  - { original: Welcome., txt: Hola. }\n",
      to: "one.es.yaml")
    let mended = try program.shell("coach check --fix one.es.yaml; cat one.es.yaml")
    #expect(mended.errors == "one.yaml: mended 1\none.es.yaml: mended 3\n")
    #expect(
      mended.text.hasPrefix("one.yaml: no findings; 0:00\n  es: complete, 0:00\nlanguage: es"))
    #expect(mended.text.contains("{ original: T, text: T }"))
    #expect(mended.text.contains("{ original: Welcome., text: Hola. }"))
  }

  @Test("The files of a voice are checked for what they are")
  func voices() throws {
    let program = try Program()
    defer { program.remove() }
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
    let mended = try program.shell("coach check --fix read.yaml slow.yaml; cat read.yaml slow.yaml")
    #expect(mended.text.contains("signs: {}") && mended.text.contains("pitch: 40"))
  }

  @Test(
    "Colours only on a terminal that has them, and nobody said no",
    arguments: [
      ("TERM=xterm", true), ("TERM=dumb", false), ("TERM=", false), ("-u TERM", false),
      ("TERM=xterm NO_COLOR=1", false), ("TERM=xterm NO_COLOR=", true),
    ])
  func colours(environment: String, areShown: Bool) throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(Self.broken, to: "broken.yaml")
    let terminal = try PseudoTerminal()
    let line = "env \(environment) '\(Program.path)' check broken.yaml"
    _ = try program.shell("\(line) 2>\(terminal.path)")
    #expect(terminal.read().contains("\u{1B}[") == areShown)
    #expect(!(try program.shell("\(line) 2>&1 | cat")).text.contains("\u{1B}"))
  }

  @Test("On a terminal it says where more is told of a finding, and elsewhere nothing of the kind")
  func hint() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(Self.broken, to: "broken.yaml")
    #expect(!(try program.shell("coach check broken.yaml").errors.contains("--explain")))
    let terminal = try PseudoTerminal()
    let child = try Child(
      [Program.path, "check", program.folder.path() + "/broken.yaml"],
      environment: program.environment, output: "/dev/null", errors: terminal.path)
    #expect(child.wait() == 1)
    #expect(terminal.read().contains("`coach check --explain unknown-key` tells more"))
  }
}
