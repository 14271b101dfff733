import Catalog
import Coach
import Foundation
import Preparation
import Sound
import SourceYAML
import TestSupport
import Testing

@Suite("The studio: routines built in code, spoken and rendered", .serialized)
struct StudioTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "coach-\(UUID())")
  private var user: String { folder.path(percentEncoded: false) }
  private var data: String { Repository.root.path(percentEncoded: false) }

  private func studio() throws -> Studio { try Studio(user: user, data: data) }

  private let neck = RoutineDraft(
    "Neck", about: "A tuck and a bend.",
    steps: [
      .say("This is general guidance, not medical advice. Stop if anything hurts."),
      .reps(3, of: "Chin tuck", tempo: ["back": .seconds(2), "release": .seconds(2)])
        .saying("Sit tall."),
      .hold(.seconds(10), of: "Side bend").eachSide(.right, .left).hands(.both)
        .withBaby(.hold(.seconds(5), of: "Side bend")),
    ])

  @Test("A draft has the timeline and the sound of its script, in preview as in export")
  func same() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let prepared = try studio().prepare(neck)
    let folders = Folders(user: user, builtIn: data)
    let script = SourceText(name: "neck.yaml", text: neck.script)
    let preparation = try Preparation(script, in: folders)
    #expect(prepared.timeline.cues == preparation.timeline.cues)
    #expect(prepared.timeline.title == "Neck")
    #expect(prepared.routine.steps.count == 3)
    #expect(prepared.warnings == [])
    #expect(prepared.captions.map(\.text).contains("Sit tall."))
    #expect(prepared.captions.first?.range.lowerBound == prepared.timeline.cues.first?.start)

    let file = folder.appending(path: "neck.wav").path(percentEncoded: false)
    var written = FramePosition.start
    try prepared.export(to: file) { written = $0 }
    #expect(written == FramePosition.start + prepared.timeline.frames)
    let all = FramePosition.start..<(FramePosition.start + prepared.timeline.frames)
    let samples = prepared.samples(in: all)
    #expect(Int64(samples.count) == prepared.timeline.frames.value)
    let bytes = samples.withUnsafeBytes { Data($0) }
    #expect(try Data(contentsOf: URL(filePath: file)).range(of: bytes) != nil)

    // Each cue sounds from its first frame on, and between cues there is silence.
    var end = FramePosition.start
    for cue in prepared.timeline.cues {
      #expect(prepared.samples(in: end..<cue.start).allSatisfy { $0 == 0 })
      #expect(prepared.samples(in: cue.start..<cue.start + FrameCount(1)) != [0])
      end = cue.end
    }
    #expect(prepared.duration > .seconds(40))
  }

  @Test("What the listener chooses is taken, and a voice is started once")
  func choices() throws {
    let studio = try studio()
    let alone = try studio.prepare(neck)
    let withBaby = try studio.prepare(neck, ListenerChoices(withBaby: true))
    #expect(withBaby.duration < alone.duration)
    let part = try studio.prepare(neck, ListenerChoices(section: "chin tuck"))
    #expect(part.timeline.steps.map(\.name) == ["Chin tuck"])
    let quiet = try studio.prepare(neck, ListenerChoices(isQuiet: true))
    #expect(quiet.timeline.voice == "hush")
    let spanish = try studio.prepare(
      routine: "upper-back-relief",
      ListenerChoices(language: "es", settings: ["heat": "3 min"]))
    #expect(spanish.timeline.voice == "calm-es")
    #expect(studio.routines.contains("upper-back-relief"))
    #expect(studio.voices.contains("hush"))
  }

  @Test("What a draft includes is found among the user's own routines, then those that ship")
  func includes() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "routines"), withIntermediateDirectories: true)
    try "title: Mine\nsteps:\n  - say: Mine.\n".write(
      to: folder.appending(path: "routines/mine.yaml"), atomically: true, encoding: .utf8)
    let draft = RoutineDraft("Both", steps: [.include("mine"), .include("think-tall")])
    let captions = try studio().prepare(draft).captions.map(\.text)
    #expect(captions.first == "Mine.")
    #expect(captions.count > 3)
  }

  @Test("Every finding is told, in whatever way the draft is played")
  func findings() throws {
    let studio = try studio()
    #expect(try studio.findings(in: neck) == [])
    var worse = neck
    worse.steps.removeFirst()
    worse.steps[0] = .reps(30, of: "Chin tuck", tempo: .each(.milliseconds(400)))
    worse.steps.append(.heat(.seconds(17 * 60)))
    let found = try studio.findings(in: worse).map(\.id)
    #expect(Set(found).isSuperset(of: [.countDoesNotFit, .heatTooLong, .heatAfterMovement]))
    worse.voice = "nobody"
    #expect(try studio.findings(in: worse).map(\.id).contains(.unknownVoice))
    worse.steps = [.reps(0)]
    #expect(try studio.findings(in: worse).map(\.id) == [.outOfRange])
  }

  @Test("An error tells what happened, where, and what to do next")
  func errors() throws {
    let studio = try studio()
    let error = { (body: () throws -> Void) -> CoachError? in
      do {
        try body()
        return nil
      } catch {
        return error as? CoachError
      }
    }
    let broken = try #require(
      error { _ = try studio.prepare(RoutineDraft("Odd", steps: [.heat(.seconds(1_500))])) })
    #expect(broken.code == .findings)
    #expect(broken.message == "The script has an error.")
    #expect(broken.findings.map(\.id) == [.heatTooLong])
    #expect(broken.description.hasPrefix("Odd:4:5: error: "), "\(broken)")
    #expect(broken.description.contains("[heat-too-long]\n  "), "\(broken)")

    let unknown = try #require(
      error { _ = try studio.prepare(neck, ListenerChoices(section: "Nothing")) })
    #expect(unknown.code == .unknownSection)
    #expect(unknown.description.contains("`Chin tuck`"), "\(unknown)")

    let missing = try #require(error { _ = try studio.prepare(routine: "upper-back-releif") })
    #expect(missing.code == .missing)
    #expect(missing.description.contains("upper-back-relief"), "\(missing)")

    let voice = try #require(
      error { _ = try studio.prepare(neck, ListenerChoices(voice: "calmm")) })
    #expect(voice.code == .missing)
    #expect(voice.description.contains("`calm`"), "\(voice)")

    let prepared = try studio.prepare(neck)
    let unwritable = try #require(error { try prepared.export(to: "/nonexistent/neck.wav") })
    #expect(unwritable.code == .folderMissing)
    #expect(!unwritable.advice.isEmpty)

    let nowhere = try #require(error { _ = try Studio(data: "/nonexistent").prepare(neck) })
    #expect(nowhere.code == .missing)
  }
}
