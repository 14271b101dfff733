import CueTimeline
import Sound
import TestSupport

/// A suite whose streams play on a card that plays when the test says so.
protocol OnACard {
  var card: FakeCard { get }
  var log: EventLog { get }
  var renderer: Renderer { get }
}

extension OnACard {
  /// The frames of 100 ms: the silence before sound after a loss, and the one that tests ask for.
  var leadFrames: Int { 2_205 }

  /// Three words in 40,000 frames, and all their samples.
  static func words(
    _ first: String = "one", _ second: String = "two", _ third: String = "three",
    frames: Int64 = 40_000
  ) throws -> (Renderer, [Int16]) {
    let renderer = try Renderer(
      .made(
        frames: frames,
        [(0, .phrase(first)), (8_000, .phrase(second)), (20_000, .phrase(third))]),
      clips: TestClips())
    return (renderer, renderer.samples(in: .start..<FramePosition(frames)))
  }

  /// A stream without fades and with generous time limits, unless changed.
  func stream(
    on cards: [FakeCard] = [], _ change: (inout PlaybackOptions) -> Void = { _ in }
  ) throws -> PlaybackStream {
    var options = PlaybackOptions()
    options.ramp = .zero
    options.leadIn = .milliseconds(100)
    options.firstRetry = .milliseconds(5)
    options.stall = .seconds(60)
    change(&options)
    return try PlaybackStream(
      rate: renderer.rate, on: (cards.isEmpty ? [card] : cards).map(\.choice), options: options,
      onEvent: { [log] in log.note($0) })
  }

  /// Lets the card play exactly so many frames.
  func play(_ frames: Int, on other: FakeCard? = nil) -> Bool {
    var left = frames
    return eventually {
      left -= (other ?? card).play(min(left, 1_000))
      return left == 0
    }
  }
}
