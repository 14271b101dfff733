import Catalog
import CoachErrors
import CueTimeline
import Dispatch
import Foundation
import Platform
import Preparation
import RoutineScript
import Speech
import TestSupport
import Testing

@Suite("A routine that is being written", .serialized)
struct RehearsalTests {
  private let folder: URL
  private let folders: Folders
  private let script: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "coach-watch-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    folders = Folders(
      user: folder.appending(path: "none/yet").path(),
      builtIn: Repository.root.path(percentEncoded: false))
    script = folder.appending(path: "script.yaml").path()
  }

  /// Writes a file as it is, without another beside it.
  private func write(_ text: String, to name: String = "script.yaml") throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: false, encoding: .utf8)
  }

  private func move(_ name: String, to other: String) throws {
    try FileManager.default.moveItem(
      at: folder.appending(path: name), to: folder.appending(path: other))
  }

  /// Waits for a change; not for ever.
  private func isChanged(_ watch: FileWatch) -> Bool {
    let wakeUp = watch.wakeUp
    let limit = DispatchWorkItem { wakeUp.signal() }
    DispatchQueue.global().asyncAfter(deadline: .now() + 20, execute: limit)
    defer { limit.cancel() }
    return watch.wait() == .changed
  }

  private func remove() { try? FileManager.default.removeItem(at: folder) }

  private func captions(_ preparation: Preparation) -> [String] {
    preparation.timeline.cues.map(preparation.timeline.caption)
  }

  @Test("The voice is kept over all versions, until one of its files changes")
  func speaker() throws {
    defer { remove() }
    try write("title: T\nsteps:\n  - say: Sit tall.\n")
    let rehearsal = Rehearsal(script, ListenerChoices(), in: folders)
    let first = try rehearsal.prepare()
    try write("title: T\nsteps:\n  - say: Sit down.\n")
    let second = try rehearsal.prepare()
    #expect(captions(second) == ["Sit down."])
    #expect(first.speaker === second.speaker)
    try write("title: T\nsteps: [\n")
    #expect(throws: CoachError.self) { try rehearsal.prepare() }
    try write("title: T\nsteps:\n  - say: Sit up.\n")
    #expect(try rehearsal.prepare().speaker === first.speaker)
    // Where the entries stand makes no sound; what they say does.
    let sayAs = "title: T\nsay as: { up: app }\nsteps:\n  - say: Sit up.\n"
    try write(sayAs)
    let saying = try rehearsal.prepare().speaker
    #expect(saying !== first.speaker)
    try write("# Mine\n" + sayAs)
    #expect(try rehearsal.prepare().speaker === saying)
    let calm = try Repository.text("Voices/calm.yaml")
    try write(
      calm.replacing(/rate: \d+/, with: "rate: 200"), to: "none/yet/voices/calm.yaml")
    let third = try rehearsal.prepare()
    #expect(third.speaker !== first.speaker)
    #expect(third.timeline.frames < second.timeline.frames)
    // The engine reads a variant by itself.
    let variant = try Repository.text("Voices/variants/calm")
    try write(variant, to: "none/yet/voices/variants/calm")
    let fourth = try rehearsal.prepare()
    #expect(fourth.speaker !== third.speaker)
    try write(variant + "\n", to: "none/yet/voices/variants/calm")
    #expect(try rehearsal.prepare().speaker !== fourth.speaker)
  }

  @Test("What could not be said is tried again")
  func failures() throws {
    defer { remove() }
    try write("title: T\nsteps:\n  - say: Sit tall.\n")
    let rehearsal = Rehearsal(script, ListenerChoices(), in: folders)
    let speaker = try rehearsal.prepare().speaker
    let phrase = Phrase("…")
    guard case .failure = speaker.measure([phrase])[0] else {
      Issue.record("it can be said")
      return
    }
    speaker.forgetFailures()
    guard case .failure = speaker.measure([phrase])[0] else {
      Issue.record("it can be said")
      return
    }
    #expect(speaker.clip(for: Phrase("Sit tall.")) != nil)
  }

  @Test("A change between reading and watching is not missed")
  func race() throws {
    defer { remove() }
    try write("title: T\nsteps:\n  - say: Sit tall.\n")
    let rehearsal = Rehearsal(script, ListenerChoices(), in: folders)
    let watch = try FileWatch()
    _ = try rehearsal.prepare()
    try write("title: T\nsteps:\n  - say: Sit down, and stay there.\n")
    #expect(try watch.follow(rehearsal.notes))
    _ = try rehearsal.prepare()
    #expect(try !watch.follow(rehearsal.notes))
  }

  @Test("Its files, links to them, and files that come to be count; their neighbours do not")
  func places() throws {
    defer { remove() }
    try write("title: T\nsteps:\n  - include: parts/sit\n", to: "real/script.yaml")
    try write("title: T\nsteps:\n  - include: parts/sit.yaml\n", to: "real/script.yaml")
    try write("title: T\nsteps:\n  - say: Sit tall.\n", to: "real/parts/sit.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: script, withDestinationPath: "real/script.yaml")
    let rehearsal = Rehearsal(script, ListenerChoices(language: "es"), in: folders)
    let watch = try FileWatch()
    _ = try rehearsal.prepare()
    #expect(try !watch.follow(rehearsal.notes))
    try write("Nobody reads this.", to: "notes.txt")
    try write("Nor this.", to: "real/parts/other.yaml")
    watch.wakeUp.signal()
    #expect(watch.wait() == .called)
    let changes: [() throws -> Void] = [
      { try write("title: T\nsteps:\n  - say: Sit down.\n", to: "real/parts/sit.yaml") },
      {
        try write(
          "language: es\ntexts:\n  - { original: T, text: T }\n", to: "real/script.es.yaml")
      },
      { try write(try Repository.text("Voices/calm-es.yaml"), to: "none/yet/voices/calm-es.yaml") },
      { try FileManager.default.removeItem(atPath: folder.appending(path: "none").path()) },
      { try FileManager.default.removeItem(atPath: script) },
      {
        try FileManager.default.createSymbolicLink(
          atPath: script, withDestinationPath: "real/parts/sit.yaml")
      },
      { try move("real", to: "old") },
      { try move("old", to: "real") },
    ]
    for (index, change) in changes.enumerated() {
      try change()
      #expect(isChanged(watch), "change \(index)")
      _ = try? rehearsal.prepare()
      // A folder that is made with what is in it may change twice.
      while try watch.follow(rehearsal.notes) { _ = try? rehearsal.prepare() }
    }
  }

  @Test("A wake-up before the wait ends it, and so does one during it")
  func wakeUp() throws {
    defer { remove() }
    let watch = try FileWatch()
    let wakeUp = watch.wakeUp
    wakeUp.signal()
    wakeUp.signal()
    #expect(watch.wait() == .called)
    Thread { wakeUp.signal() }.start()
    #expect(watch.wait() == .called)
  }

  @Test("Texts without a script, in the voice's own language")
  func texts() throws {
    defer { remove() }
    let text = try Preparation(saying: ["${length} <b>twice</b>"], in: folders)
    #expect(text.diagnostics == [])
    #expect(text.timeline.voice == "calm")
    #expect(text.timeline.title == "${length} <b>twice</b>")
    let sample = try Preparation(
      saying: [], ListenerChoices(language: "de"), in: folders)
    #expect(sample.timeline.voice == "calm-de")
    #expect(sample.diagnostics == [])
    let written = try Repository.text("Voices/pronunciation/de.yaml")
    for caption in captions(sample) { #expect(written.contains(caption), "\(caption)") }
    #expect(sample.timeline.cues.count >= 3)
    #expect(throws: CoachError.self) {
      try Preparation(saying: ["…"], in: folders)
    }
  }
}
