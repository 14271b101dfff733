import CoachErrors
import CueTimeline
import Foundation
import RoutineScript
import TestSupport
import Testing

@testable import LiveSession

@Suite("Saving the place")
struct StoreTests {
  let folder: String
  let store: SessionStore
  let request = SavedSession.Request(
    routine: "sample",
    choices: ListenerChoices(
      voice: "hush", language: "en", settings: ["reps": "8"], level: .strong, withBaby: true,
      isQuiet: true),
    devices: ["first", "second"])

  init() throws {
    folder = NSTemporaryDirectory() + "coach-store-\(UUID())"
    store = SessionStore(folder: folder + "/coach/sessions")
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private func saved(
    _ timeline: Timeline, at position: FramePosition, plan: TempoPlan = .written
  ) -> SavedSession {
    var transport = Transport(timeline)
    _ = transport.start(at: position, now: .now)
    return SavedSession(
      transport, heard: position, request: request, plan: plan,
      fingerprint: timeline.fingerprint, now: .now)
  }

  @Test("What is saved is found again, complete, when nobody plays it any more")
  func found() throws {
    defer { remove() }
    let timeline = try sample()
    let five = try #require(timeline.cues.first { $0.rep == 5 && $0.kind == .count })
    let plan = TempoPlan([TempoPlan.Change(step: 1, rep: 3, scale: .slowest)])
    let session = saved(timeline, at: five.start, plan: plan)
    do {
      let slot = try store.begin()
      slot.save(session)
      #expect(slot.flush() == nil)
      #expect(store.unfinished().isEmpty, "a session that runs cannot be taken")
      #expect(store.running().map(\.request) == [request])
    }
    let found = try #require(firstUnfinished())
    #expect(found.session.request == request)
    #expect(found.session.plan == plan)
    #expect(found.session.step == "Twist")
    #expect(found.session.side == "left")
    #expect(found.session.repetition?.rep == 5)
    #expect(found.session.isStale() == false)
    #expect(found.session.isStale(at: Date().addingTimeInterval(5 * 3600)))
    let place = try #require(found.session.place(on: timeline))
    #expect(place.position == five.start)
    #expect(place.isSame)
    let taken = try store.take(found)
    #expect(throws: CoachError.taken) { _ = try store.take(found) }
    taken.forget()
    #expect(store.unfinished().isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.folder) == [])
  }

  @Test("If the routine has changed: the same repetition of the same step, if it is still there")
  func changed() throws {
    let timeline = try sample()
    let five = try #require(
      timeline.cues.first { $0.rep == 5 && $0.kind == .count && $0.step == 2 })
    let session = saved(timeline, at: five.start)
    let other = try scheduled(
      "title: Sample\nsteps:\n  - say: New.\n  - reps: 10\n    of: Twist\n    tempo: 2s\n"
        + "    each side: [left, right]\n")
    let place = try #require(session.place(on: other))
    #expect(!place.isSame)
    let cue = try #require(other.cues.first { $0.start == place.position })
    #expect(cue.rep == 5)
    #expect(other.steps[Int(cue.step)].side == "right")
    let gone = try scheduled("title: Sample\nsteps:\n  - say: New.\n")
    #expect(session.place(on: gone) == nil)
  }

  @Test("Two sessions at once are kept apart, and the later is found first")
  func several() throws {
    defer { remove() }
    let timeline = try sample()
    do {
      let (first, second) = (try store.begin(), try store.begin())
      for slot in [first, second] {
        slot.save(saved(timeline, at: slot === first ? .start : FramePosition(50_000)))
        #expect(slot.flush() == nil)
      }
    }
    #expect(eventually { store.occupied().isEmpty })
    let frames = store.unfinished().map(\.session.frame)
    #expect(frames == [50_000, 0])
  }

