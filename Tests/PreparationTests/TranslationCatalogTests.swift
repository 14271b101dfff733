import Catalog
import CoachErrors
import CueTimeline
import Foundation
import Preparation
import RoutineScript
import SourceYAML
import Speech
import TestSupport
import Testing

@Suite("Routines in other languages, with the real engine", .serialized)
struct TranslationCatalogTests {
  private let folders: Folders
  private let user: URL

  init() throws {
    user = FileManager.default.temporaryDirectory.appending(path: "coach-user-\(UUID())")
    try FileManager.default.createDirectory(
      at: user.appending(path: "routines"), withIntermediateDirectories: true)
    folders = Folders(
      user: user.path(percentEncoded: false),
      builtIn: Repository.root.path(percentEncoded: false))
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(
      to: user.appending(path: "routines/\(name)"), atomically: true, encoding: .utf8)
  }

  private func prepare(
    _ routine: String, voice: String? = nil, language: String? = nil, quiet: Bool = false
  ) throws -> Preparation {
    try Preparation(
      routine,
      ListenerChoices(
        voice: voice, language: language, isQuiet: quiet), in: folders)
  }

  private func captions(_ preparation: Preparation) -> [String] {
    preparation.timeline.cues.filter { $0.kind == .say }.map(preparation.timeline.caption)
  }

