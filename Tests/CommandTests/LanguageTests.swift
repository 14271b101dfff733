import Foundation
import TestSupport
import Testing

@Suite("Commands with other languages")
struct LanguageTests {
  private let program: Program

  init() throws { program = try Program() }

  static let script = """
    title: Short
    steps:
      - { say: Sit tall., because: "for tests, it gives no advice" }
      - reps: 3
        of: Twist
        say: Turn.
    """

  static let spanish = """
    language: es
    texts:
      - { original: Short, text: Corta }
      - { original: Sit tall., text: Siéntate con la espalda erguida. }
      - { original: Twist, text: Giro }
      - { original: Turn., text: Gira. }
    """

  @Test("preview and export use the translation, in captions too")
  func spoken() throws {
    try program.write(Self.script, to: "short.yaml")
    try program.write(Self.spanish, to: "short.es.yaml")
    let preview = try program.shell("coach preview short.yaml --language es")
    #expect(preview.code == 0)
    #expect(preview.errors == "")
    #expect(preview.text.contains("Corta, voice calm-es"))
    #expect(preview.text.contains("Siéntate con la espalda erguida."))
    #expect(preview.text.contains("Prepárate."))
    let export = try program.shell("coach export short.yaml --language ES -o corta.wav")
    #expect(export.code == 0)
    #expect(export.errors == "")
    let wave = try Data(contentsOf: program.folder.appending(path: "corta.wav"))
    for caption in ["Siéntate con la espalda erguida.", "Gira.", "uno", "tres"] {
      #expect(wave.range(of: Data(caption.utf8)) != nil, "\(caption)")
    }
    #expect(wave.range(of: Data("Sit tall.".utf8)) == nil)
  }

