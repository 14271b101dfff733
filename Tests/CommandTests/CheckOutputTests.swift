import Foundation
import TestSupport
import Testing

@Suite("coach check: how findings are printed")
struct CheckOutputTests {
  private let program: Program

  init() throws { program = try Program() }

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

  @Test("JSON has every file, its findings with exact places, and its length")
  func json() throws {
    try program.write(CheckTests.broken, to: "broken.yaml")
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

  @Test("SARIF 2.1.0 has a rule for each result, regions and corrections")
  func sarif() throws {
    try program.write(CheckTests.broken, to: "with space.yaml")
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

  @Test("A file that cannot be read is a finding in every format")
  func unreadable() throws {
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
    #expect(text.errors.contains("\nerror: Cannot read missing.yaml"))
    let sarif = try program.shell("coach check $PWD/latin.yaml --format sarif").text
    #expect(sarif.contains("\"file:///"))
  }

  @Test(
    "Colours appear only on a terminal that has them, unless NO_COLOR is set",
    arguments: [
      ("TERM=xterm", true), ("TERM=dumb", false), ("TERM=", false), ("-u TERM", false),
      ("TERM=xterm NO_COLOR=1", false), ("TERM=xterm NO_COLOR=", true),
    ])
  func colours(environment: String, areShown: Bool) throws {
    try program.write(CheckTests.broken, to: "broken.yaml")
    let terminal = try PseudoTerminal()
    let line = "env \(environment) '\(Program.path)' check broken.yaml"
    _ = try program.shell("\(line) 2>\(terminal.path)")
    #expect(terminal.read().contains("\u{1B}[") == areShown)
    #expect(!(try program.shell("\(line) 2>&1 | cat")).text.contains("\u{1B}"))
  }

  @Test("Only a terminal gets the hint about --explain")
  func hint() throws {
    try program.write(CheckTests.broken, to: "broken.yaml")
    #expect(!(try program.shell("coach check broken.yaml").errors.contains("--explain")))
    let terminal = try PseudoTerminal()
    let child = try Child(
      [Program.path, "check", program.folder.path() + "/broken.yaml"],
      environment: program.environment, output: "/dev/null", errors: terminal.path)
    #expect(child.wait() == 1)
    #expect(terminal.read().contains("`coach check --explain unknown-key` tells more"))
  }
}