  @Test("Upper back relief in Spanish is complete, and all rules hold, with a baby and without")
  func spanish() throws {
    defer { try? FileManager.default.removeItem(at: user) }
    for withBaby in [false, true] {
      let preparation = try Preparation(
        "upper-back-relief",
        ListenerChoices(language: "es", withBaby: withBaby),
        in: folders)
      #expect(preparation.diagnostics == [])
      #expect(preparation.untranslated == [])
      #expect(preparation.translations.map(\.isComplete) == [true])
      let timeline = preparation.timeline
      #expect(timeline.voice == "calm-es")
      #expect(timeline.title == "Alivio para la parte alta de la espalda")
      #expect(TimelineRules.violations(of: timeline) == [])
      let known = Set(preparation.translations.flatMap(\.texts).compactMap(\.translation))
      for text in known { #expect(!text.contains(/\b(the|your|you|and)\b/), "\(text)") }
      for cue in timeline.cues {
        let caption = timeline.caption(of: cue)
        #expect(caption.split(separator: " ").count <= 20, "\(caption)")
      }
      let english = try Preparation(
        "upper-back-relief",
        ListenerChoices(withBaby: withBaby), in: folders
      ).timeline
      // The structure is the original's: only words differ.
      #expect(timeline.steps.map(\.kind) == english.steps.map(\.kind))
      #expect(timeline.steps.map(\.source) == english.steps.map(\.source))
      #expect(timeline.steps.map(\.reps) == english.steps.map(\.reps))
    }
  }

  @Test("A section is found by its name in the script, and by that in the language")
  func sections() throws {
    defer { try? FileManager.default.removeItem(at: user) }
    for name in ["Movement", "movimiento"] {
      let preparation = try Preparation(
        "upper-back-relief",
        ListenerChoices(language: "es", section: name), in: folders)
      #expect(preparation.timeline.sections.map(\.name) == ["Movimiento"])
    }
  }

  @Test("The voice of a language: by style, else calm, else an error that names the languages")
  func voices() throws {
    defer { try? FileManager.default.removeItem(at: user) }
    try FileManager.default.createDirectory(
      at: user.appending(path: "voices"), withIntermediateDirectories: true)
    let voices = VoiceCatalog(folders)
    #expect(voices.languages == ["de", "en", "es", "fr", "it", "pt"])
    #expect(voices.name(ofLanguage: "de") == "German")
    #expect(voices.name(ofLanguage: "tlh") == "`tlh`")
    #expect(try voices.name(like: "hush", speaking: "es") == "calm-es")
    #expect(try voices.name(like: "calm-es", speaking: "fr") == "calm-fr")
    #expect(try voices.name(like: "calm-es", speaking: "en") == "calm")
    #expect(try voices.name(like: "bright", speaking: "en") == "bright")
    try "about: Mine.\nlanguage: es\nvariant: hush\n".write(
      to: user.appending(path: "voices/hush-es.yaml"), atomically: true, encoding: .utf8)
    #expect(try voices.name(like: "hush", speaking: "es") == "hush-es")
    let error = #expect(throws: CoachError.self) {
      try voices.name(like: "calm", speaking: "nl")
    }
    #expect(error?.advice.contains("Spanish (`es`)") == true)
    #expect(
      try prepare("upper-back-relief", language: "es", quiet: true).timeline.voice == "hush-es")
    let contradiction = #expect(throws: CoachError.self) {
      try prepare("upper-back-relief", voice: "calm", language: "es")
    }
    #expect(contradiction?.findings == [])
    #expect(contradiction?.advice == "Leave --voice out, or write --voice calm-es.")
  }

  @Test("Missing texts are said as they are written, with one warning in all")
  func fallback() throws {
    defer { try? FileManager.default.removeItem(at: user) }
    try write("title: T\nsteps:\n  - say: Hello.\n  - say: Bye.\n", to: "mine.yaml")
    let none = try prepare("mine", language: "es")
    #expect(captions(none) == ["Hello.", "Bye."])
    #expect(none.diagnostics.map(\.id) == [.noTranslation])
    #expect(none.diagnostics.first?.message.contains("has no Spanish texts") == true)
    #expect(none.diagnostics.first?.remedy?.contains("mine.es.yaml") == true)
    #expect(none.diagnostics.first?.remedy?.contains("language: es") == true)
    try write(
      "language: es\ntexts:\n  - { original: Hello., text: Hola. }\n"
        + "  - { original: Gone., text: Ido. }\n", to: "mine.es.yaml")
    let some = try prepare("mine", voice: "calm-es")
    #expect(captions(some) == ["Hola.", "Bye."])
    #expect(some.diagnostics.map(\.id) == [.missingText])
    #expect(some.diagnostics.first?.message.hasPrefix("2 texts of ") == true)
    #expect(some.untranslated.map(\.id) == [.missingText, .missingText, .staleText])
    #expect(try prepare("mine").diagnostics == [])
  }

  @Test("A script in another language is spoken in it, and needs no translation")
  func own() throws {
    defer { try? FileManager.default.removeItem(at: user) }
    try write("title: T\nlanguage: es\nvoice: calm\nsteps:\n  - say: Hola.\n", to: "mia.yaml")
    let preparation = try prepare("mia")
    #expect(preparation.timeline.voice == "calm-es")
    #expect(preparation.diagnostics == [])
    try write("title: T\nlanguage: nl\nsteps:\n  - say: Hallo.\n", to: "sua.yaml")
    let failure = #expect(throws: CoachError.self) { try prepare("sua") }
    let findings = try #require(failure).findings
    #expect(findings.map(\.id) == [.unknownVoice])
    #expect(findings.first?.span.start.line == 2)
  }

  @Test("A built-in routine takes the user's translation; neither is listed as a routine")
  func places() throws {
    defer { try? FileManager.default.removeItem(at: user) }
    let catalog = RoutineCatalog(folders)
    let source = try catalog.source("upper-back-relief")
    #expect(catalog.translations(of: source) == ["es"])
    try write(
      "language: fr\ntexts:\n  - { original: Upper back relief, text: Soulager le dos }\n",
      to: "upper-back-relief.fr.yaml")
    #expect(catalog.translations(of: source) == ["es", "fr"])
    #expect(catalog.parse(source, in: "fr").routine?.title == "Soulager le dos")
    #expect(!catalog.entries.contains { $0.name.contains(".") })
    // Without a routine to belong to, it is a file like any other.
    try write("title: T\nsteps:\n  - say: x\n", to: "part.two.yaml")
    #expect(catalog.entries.contains { $0.name == "part.two" })
  }

  @Test("A translation never leads out of its routine's folder, and a broken one is told")
  func unusable() throws {
    defer { try? FileManager.default.removeItem(at: user) }
    let folder = user.appending(path: "routines/sub")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write("title: T\nsteps:\n  - say: Hello.\n", to: "sub/mine.yaml")
    try write("language: es\ntexts:\n", to: "outside.yaml")
    let path = folder.appending(path: "mine.yaml").path(percentEncoded: false)
    let link = folder.appending(path: "mine.es.yaml")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: user.appending(path: "routines/outside.yaml"))
    let catalog = RoutineCatalog(folders)
    let findings = {
      catalog.parse(try catalog.source(path), in: "es").diagnostics.map(\.id)
    }
    #expect(try findings() == [.unreadable])
    try FileManager.default.removeItem(at: link)
    #expect(try findings() == [])
    try write("language: es\ntexts:\n  - { original: Hello. }\n", to: "sub/mine.es.yaml")
    #expect(try findings() == [.missingKey])
  }

  @Test(
    "A translation is found in a folder of any name",
    arguments: ["a b", "50%20 off", "Übung", "#1?", "q\"uote", "a;b", "~", "x"])
  func odd(name: String) throws {
    defer { try? FileManager.default.removeItem(at: user) }
    try FileManager.default.createDirectory(
      at: user.appending(path: "routines/\(name)"), withIntermediateDirectories: true)
    try write("title: T\nsteps:\n  - say: Hello.\n", to: "\(name)/mine.yaml")
    let text = "language: es\ntexts:\n  - { original: Hello., text: Hola. }\n"
    try write(text, to: "\(name)/mine.es.yaml")
    let catalog = RoutineCatalog(folders)
    let path = user.appending(path: "routines").path(percentEncoded: false) + "/\(name)/mine.yaml"
    let source = try catalog.source(path)
    #expect(catalog.translations(of: source) == ["es"])
    let outcome = catalog.parse(source, in: "es")
    #expect(!outcome.diagnostics.contains { $0.severity == .error }, "\(outcome.diagnostics)")
  }
}
