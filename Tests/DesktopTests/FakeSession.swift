import Synchronization
import TestSupport

@testable import Desktop

/// A session as the player sees it: it does what it is asked and keeps a record.
final class FakeSession: Sendable {
  struct Record {
    var state: PlayerState
    var position: Duration = .seconds(12)
    var requests: [PlayerRequest] = []
    /// Held by the test alone: the player ends when the test releases it.
    weak var player: MediaPlayer?
  }

  let record = Mutex(Record(state: .squeeze))

  var requests: [PlayerRequest] { record.withLock { $0.requests } }

  /// The request since the last call of this, if there is exactly one.
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
    if case .seek = request { player?.seeked(to: .seconds(1)) }
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
