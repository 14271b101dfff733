internal import Catalog
internal import CoachErrors
internal import CueTimeline
internal import Dispatch
internal import Preparation
internal import Sound
internal import Speech
internal import Synchronization

/// Something that is heard once, from beginning to end: no controls, and no place that is kept.
struct OneHearing {
  private let timeline: Timeline
  private let speaker: Speaker
  private let devices: [DeviceName]

  /// What is heard.
  ///
  /// - Parameters:
  ///   - preparation: has the voice.
  ///   - part: some of its timeline; `nil` for all of it.
  ///   - devices: where it is heard: on the first that works.
  init(_ preparation: Preparation, part: Timeline? = nil, on devices: [DeviceName]) {
    timeline = part ?? preparation.timeline
    speaker = preparation.speaker
    self.devices = devices
  }

  /// Plays it to its end.
  ///
  /// - Parameters:
  ///   - leadIn: silence before it, in which a device wakes up.
  ///   - chime: what is heard first.
  ///   - isWanted: asked a few times a second whether to go on.
  /// - Throws: if it cannot be heard.
  func play(
    leadIn: Duration, chime: Chime? = nil, while isWanted: () -> Bool
  ) throws(CoachError) {
    let sound = try Renderer(timeline, clips: speaker)
    let synthesizer = ChimeSynthesizer(rate: sound.rate, voice: speaker.sound)
    let ending = Ending()
    let stream = try PlaybackStream(rate: sound.rate, on: devices) { ending.note($0) }
    defer { stream.stop() }
    stream.play(
      sound, from: .start, leadIn: leadIn, saying: chime.map { synthesizer.clip(for: $0) })
    while isWanted() {
      guard let result = ending.wait(atMost: Self.look) else { continue }
      return try result.get()
    }
  }

  private static let look = DispatchTimeInterval.milliseconds(200)
}

/// How what was heard ended.
private final class Ending: Sendable {
  private let result = Mutex<Result<Void, CoachError>?>(nil)
  private let bell = DispatchSemaphore(value: 0)

  func note(_ event: PlaybackEvent) {
    switch event {
    case .finished: set(.success(()))
    // It is not waited for: what comes late is none.
    case .failed(let error), .deviceLost(let error): set(.failure(error))
    case .started, .recovered, .deviceBack: break
    }
  }

  /// Waits for it; `nil` if it has not ended yet.
  func wait(atMost limit: DispatchTimeInterval) -> Result<Void, CoachError>? {
    _ = bell.wait(timeout: .now() + limit)
    return result.withLock { $0 }
  }

  private func set(_ ending: Result<Void, CoachError>) {
    result.withLock { $0 = $0 ?? ending }
    bell.signal()
  }
}
