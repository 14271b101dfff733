import CoachErrors
import Desktop
import Foundation
import LiveSession
import Testing

@testable import coach

@Suite("Which session is resumed")
struct ResumeChoiceTests {
  private let folder: String
  private let store: SessionStore
  private let now = Date()

  init() {
    folder = NSTemporaryDirectory() + "coach-resume-\(UUID())"
    store = SessionStore(folder: folder)
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private var choice: ResumeChoice { ResumeChoice(store, now: now) }

  /// Saves a session of a routine, so many hours old.
  private func save(_ routine: String, hoursAgo: Double = 0) throws -> SessionSlot {
    let slot = try store.begin()
    slot.save(
      SavedSession(
        SavedSession.Request(routine: routine), title: "Relief",
        at: now - hoursAgo * 3600))
    #expect(slot.flush() == nil)
    return slot
  }

  private func error(of routine: String?) -> CoachError? {
    do throws(CoachError) { _ = try choice.session(of: routine) } catch { return error }
    return nil
  }

  @Test("The last one, or the last of a routine, also if its script is named by another path")
  func last() throws {
    defer { remove() }
    _ = try save("heat", hoursAgo: 2.5)
    _ = try save("/scripts/neck.yaml", hoursAgo: 1)
    #expect(try choice.session(of: nil).session.request.routine == "/scripts/neck.yaml")
    #expect(try choice.session(of: "heat").session.request.routine == "heat")
    #expect(
      try choice.session(of: "/scripts/x/../neck.yaml").session.request.routine
        == "/scripts/neck.yaml")
    #expect(error(of: "ball")?.message == "There is no session of `ball` to resume.")
  }

  @Test("One that is running is not resumed, and the error says so")
  func running() throws {
    defer { remove() }
    let slot = try save("heat")
    withExtendedLifetime(slot) {
      #expect(
        error(of: "heat")?.message == "The session of `heat` is running in another terminal.")
      #expect(error(of: "ball")?.code == .noSession)
    }
  }

  @Test("Only one that was stopped hours ago, or in the future, is asked about")
  func question() {
    let request = SavedSession.Request(routine: "heat")
    let question = { (hours: Double) in
      choice.question(about: SavedSession(request, title: "Relief", at: now - hours * 3600))
    }
    #expect(question(1) == nil)
    #expect(question(6.5) == "You stopped at Relief, 6 hours ago.")
    #expect(question(-1) != nil)
  }

  @Test("Starting a routine again reports for some hours that it could be resumed")
  func offer() throws {
    defer { remove() }
    _ = try save("heat", hoursAgo: 6.5)
    let request = SavedSession.Request(routine: "heat")
    #expect(choice.offer(for: request) == nil)
    _ = try save("heat", hoursAgo: 2.5)
    #expect(
      choice.offer(for: request)
        == "You stopped this at Relief, 2 hours ago: `coach resume` goes on from there.")
    #expect(choice.offer(for: SavedSession.Request(routine: "ball")) == nil)
  }

  @Test(
    "Return and yes are yes; the end of the input is not",
    arguments: [("", true), (" Y", true), ("yes", true), ("n", false), ("what", false)])
  func answers(answer: String, isYes: Bool) {
    #expect(ResumeQuestion.isYes(answer) == isYes)
    #expect(!ResumeQuestion.isYes(nil))
  }
}
