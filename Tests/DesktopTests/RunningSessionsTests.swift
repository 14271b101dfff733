import CoachErrors
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Desktop

/// Sessions found and controlled from another terminal.
@Suite struct RunningSessionsTests {
  let bus: PrivateBus
  let instance = "org.mpris.MediaPlayer2.coach.instance\(getpid())"

  init() throws { bus = try PrivateBus() }

  func all() throws -> [RunningSessions.Session] {
    try RunningSessions(on: .at(bus.address)).all()
  }

  @Test func namesAreInOrder() {
    let coach = "org.mpris.MediaPlayer2.coach"
    let sorted = RunningSessions.sorted([
      ":1.4", coach + ".instance200", "org.mpris.MediaPlayer2.coachman", coach + ".instance99",
      "org.mpris.MediaPlayer2.vlc", coach, coach + ".else",
    ])
    #expect(sorted == [coach, coach + ".instance99", coach + ".instance200"])
  }

  @Test func twoSessionsAreTwoNames() throws {
    #expect(try all().isEmpty)
    let (first, second) = (FakeSession(), FakeSession())
    let players = [try first.player(on: bus), try second.player(on: bus)]
    #expect(players.map(\.name) == ["org.mpris.MediaPlayer2.coach", instance])
    players[1].update(.twist)
    let sessions = try all()
    #expect(sessions.map(\.name) == players.map(\.name))
    #expect(sessions.map(\.status) == [.playing, .playing])
    #expect(sessions.map(\.routine) == ["Upper back relief", "Upper back relief"])
    #expect(sessions.map(\.step) == ["Squeeze", "Twist"])

    let running = try RunningSessions(on: .at(bus.address))
    try running.send(.pause, to: instance)
    #expect(second.requests == [.verb(.pause)])
    #expect(first.requests.isEmpty)
    #expect(try running.status(of: instance) == #"{"step": 3}"#)
    let third = #expect(throws: CoachError.self) { try FakeSession().player(on: bus) }
    #expect(third?.code == .nameTaken)

    players[0].close()
    #expect(try running.all().map(\.name) == [instance])
    _ = try FakeSession().player(on: bus)
    // The session just made has no owner, so its player ends soon.
    #expect(try eventually { try running.all().map(\.name) == [instance] })
  }

  @Test func aSessionThatIsNotThereIsAnError() throws {
    let running = try RunningSessions(on: .at(bus.address))
    let error = #expect(throws: CoachError.self) {
      try running.send(.pause, to: "org.mpris.MediaPlayer2.coach")
    }
    #expect(error?.code == .noSession)
    #expect(error?.description.contains("coach play") == true)
    let wrong = #expect(throws: CoachError.self) { try running.status(of: "no name of a session") }
    #expect(wrong?.code == .refused)
  }

  /// Another program under a session's name.
  @Test func aSessionOfAnotherKindIsAnError() throws {
    let other = try bus.start(
      [
        "/usr/bin/python3", "-m", "dbusmock", "--session", "org.mpris.MediaPlayer2.coach",
        "/org/mpris/MediaPlayer2", "some.thing",
      ])
    defer { other.kill() }
    #expect(try eventually { try all().count == 1 })
    #expect(try all().map(\.status) == [nil])
    let running = try RunningSessions(on: .at(bus.address))
    let error = #expect(throws: CoachError.self) {
      try running.send(.louder, to: "org.mpris.MediaPlayer2.coach")
    }
    #expect(error?.code == .refused)

    // It hangs: it exists, and does not answer.
    other.signal(SIGSTOP)
    #expect(try all().map(\.status) == [nil])
    let late = #expect(throws: CoachError.self) {
      try running.send(.louder, to: "org.mpris.MediaPlayer2.coach")
    }
    #expect(late?.code == .noAnswer)
  }

  @Test func aBusThatDiesIsAnError() throws {
    let running = try RunningSessions(on: .at(bus.address))
    bus.kill()
    #expect(#expect(throws: CoachError.self) { try running.all() }?.code == .noBus)
    let error = #expect(throws: CoachError.self) {
      try running.send(.pause, to: "org.mpris.MediaPlayer2.coach")
    }
    #expect(error?.code == .noBus)
  }
}
