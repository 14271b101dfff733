import Foundation
import TestSupport
import Testing

@Suite("The README is true")
struct ReadmeTests {
  private let program: Program

  init() throws { program = try Program() }

  private func blocks(_ kind: String) throws -> [MarkdownFile.Block] {
    try MarkdownFile("README.md").blocks.filter { $0.kind == kind }
  }

  @Test("Its scripts have no findings, and its commands run")
  func examples() throws {
    // A device without pace: other tests measure what is played.
    let configuration = try program.write(
      "</usr/share/alsa/alsa.conf>\npcm.!default { type null }\n", to: ".alsa.conf")
    for block in try blocks("yaml") {
      let name = try #require(block.file)
      try program.write(block.text, to: name)
      // A translation is checked with its routine; an incomplete one has no stale texts.
      let isTranslation = name.split(separator: ".").count > 2
      let check = try program.shell("coach check \(name.prefix { $0 != "." }).yaml")
      #expect(check.code == 0, "\(check.errors)")
      #expect(isTranslation ? !check.errors.contains("stale-text") : check.errors == "")
    }
    var commands = 0
    for block in try blocks("sh") {
      for line in block.text.split(separator: "\n") {
        var line = String(line)
        if line.contains("swift test") { continue }
        if let range = line.range(of: "coach "), line.contains("swift run") {
          line = String(line[range.lowerBound...])
        }
        guard line.hasPrefix("coach ") else {
          Issue.record("not run: \(line)")
          continue
        }
        if line.hasPrefix("coach play ") {
          try played(line, environment: ["ALSA_CONFIG_PATH": configuration])
        } else {
          let result = try program.shell(line, environment: ["ALSA_CONFIG_PATH": configuration])
          #expect(result.code == 0, "\(line): \(result.errors)")
        }
        commands += 1
      }
    }
    #expect(commands >= 10)
  }

  /// Plays a routine that may wait for its listener, who goes from step to step.
  private func played(_ line: String, environment: [String: String]) throws {
    let terminal = try PseudoTerminal()
    let errors = program.folder.appending(path: "errors").path()
    let session = try Child(
      [
        "/bin/bash", "-c",
        "cd '\(program.folder.path())'; exec '\(Program.path)' \(line.dropFirst(6))",
      ],
      environment: program.environment.merging(environment) { $1 },
      input: terminal.path, output: terminal.path, errors: errors)
    let hasEnded = eventually {
      terminal.type("n")
      _ = terminal.read()
      return !session.isRunning
    }
    #expect(hasEnded, "\(line)")
    #expect(session.wait() == 0, "\(line): \((try? program.text("errors")) ?? "")")
  }

  @Test("Every command it names exists and has help")
  func named() throws {
    let names = Set(
      try Repository.text("README.md").matches(of: /`coach ([a-z-]+)/).map { String($0.output.1) })
    #expect(
      names.isSuperset(of: ["pause", "resume", "toggle", "next", "back", "repeat", "status"]))
    for name in names.sorted() {
      let help = try program.run("help", name)
      #expect(help.code == 0, "\(name)")
      #expect(help.text.contains("USAGE: coach \(name)"), "\(name): \(help.text)")
    }
  }

  @Test("Every file it names exists")
  func files() throws {
    let readme = try Repository.text("README.md")
    let paths = Set(
      readme.matches(of: /(?:\.ci|Sources|Tests|Scripts|Voices)\/[\w.\/+-]*\w/).map {
        String($0.output)
      })
    #expect(paths.count > 30)
    for path in paths.sorted() where !path.contains("NAME") {
      #expect(
        FileManager.default.fileExists(atPath: Repository.root.appending(path: path).path()),
        "\(path)")
    }
  }

  @Test("The error it shows is the error that is printed")
  func diagnostic() throws {
    let readme = try Repository.text("README.md")
    let script = try #require(try blocks("yaml").first).text
      .replacingOccurrences(of: "    tempo: { up: 1.5s, back and down: 2s }", with: "    temo: 2s")
    try program.write(script, to: "shoulders.yaml")
    let result = try program.shell("coach check shoulders.yaml")
    #expect(result.code == 1)
    #expect(readme.contains(result.errors), "\(result.errors)")
  }
}
