import Synchronization
import TestSupport

@testable import Desktop

/// A session as the player sees it: it does what it is asked and keeps a record.
final class FakeSession: Sendable {
  struct Record {
    var state: PlayerState
    var position: Duration = .seconds(12)
    var requests: [PlayerRequest] = []
    /// Held by the test alone: letting it go ends it.
    weak var player: MediaPlayer?
  }

  let record = Mutex(Record(state: .squeeze))

  var requests: [PlayerRequest] { record.withLock { $0.requests } }

  /// The request since the last look, where it is the only one.
  func takeRequest() -> PlayerRequest? {
    record.withLock { record in
      defer { record.requests = [] }
      return record.requests.count == 1 ? record.requests[0] : nil
    }
  }

  /// Puts a player for it on a bus.
  func player(on bus: PrivateBus) throws -> MediaPlayer {
    let player = try MediaPlayer(
      .squeeze, on: .at(bus.address),
      PlayerInterfaces(
        rates: 0.5...1.5, position: { self.record.withLock { $0.position } },
        status: { #"{"step": 3}"# }, request: { self.take($0) }))
    record.withLock { $0.player = player }
    return player
  }

  private func take(_ request: PlayerRequest) {
    let (state, player) = record.withLock { record in
      record.requests.append(request)
      switch request {
      case .play: record.state.status = .playing
      case .pause: record.state.status = .paused
      case .playPause:
        record.state.status = record.state.status == .playing ? .paused : .playing
      case .setVolume(let volume): record.state.volume = volume
      case .setRate(let rate): record.state.rate = rate
      case .next, .previous: record.state = .twist
      default: break
      }
      return (record.state, record.player)
    }
    player?.update(state)
  }

  func closePlayer() { record.withLock { $0.player }?.close() }
}

extension PlayerState {
  static let squeeze = PlayerState(
    status: .playing, routine: "Upper back relief", step: "Squeeze", stepNumber: StepNumber(3),
    length: .seconds(40))
  static let twist = PlayerState(
    status: .playing, routine: "Upper back relief", step: "Twist", stepNumber: StepNumber(4),
    length: .milliseconds(61_500), canGoNext: false)
}

extension PrivateBus {
  /// What a program prints, without the line's end; what it complains about where it fails.
  func ask(_ command: [String]) throws -> String {
    let (code, output, errors) = try run(command)
    let text = code == 0 ? output : errors
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  /// What playerctl says of the player.
  func playerctl(_ arguments: String...) throws -> String {
    try ask(["playerctl", "--player", "coach"] + arguments)
  }

  /// Calls a method of the player's object with dbus-send, which does not look at the description
  /// first.
  func send(_ method: String, _ arguments: String...) throws -> String {
    try ask(
      [
        "dbus-send", "--session", "--print-reply", "--dest=org.mpris.MediaPlayer2.coach",
        "/org/mpris/MediaPlayer2", method,
      ] + arguments)
  }

  /// Calls a method of the player's object with gdbus.
  ///
  /// - Returns: the answer, or the error that came instead of it.
  func gdbus(
    _ method: String, _ arguments: String..., to name: String = "org.mpris.MediaPlayer2.coach"
  ) throws -> String {
    let text = try ask(
      [
        "gdbus", "call", "--session", "--dest", name, "--object-path", "/org/mpris/MediaPlayer2",
        "--method", method, "--",
      ] + arguments)
    return text.split(separator: "\n").first.map(String.init) ?? ""
  }
}
