import Catalog
import CoachErrors
import CueTimeline
import Foundation
import Preparation
import RoutineScript
import SourceYAML
import TestSupport
import Testing

@Suite("Words said otherwise, from the script to the timeline", .serialized)
struct SayAsCatalogTests {
  private let folders: Folders
  private let user: URL

  init() throws {
    user = FileManager.default.temporaryDirectory.appending(path: "coach-user-\(UUID())")
    for folder in ["routines", "voices"] {
      try FileManager.default.createDirectory(
        at: user.appending(path: folder), withIntermediateDirectories: true)
    }
    folders = Folders(
      user: user.path(percentEncoded: false),
      builtIn: Repository.root.path(percentEncoded: false))
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(to: user.appending(path: name), atomically: true, encoding: .utf8)
  }

  private func script(_ entries: String) -> String {
    "title: T\nsay as:\n\(entries)steps:\n  - say: Wind the baby.\n    because: a test\n"
      + "  - reps: 2\n    of: Wind\n    with baby:\n      say: Hold the bow.\n"
  }

  private func timeline(_ entries: String = "", voice: String? = nil) throws -> Timeline {
    try write(
      entries.isEmpty
        ? script("").replacing("say as:\n", with: "") : script(entries), to: "routines/mine.yaml")
    let preparation = try Preparation(
      "mine", ListenerChoices(voice: voice), in: folders)
    #expect(preparation.diagnostics == [])
    return preparation.timeline
  }

  /// How long each phrase is, in frames.
  private func lengths(_ timeline: Timeline) -> [Int64] {
    timeline.cues.map { $0.frames.value }
  }

  @Test("Captions stay what is written; the sound is the routine's, else the voice's")
  func captions() throws {
    defer { try? FileManager.default.removeItem(at: user) }
    try write(
      try Repository.text("Voices/calm.yaml") + "\nsay as: { wind: /w'aInd/, the: thee }\n",
      to: "voices/mine.yaml")
    let plain = try timeline()
    let routine = try timeline("  wind: whined\n  baby: bay bee bee\n")
    let voice = try timeline(voice: "mine")
    let both = try timeline("  wind: wined and dined\n", voice: "mine")
    for timeline in [routine, voice, both] {
      #expect(timeline.cues.map(timeline.caption) == plain.cues.map(plain.caption))
      #expect(lengths(timeline) != lengths(plain))
      #expect(TimelineRules.violations(of: timeline) == [])
    }
    #expect(Set([routine, voice, both].map(lengths)).count == 3)
  }

  @Test("A check tells entries that nothing has, in whichever way it is played")
  func unused() throws {
    defer { try? FileManager.default.removeItem(at: user) }
    try write(
      "title: B\nsay as: { row: roe, stop: stopp }\nsteps:\n  - say: Row.\n", to: "routines/b.yaml")
    let text =
      script("  wind: whined\n  bow: bo\n  tear: tare\n  row: rau\n") + "  - include: b\n"
    try write(text, to: "routines/mine.yaml")
    let check = try RoutineCheck("mine", in: folders)
    #expect(check.diagnostics.map(\.id) == [.unusedSayAs, .unusedSayAs])
    #expect(check.diagnostics.map(\.severity) == [.warning, .warning])
    #expect(
      check.diagnostics.map { "\($0.span.start.line):\($0.span.start.column)" } == ["5:3", "2:21"])
  }

  @Test("Sounds that the voice's language lacks are told where they stand, before a word is said")
  func unknownSounds() throws {
    defer { try? FileManager.default.removeItem(at: user) }
    try write(script("  wind: /w'aInd9/\n"), to: "routines/mine.yaml")
    for failure in [
      #expect(throws: CoachError.self) { try Preparation("mine", in: folders) },
      #expect(throws: CoachError.self) { try RoutineCheck("mine", in: folders) },
    ] {
      let findings = try #require(failure).findings
      #expect(findings.map(\.id) == [.badWord])
      #expect(findings.first?.span.start == SourcePosition(line: 3, column: 9))
      #expect(findings.first?.sourceLine == "  wind: /w'aInd9/")
    }
  }

  @Test("In another language a translation's entries hold")
  func languages() throws {
    defer { try? FileManager.default.removeItem(at: user) }
    try write("title: T\nsay as: { no: oh }\nsteps:\n  - say: No.\n", to: "routines/mine.yaml")
    func length(_ entries: String) throws -> FrameCount {
      try write(
        "language: es\n\(entries)texts:\n  - { original: No., text: No. }\n",
        to: "routines/mine.es.yaml")
      let choices = ListenerChoices(language: "es")
      let preparation = try Preparation("mine", choices, in: folders)
      #expect(preparation.untranslated.map(\.id) == [.missingText])
      return preparation.timeline.frames
    }
    let plain = try length("")
    #expect(try length("say as: { no: no no no }\n") > plain)
    #expect(try length("say as: { oh: no no no }\n") == plain)
  }
}
