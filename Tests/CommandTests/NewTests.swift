import Foundation
import TestSupport
import Testing

@Suite("coach new and coach schema")
struct NewTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test("The new file passes every check, in every language", arguments: [nil, "es", "de", "fr"])
  func template(language: String?) throws {
    let option = language.map { " --language \($0)" } ?? ""
    let new = try program.shell("coach new neck-and-back\(option)")
    #expect(new.code == 0, "\(new.errors)")
    #expect(new.errors == "")
    #expect(try program.files() == ["neck-and-back.yaml"])
    let commands = new.text.split(separator: "\n").filter { $0.hasPrefix("  coach ") }
    #expect(commands.count == 3)
    for command in commands.prefix(2) {
      let result = try program.shell(String(command))
      #expect(result.code == 0, "\(result.errors)")
      #expect(result.errors == "", "\(command)")
      if command.contains("check") { #expect(result.text.contains("no findings")) }
    }
    let text = try program.text("neck-and-back.yaml")
    #expect(text.contains("\ntitle: Neck and back\n"))
    #expect(text.contains("coach check neck-and-back.yaml"))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 100 || $0.hasPrefix("# yaml-language-server:") })
  }

  @Test("Its first line leads to the schema, which is kept up to date")
  func schema() throws {
    let data = program.folder.appending(path: "some data")
    let environment = ["XDG_DATA_HOME": data.path(percentEncoded: false)]
    let schema = data.appending(path: "coach/routine.schema.json")
    for name in ["first", "second"] {
      #expect(try program.shell("coach new \(name)", environment: environment).code == 0)
      let line = try #require(try program.text("\(name).yaml").split(separator: "\n").first)
      let address = try #require(line.firstMatch(of: /^# yaml-language-server: \$schema=(\S+)$/))
      #expect(URL(string: String(address.output.1))?.path() == schema.path())
      #expect(try String(contentsOf: schema, encoding: .utf8) == program.run("schema").text)
      try "old".write(to: schema, atomically: true, encoding: .utf8)
    }
    #expect(
      try FileManager.default.contentsOfDirectory(
        atPath: data.appending(path: "coach").path(percentEncoded: false)
      )
      .count == 1)
    let routine = try program.run("schema", "routine")
    #expect(
      try SchemaValidator.refusals(of: [program.text("first.yaml")], by: routine.text) == [nil])
    for kind in ["translation", "voice"] {
      #expect(try SchemaValidator.object(program.run("schema", kind).text)["properties"] != nil)
    }
    #expect(try program.run("schema", "voices").code == 64)
  }

  @Test("If the schema cannot be written, the routine lacks that line, with a note")
  func noSchema() throws {
    let new = try program.shell("coach new neck", environment: ["XDG_DATA_HOME": "/dev/null"])
    #expect(new.code == 0)
    #expect(new.errors.contains("cannot write /dev/null/coach/routine.schema.json"))
    #expect(try !program.text("neck.yaml").contains("yaml-language-server"))
  }

  @Test("A copy keeps everything but the line for editors")
  func copy() throws {
    let copy = try program.shell("coach new mine --from think-tall")
    #expect(copy.code == 0, "\(copy.errors)")
    let lines = try program.text("mine.yaml").split(separator: "\n", maxSplits: 1)
    #expect(try String(lines[1]) == Repository.text("Scripts/think-tall.yaml"))
    #expect(try program.shell("coach new yours --from mine.yaml").code == 0)
    #expect(try program.text("yours.yaml") == program.text("mine.yaml"))
    let relief = try program.shell("coach new relief --from upper-back-relief")
    #expect(relief.errors == "Its texts in es stay with the original.\n")
    #expect(try program.shell("coach check mine.yaml yours.yaml relief.yaml").code == 0)
  }

  @Test("A copy reports includes that it can no longer find")
  func includes() throws {
    try program.write("title: P\nsteps:\n  - say: Part.\n", to: "there/part.yaml")
    try program.write(
      "title: W\nsteps:\n  - include: part\n  - include: think-tall\n", to: "there/whole.yaml")
    let beside = try program.shell("cd there && coach new copy --from whole.yaml")
    #expect(beside.code == 0 && beside.errors == "", "\(beside.errors)")
    let away = try program.shell("coach new copy --from there/whole.yaml")
    #expect(away.code == 0)
    #expect(away.errors.contains("are beside the original"))
    #expect(away.errors.contains("copy.yaml:4:14: error: there is no routine `part`"))
    #expect(!away.errors.contains("think-tall"))
    #expect(try program.files() == ["copy.yaml", "there"])
  }

  @Test("Nothing is ever overwritten, and impossible names are errors")
  func refusals() throws {
    try program.write("mine", to: "neck.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: program.folder.path() + "/link.yaml", withDestinationPath: "nowhere")
    for (arguments, expected) in [
      ("neck", "neck.yaml exists already"), ("neck.yaml", "neck.yaml exists already"),
      ("link", "link.yaml exists already"), ("no/such/neck", "mkdir -p no/such"),
      ("''", "cannot be a routine's name"), ("there/", "cannot be a routine's"),
      (".yaml", "cannot be a routine's name"), (".hidden", "cannot be a routine's"),
      ("$'a\\nb'", "cannot be a routine's name"), ("neck.es", "coach new neck-es"),
      ("x --from thnk-tall", "did you mean `think-tall`?"),
      ("x --from nowhere.yaml", "Cannot read"),
      ("x --from /dev/zero", "too large"), ("x --language xx", "There is one in de, en, es, fr"),
      ("/dev/null/neck", "Cannot write /dev/null/neck.yaml"),
    ] {
      let result = try program.shell("coach new \(arguments)")
      #expect(result.code == 1, "\(arguments)")
      #expect(result.errors.contains(expected), "\(arguments): \(result.errors)")
      #expect(result.text == "")
    }
    #expect(try program.text("neck.yaml") == "mine")
    #expect(try program.files() == ["link.yaml", "neck.yaml"].sorted())
    for arguments in ["", "x --from think-tall --language es"] {
      #expect(try program.shell("coach new \(arguments)").code == 64)
    }
  }

  @Test("Names that YAML or a shell would read as something else")
  func names() throws {
    for (name, title) in [
      ("null", "\"Null\""), ("my neck", "My neck"), ("it's: \"me\" #1", #""It's: \"me\" #1""#),
      ("2026", "\"2026\""), ("größe", "Größe"), ("a.b.c", "\"A.b.c\""),
    ] {
      let new = try program.run(
        arguments: ["new", program.folder.appending(path: name).path(percentEncoded: false)])
      #expect(new.code == 0, "\(name): \(new.errors)")
      #expect(try program.text("\(name).yaml").contains("\ntitle: \(title)\n"), "\(name)")
      let check = try #require(new.text.split(separator: "\n").first { $0.contains("coach check") })
      let result = try program.shell(String(check))
      #expect(result.code == 0 && result.errors == "", "\(check): \(result.errors)")
    }
    let option = try program.shell("coach new -- -x")
    #expect(option.text.contains("coach check ./-x.yaml"))
  }
}