  @Test("Old sessions are forgotten, broken ones skipped, and what a crash left is removed")
  func cleared() throws {
    defer { remove() }
    _ = try store.begin()
    try "{ broken".write(toFile: store.folder + "/1-1.json", atomically: false, encoding: .utf8)
    let old = SavedSession(request, title: "Old", at: Date(timeIntervalSinceNow: -40 * 86_400))
    do {
      let slot = try store.begin()
      slot.save(old)
      _ = slot.flush()
    }
    try "".write(toFile: store.folder + "/2-2.lock", atomically: false, encoding: .utf8)
    try "".write(toFile: store.folder + "/.2-2.new", atomically: false, encoding: .utf8)
    #expect(eventually { store.occupied().isEmpty })
    let slot = try store.begin()
    #expect(store.unfinished().isEmpty)
    let left = try FileManager.default.contentsOfDirectory(atPath: store.folder)
    #expect(left.filter { $0.hasSuffix(".lock") }.count == 1, "\(left)")
    #expect(!left.contains(".2-2.new"))
    _ = slot
  }

  /// The session that was stopped last, once no program that another test starts at this moment has its
  /// lock's file open as well.
  private func firstUnfinished() -> SessionStore.Unfinished? {
    _ = eventually { !store.unfinished().isEmpty }
    return store.unfinished().first
  }

  @Test("A session saved by an older coach, without a language, is still read")
  func older() throws {
    defer { remove() }
    do {
      let slot = try store.begin()
      slot.save(saved(try sample(), at: .start))
      _ = slot.flush()
    }
    let first = try #require(firstUnfinished())
    #expect(first.session.request == request)
    let path = store.folder + "/\(first.name).json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("\"language\":\"en\","))
    try text.replacing("\"language\":\"en\",", with: "")
      .write(toFile: path, atomically: true, encoding: .utf8)
    var expected = request
    expected.choices.language = nil
    #expect(eventually { store.unfinished().map(\.session.request) == [expected] })
  }

  @Test("A session with impossible values is skipped")
  func impossible() throws {
    defer { remove() }
    do {
      let slot = try store.begin()
      slot.save(saved(try sample(), at: .start))
      _ = slot.flush()
    }
    let name = try #require(firstUnfinished()).name
    let path = store.folder + "/\(name).json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for (good, bad) in [
      ("\"frame\":0", "\"frame\":-5"), ("\"stepIndex\":0", "\"stepIndex\":-9223372036854775808"),
      ("\"stepIndex\":0", "\"stepIndex\":0,\"rep\":0,\"reps\":-1"),
      ("\"stepIndex\":0", "\"stepIndex\":0,\"pad\":{\"step\":1,\"end\":1e300}"),
    ] {
      #expect(text.contains(good))
      try text.replacing(good, with: bad).write(toFile: path, atomically: true, encoding: .utf8)
      #expect(store.unfinished().isEmpty, "\(bad)")
    }
  }

  @Test("Cleaning up spares a session that has only just begun")
  func clearedWhileBeginning() throws {
    defer { remove() }
    let slot = try store.begin()
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: store.folder).first {
        $0.hasSuffix(".lock")
      }
    ).dropLast(5)
    SessionSlot.clear(folder: store.folder, name: String(name))
    #expect(SessionSlot.isInUse(folder: store.folder, name: String(name)))
    slot.forget()
  }

  @Test("A folder that cannot be written to is an error that helps")
  func unwritable() throws {
    let error = #expect(throws: CoachError.self) {
      _ = try SessionStore(folder: "/proc/coach").begin()
    }
    #expect(error?.message.contains("/proc/coach") == true)
    #expect(error?.advice.contains("XDG_STATE_HOME") == true)
  }

  @Test(
    "The folder is the user's",
    arguments: [
      (["HOME": "/home/ada"], "/home/ada/.local/state/coach/sessions"),
      (["HOME": "/home/ada", "XDG_STATE_HOME": "/state"], "/state/coach/sessions"),
      (["HOME": "/home/ada", "XDG_STATE_HOME": "no"], "/home/ada/.local/state/coach/sessions"),
    ])
  func place(environment: [String: String], folder: String) {
    #expect(SessionStore.standard(environment: environment).folder == folder)
  }
}
