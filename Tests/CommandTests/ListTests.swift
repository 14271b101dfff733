import Foundation
import TestSupport
import Testing

@Suite("coach list, show, voices, suggest and help")
struct ListTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test("list, show, check and voices include the user's own routines")
  func looking() throws {
    try program.write(
      "title: Mine\nabout: My own.\nsteps:\n  - say: Hello.\n",
      to: ".config/coach/routines/mine.yaml")
    try program.write("title: [", to: ".config/coach/routines/broken.yaml")
    let list = try program.run("list")
    #expect(list.code == 0)
    #expect(list.text.contains("upper-back-relief"))
    #expect(list.text.contains("My own. (yours)"))
    #expect(list.text.contains("has errors"))
    #expect(try program.run("preview", "mine").text.contains("Hello."))
    let show = try program.run("show", "upper-back-relief")
    #expect(show.code == 0)
    #expect(show.text.contains("heat = 12 min"))
    let script = try program.run("show", "upper-back-relief", "--script")
    #expect(script.text == (try Repository.text("Scripts/upper-back-relief.yaml")))
    let check = try program.run("check", "upper-back-relief", "mine")
    #expect(check.code == 0)
    #expect(check.text.contains("mine: no findings"))
    #expect(try program.run("check", "mine", "broken").code == 1)
    let voices = try program.run("voices")
    #expect(voices.code == 0)
    for name in try Repository.voices() { #expect(voices.text.contains(name)) }
  }

  @Test("suggest says what to do, why and how, and what does not suit")
  func suggest() throws {
    let plan = try program.run(
      "suggest", "--minutes", "12", "--stage", "postpartum", "--holding-baby", "--have",
      "ball,wall")
    #expect(plan.code == 0)
    #expect(plan.text.contains("1. ball-release, "))
    #expect(plan.text.contains("coach play ball-release --with-baby\n"))
    #expect(plan.text.contains("of 12 minutes in all."))
    #expect(plan.text.contains(/upper-back-relief +needs a heat pad or warm compress and a chair/))
    #expect(plan.errors == "")
    let none = try program.run("suggest", "--minutes", "1", "--have", "", "--stage", "pregnancy")
    #expect(none.code == 0)
    #expect(none.text.contains("think-tall"))
    #expect(try program.run("suggest", "--minutes", "0").code == 64)
    try program.write(
      "title: T\nfor: [pregnancy]\nneeds: [a trampoline]\nsteps:\n  - say: Hop.\n",
      to: "data/Scripts/hop.yaml")
    let empty = try program.shell(
      "ln -s \(Repository.root.path())Voices data/Voices; COACH_DATA=$PWD/data coach suggest --minutes 5 --have wall"
    )
    #expect(empty.code == 1)
    #expect(empty.errors.contains("No routine fits into 5 minutes"))
    #expect(empty.errors.contains("hop  needs a trampoline"))
  }

  @Test("suggest needs no time, and takes a device only for playing")
  func usualTime() throws {
    let plan = try program.run("suggest")
    #expect(plan.code == 0)
    #expect(plan.text.contains("1. upper-back-relief, "))
    #expect(plan.text.contains("of the usual 30 minutes in all"))
    #expect(try program.run("suggest", "--device", "null").code == 64)
  }

  @Test("suggest and list cope with odd routines of one's own")
  func oddOnes() throws {
    let routines = ".config/coach/routines"
    try program.write("title: [", to: "\(routines)/broken.yaml")
    try program.write(
      "title: Mine\npart: posture\nsteps:\n  - say: Hello.\n", to: "\(routines)/it's mine.yaml")
    let long = String(repeating: "long", count: 20)
    try program.write("title: L\nsteps:\n  - say: Hello.\n", to: "\(routines)/\(long).yaml")
    // Nobody will ever write into it.
    #expect(mkfifo(program.folder.appending(path: "\(routines)/pipe.yaml").path(), 0o600) == 0)
    let plan = try program.run("suggest", "--minutes", "2", "--have", "banana")
    #expect(plan.code == 0)
    #expect(plan.text.contains("coach play 'it'\\''s mine'\n"), "\(plan.text)")
    #expect(plan.errors.contains("No routine needs `banana`"))
    #expect(plan.errors.contains("broken has errors"))
    #expect(plan.errors.contains("pipe.yaml is not a file"))
    let list = try program.run("list")
    #expect(list.code == 0)
    #expect(list.text.contains("\(long)  5 s "))
    #expect(list.text.contains(/\n  heat {3,23}\d/))
  }

  @Test("Help fits in 80 columns and exits with 0")
  func help() throws {
    for arguments in ["--help", "play --help", "export --help", "preview --help", "help check"] {
      let result = try program.shell("coach \(arguments)")
      #expect(result.code == 0)
      #expect(result.text.contains("USAGE:"))
      for line in result.text.split(separator: "\n") where !line.hasPrefix("USAGE") {
        #expect(line.count <= 80, "\(line)")
      }
    }
    #expect(try program.run("--version").text.hasPrefix("coach "))
  }
}