  @Test("Missing texts are one warning; a contradiction and an unknown language are errors")
  func warned() throws {
    try program.write(Self.script, to: "short.yaml")
    let none = try program.shell("coach preview short.yaml --voice calm-de")
    #expect(none.code == 0)
    #expect(none.errors.contains("short.yaml has no German texts"))
    #expect(
      none.errors.contains("`coach translate short.yaml --to de -o short.de.yaml` begins them"))
    #expect(none.errors.split(separator: "\n").count == 2)
    try program.write("language: de\ntexts:\n", to: "short.de.yaml")
    let some = try program.shell("coach preview short.yaml --language de")
    #expect(
      some.errors.contains(
        "4 texts of short.yaml have no German translation and are said in English"))
    #expect(some.errors.contains("`coach check short.yaml` names them"))
    let contradiction = try program.shell("coach preview short.yaml --voice calm --language de")
    #expect(contradiction.code == 1)
    #expect(contradiction.errors.contains("speaks English, and German is asked for"))
    #expect(contradiction.errors.contains("--voice calm-de"))
    let unknown = try program.shell("coach preview short.yaml --language nl")
    #expect(unknown.code == 1)
    #expect(unknown.errors.contains("Spanish (`es`)"))
  }

  @Test("check names missing and stale texts, and gives each translation a line")
  func check() throws {
    try program.write(Self.script, to: "short.yaml")
    try program.write(Self.spanish, to: "short.es.yaml")
    let whole = try program.shell("coach check short.yaml")
    #expect(whole.code == 0)
    #expect(whole.errors == "")
    #expect(whole.text.contains(/\n  es: complete, \d:\d\d/))
    try program.write(
      Self.spanish.replacingOccurrences(of: "original: Turn.", with: "original: Turn now."),
      to: "short.es.yaml")
    let gaps = try program.shell("coach check short.yaml")
    #expect(gaps.code == 0)
    #expect(gaps.text.contains("es: 1 missing, 1 stale, "))
    #expect(gaps.errors.contains("short.yaml:6:10: warning:"))
    #expect(gaps.errors.contains("[missing-text]"))
    #expect(gaps.errors.contains("short.es.yaml:6:17: warning:"))
    #expect(gaps.errors.contains("if it was reworded, write: Turn."))
    try program.write(
      Self.spanish.replacingOccurrences(of: "language: es", with: "language: de"),
      to: "short.es.yaml")
    let broken = try program.shell("coach check short.yaml")
    #expect(broken.code == 1)
    #expect(broken.errors.contains("short.es.yaml:1:11: error:"))
    let shipped = try program.run("check", "upper-back-relief")
    #expect(shipped.code == 0)
    #expect(shipped.text.contains("\n  es: complete, "))
    #expect(try program.run("show", "upper-back-relief").text.contains("Language  en, es\n"))
  }

  @Test("A count that does not fit in one language is found in that language")
  func fits() throws {
    try program.write(
      "title: T\nsteps:\n  - reps: 30\n    tempo: 1.1 s\n    say: Go.\n    because: a test\n",
      to: "fast.yaml")
    try program.write(
      "language: de\ntexts:\n  - { original: T, text: T }\n  - { original: Go., text: Los. }\n",
      to: "fast.de.yaml")
    try program.write(
      "language: es\ntexts:\n  - { original: T, text: T }\n  - { original: Go., text: Va. }\n",
      to: "fast.es.yaml")
    let result = try program.shell("coach check fast.yaml")
    #expect(result.code == 1)
    #expect(result.errors.contains("\"einundzwanzig\" does not fit"))
    #expect(result.text.contains("no findings"))
    #expect(result.text.contains("\n  es: complete, "))
    #expect(!result.text.contains("de: "))
  }

  @Test("translate prints a file to fill in, and keeps what is filled in already")
  func translate() throws {
    try program.write(Self.script, to: "short.yaml")
    let begun = try program.shell("coach translate short.yaml --to fr > short.fr.yaml")
    #expect(begun.code == 0)
    #expect(try program.shell("coach check short.yaml").text.contains("fr: 4 missing, "))
    let file = program.folder.appending(path: "short.fr.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.hasPrefix("# French texts for short.yaml"))
    try program.write(
      text.replacingOccurrences(
        of: "#  - original: Turn.\n#    text:", with: "  - original: Turn.\n    text: Tourne."),
      to: "short.fr.yaml")
    let again = try program.shell("coach translate short.yaml --to fr")
    #expect(again.text.contains("\n  - original: Turn.\n    text: Tourne.\n"))
    #expect(again.text.contains("\n#  - original: Twist\n#    text:\n"))
    // Written over, nothing that is known is lost.
    let over = try program.shell("coach translate short.yaml --to fr -o short.fr.yaml")
    #expect(over.text == "Wrote short.fr.yaml: 4 texts, 3 missing.\n")
    #expect(try String(contentsOf: file, encoding: .utf8) == again.text)
    #expect(try program.shell("coach translate short.yaml --to fr -o no/such/x.yaml").code == 1)
    // Neither the routine nor another translation is lost by a slip.
    try program.write("language: de\ntexts:\n", to: "short.de.yaml")
    #expect(try program.shell("coach translate short.yaml --to fr -o short.de.yaml").code == 1)
    let foreign = try program.shell("coach translate short.yaml --to fr -o short.yaml")
    #expect(foreign.code == 1)
    #expect(foreign.errors.contains("short.yaml exists, and is not the translation"))
    #expect(try program.shell("coach translate short.yaml --to en").code == 1)
    let own = "$HOME/.config/coach/routines/heat.fr.yaml"
    #expect(try program.shell("coach translate heat --to fr -o \(own)").code == 0)
    let heat = try program.shell("coach check heat")
    #expect(heat.text.contains("fr: 26 missing, "))
    // What is not translated is said in English, this as well.
    #expect(!heat.errors.contains("[no-disclaimer]"))
    #expect(try program.shell("coach translate short.yaml --to ../x").code == 64)
  }

  @Test("A resumed session keeps its language")
  func resumed() throws {
    let live = try Live()
    try live.program.write(
      "title: Short\nsteps:\n  - say: Hello.\n  - pause: 60s\n", to: "short.yaml")
    try live.program.write(
      "language: es\ntexts:\n  - { original: Short, text: Corta }\n"
        + "  - { original: Hello., text: Hola. }\n", to: "short.es.yaml")
    let path = live.program.folder.appending(path: "short.yaml").path()
    let session = try live.start("play", path, "--language", "es")
    #expect(eventually { live.said.contains("Hola.") })
    #expect(try live.coach("stop").code == 0)
    #expect(session.wait() == 0)
    try live.start("resume", path)
    #expect(
      try eventually { try live.coach("status", "--json").text.contains("Corta") },
      "\(live.noted)")
  }
}
