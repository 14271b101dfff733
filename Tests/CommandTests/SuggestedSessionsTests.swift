import Foundation
import TestSupport
import TestTraits
import Testing

@Suite("coach suggest --play, on a device with real pacing", .serialized, .waits)
struct SuggestedSessionsTests {
  private let live: Live

  init() throws {
    live = try Live()
    let voices = Repository.root.appending(path: "Voices").path()
    let data = live.program.folder.appending(path: "data")
    try live.program.write(
      "title: First\npart: movement\nsteps:\n  - say: One at a time.\n  - pause: 1s\n",
      to: "data/Scripts/first.yaml")
    try live.program.write(
      "title: Second\npart: posture\nsteps:\n  - say: The other one.\n",
      to: "data/Scripts/second.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: data.appending(path: "Voices").path(), withDestinationPath: voices)
  }

  private func start() throws -> Child {
    let data = live.program.folder.appending(path: "data").path()
    return try live.start("suggest", "--play", "--device", "vspk", with: ["COACH_DATA": data])
  }

  @Test("What is suggested is played, one after the other")
  func all() throws {
    let session = try start()
    #expect(session.wait() == 0, "\(live.noted)")
    let first = try #require(live.said.firstIndex(of: "One at a time."))
    let second = try #require(live.said.firstIndex(of: "The other one."))
    #expect(first < second)
    #expect(!live.noted.contains("others are not played"))
  }

  @Test("Who stops one is not played the others")
  func stopped() throws {
    let session = try start()
    #expect(eventually { live.said.contains("One at a time.") })
    #expect(try live.coach("stop").code == 0)
    #expect(session.wait() == 0, "\(live.noted)")
    #expect(live.noted.contains("The others are not played"))
    #expect(!live.said.contains("The other one."))
  }
}
