import CueTimeline
import Foundation
import RoutineScript
import Testing

@testable import LiveSession

@Suite("The form of a saved session does not change")
struct SavedSessionFormTests {
  /// As version 0.1.0 writes it.
  private static let text = """
    {"fingerprint":"95d80d377ab93196","frame":6886827,"request":{"devices":["null"],\
    "language":"en","level":"strong","quiet":true,"routine":"/home/me/w.yaml","section":"Two",\
    "settings":{"n":"4"},"voice":"calm","withBaby":true},"savedAt":1795826785.7452872,\
    "step":"When you are ready","stepIndex":1,"tempo":[],"title":"Waiting","volumePercent":100}
    """

  @Test("A session that version 0.1.0 saved is read")
  func read() throws {
    let saved = try SavedSession(json: Array(Self.text.utf8))
    #expect(
      saved.request
        == SavedSession.Request(
          routine: "/home/me/w.yaml",
          choices: ListenerChoices(
            voice: "calm", language: "en", settings: ["n": "4"], level: .strong, withBaby: true,
            section: "Two", isQuiet: true),
          devices: ["null"]))
    #expect(saved.title == "Waiting" && saved.step == "When you are ready")
    #expect(saved.frame == 6_886_827 && saved.stepIndex == 1)
  }

  @Test("It is written again byte for byte, so that version 0.1.0 reads it")
  func written() throws {
    let saved = try SavedSession(json: Array(Self.text.utf8))
    #expect(String(decoding: try saved.json, as: UTF8.self) == Self.text)
  }

  @Test("What was not chosen is left out, as before")
  func leftOut() throws {
    let saved = SavedSession(SavedSession.Request(routine: "sample"), title: "sample")
    let text = String(decoding: try saved.json, as: UTF8.self)
    #expect(
      text.contains(
        #""request":{"devices":[],"quiet":false,"routine":"sample","settings":{},"withBaby":false}"#
      ), "\(text)")
  }
}
