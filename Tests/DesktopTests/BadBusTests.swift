import CoachErrors
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Desktop

/// Whatever the bus does, it does not block the session.
@Suite struct BadBusTests {
  let session = FakeSession()

  @Test(arguments: ["unix:path=/nowhere/bus", "tcp:host=127.0.0.1,port=1", "nonsense", ""])
  func noBusIsAnErrorThatAdvises(address: String) {
    let player = #expect(throws: CoachError.self) {
      try MediaPlayer(
        .squeeze, on: .at(address),
        PlayerInterfaces(rates: 1...1, position: { .zero }, status: { "" }, request: { _ in }))
    }
    #expect(player?.code == .noBus)
    #expect(player?.description.contains("dbus-run-session") == true)
    let sessions = #expect(throws: CoachError.self) { _ = try RunningSessions(on: .at(address)) }
    #expect(sessions?.code == .noBus)
  }

  @Test func aBusThatHangsFromTheStartIsAnError() throws {
    let bus = try PrivateBus()
    bus.setHanging(true)
    let error = #expect(throws: CoachError.self) { try session.player(on: bus) }
    #expect(error?.code == .noBus)
    let other = #expect(throws: CoachError.self) { _ = try RunningSessions(on: .at(bus.address)) }
    #expect(other?.code == .noBus)
  }

  @Test func aBusThatHangsBlocksNobody() throws {
    let bus = try PrivateBus()
    let player = try session.player(on: bus)
    bus.setHanging(true)
    // More than any buffer on the way holds.
    for number in 1...20_000 {
      var state = PlayerState.squeeze
      state.stepNumber = PlayerState.StepNumber(number)
      player.update(state)
      player.seeked(to: .seconds(number))
    }
    bus.setHanging(false)
    #expect(
      try eventually { try bus.playerctl("metadata", "mpris:trackid") == "'/coach/step/20000'" })
    bus.setHanging(true)
    player.close()
    player.close()
  }

  @Test func aBusThatDiesLeavesThePlayerQuiet() throws {
    let bus = try PrivateBus()
    let player = try session.player(on: bus)
    bus.kill()
    for number in 1...100 {
      var state = PlayerState.squeeze
      state.stepNumber = PlayerState.StepNumber(number)
      player.update(state)
      player.seeked(to: .zero)
    }
    // A thread that has ended uses no processor.
    #expect(eventually { player.hasEnded })
    player.update(.twist)
    player.close()
    #expect(session.requests.isEmpty)
  }

  @Test func aClosedPlayerAsksForNothing() throws {
    let bus = try PrivateBus()
    let player = try session.player(on: bus)
    player.close()
    #expect(eventually { player.hasEnded })
    player.update(.twist)
    player.seeked(to: .zero)
    #expect(try bus.playerctl("pause").contains("No players found"))
    #expect(session.requests.isEmpty)
  }

  /// The caller gets an answer even if the player closes before it is sent.
  @Test func aRequestMayCloseThePlayer() throws {
    let bus = try PrivateBus()
    let made = try MediaPlayer(
      .squeeze, on: .at(bus.address),
      PlayerInterfaces(
        rates: 1...1, position: { .zero }, status: { "" },
        request: { _ in session.closePlayer() }))
    session.record.withLock { $0.player = made }
    try RunningSessions(on: .at(bus.address)).send(.stop, to: made.name)
    #expect(eventually { made.hasEnded })
  }
}
