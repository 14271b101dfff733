import Foundation
import TestSupport
import Testing

@testable import Desktop

/// What is reported without being asked for.
@Suite struct SignalTests {
  let bus: PrivateBus
  let session = FakeSession()
  let player: MediaPlayer

  init() throws {
    bus = try PrivateBus()
    player = try session.player(on: bus)
  }

  /// Starts a program and waits until it listens.
  private func listener(_ command: [String], until text: String) throws -> Child {
    let child = try bus.start(command, output: bus.path("heard"))
    #expect(try eventually { try heard().contains(text) })
    return child
  }

  private func heard() throws -> String {
    try String(contentsOfFile: bus.path("heard"), encoding: .utf8)
  }

  @Test func onlyChangesAreReported() throws {
    let monitor = try listener(
      ["gdbus", "monitor", "--session", "--dest", player.name], until: "is owned by")
    defer { monitor.kill() }
    var state = PlayerState.squeeze
    player.update(state)
    state.volume = 0.5
    player.update(state)
    let changed =
      "/org/mpris/MediaPlayer2: org.freedesktop.DBus.Properties.PropertiesChanged "
      + "('org.mpris.MediaPlayer2.Player', "
    #expect(try eventually { try heard().contains(changed + "{'Volume': <0.5>}, @as [])") })
    state.status = .paused
    state.canGoNext = false
    player.update(state)
    let both = "{'CanGoNext': <false>, 'PlaybackStatus': <'Paused'>}, @as [])"
    #expect(try eventually { try heard().contains(changed + both) })
    player.seeked(to: .milliseconds(1_500))
    let seeked = "/org/mpris/MediaPlayer2: org.mpris.MediaPlayer2.Player.Seeked (int64 1500000,)"
    #expect(try eventually { try heard().contains(seeked) })
    let lines = try heard().split(separator: "\n").filter { $0.hasPrefix("/") }
    #expect(lines.count == 3, "\(lines)")
  }

  @Test func playerctlFollows() throws {
    let follower = try listener(
      [
        "playerctl", "--player", "coach", "--follow", "metadata", "--format",
        "{{status}} {{title}} {{volume}}",
      ], until: "Playing Squeeze 1.0")
    defer { follower.kill() }
    player.update(.twist)
    #expect(try eventually { try heard().contains("Playing Twist 1.0") })
    _ = try bus.playerctl("pause")
    #expect(try eventually { try heard().contains("Paused Squeeze 1.0") })
  }

  /// Whoever reads an answer finds that its effects were reported already.
  @Test func changesAreReportedBeforeTheAnswer() throws {
    let monitor = try bus.start(
      ["busctl", "--address=\(bus.address)", "monitor", "--json=short"],
      output: bus.path("heard"), errors: bus.path("started"))
    defer { monitor.kill() }
    #expect(
      try eventually {
        try String(contentsOfFile: bus.path("started"), encoding: .utf8).contains("Monitoring")
      })
    let interface = PlayerInterfaces.playerName
    _ = try bus.send("\(interface).Pause")
    _ = try bus.send(
      "org.freedesktop.DBus.Properties.Set", "string:\(interface)", "string:Volume",
      "variant:double:0.5")
    _ = try bus.send("\(interface).Next")
    _ = try bus.send("\(interface).Seek", "int64:1000")
    _ = try bus.send("coach.Session.Louder")
    let expected = [
      "PlaybackStatus", "answer", "Volume", "answer", "CanGoNext Metadata PlaybackStatus Volume",
      "answer", "Seeked", "answer", "answer",
    ]
    #expect(try eventually { try sentByPlayer().count >= expected.count })
    #expect(try sentByPlayer() == expected)
  }

  /// What the monitor saw of the player, in order: the properties that a signal reports as changed,
  /// another signal's name, or an answer.
  private func sentByPlayer() throws -> [String] {
    struct Seen {
      let sender: String
      let type: String
      let member: String?
      let data: [Any]
    }
    let messages = try heard().split(separator: "\n").compactMap { line -> Seen? in
      // The last line may be incomplete.
      guard
        let message = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let type = message["type"] as? String, let sender = message["sender"] as? String,
        let payload = message["payload"] as? [String: Any]
      else { return nil }
      return Seen(
        sender: sender, type: type, member: message["member"] as? String,
        data: payload["data"] as? [Any] ?? [])
    }
    let player = messages.first { $0.member == "PropertiesChanged" }?.sender
    return messages.filter { $0.sender == player }.map { message in
      guard message.type == "signal" else { return "answer" }
      guard message.member == "PropertiesChanged" else { return message.member ?? "" }
      return (message.data[1] as? [String: Any] ?? [:]).keys.sorted().joined(separator: " ")
    }
  }

  /// The bus forbids some code points, and ends a text at a NUL.
  @Test func everyTitleCanBeReported() throws {
    var state = PlayerState.squeeze
    state.step = "a\0b\u{FFFE}c\u{1F1F6}é"
    state.length = .seconds(-1)
    player.update(state)
    #expect(
      try bus.playerctl("metadata", "--format", "{{title}} {{mpris:length}}")
        == "a\u{FFFD}b\u{FFFD}c\u{1F1F6}é 0")
    #expect(PlayerState.StepNumber(-3).value == 1)
    #expect(Duration.seconds(Int64.max).microseconds == .max)
    #expect(Duration.seconds(Int64.min).microseconds == .min)
    #expect(Duration.milliseconds(-1).microseconds == -1_000)
  }
}
