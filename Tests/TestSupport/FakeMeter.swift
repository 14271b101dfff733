public import CueTimeline

/// Measures phrases by counting letters, without an engine.
public final class FakeMeter: SpeechMeter, Sendable {
  public let rate: SampleRate
  private let failing: Set<String>
  private let slowness: Int64
  private let isQuick: Bool

  /// - Parameters:
  ///   - rate: the rate of the measures.
  ///   - failing: texts that have no sound.
  ///   - slowness: percent of the usual length of a phrase.
  ///   - isQuick: whether it knows measures at once; otherwise it measures many together, like a
  ///     voice.
  public init(
    rate: SampleRate = SampleRate(hertz: 22_050), failing: Set<String> = [], slowness: Int64 = 100,
    isQuick: Bool = false
  ) {
    self.rate = rate
    self.failing = failing
    self.slowness = slowness
    self.isQuick = isQuick
  }

  public func measure(_ phrases: [Phrase]) -> [Result<ClipMeasure, SpeechFailure>] {
    phrases.map(measure)
  }

  public func measureAtOnce(_ phrase: Phrase) -> Result<ClipMeasure, SpeechFailure>? {
    isQuick ? measure(phrase) : nil
  }

  private func measure(_ phrase: Phrase) -> Result<ClipMeasure, SpeechFailure> {
    guard !failing.contains(phrase.text) else { return .failure(SpeechFailure("it failed")) }
    var letters: Int64 = 0
    // The first vowel comes after up to 60 ms of consonants, depending on the text.
    var lead: UInt32 = 0
    for scalar in phrase.text.unicodeScalars {
      letters += 1
      lead = (lead &* 31 &+ scalar.value) % 61
    }
    let milliseconds = (120 + letters * 55) * slowness / Int64(phrase.pace.percent)
    return .success(
      ClipMeasure(
        frames: rate.frames(in: .milliseconds(milliseconds)),
        anchor: rate.frames(in: .milliseconds(min(Int64(lead), milliseconds / 2)))))
  }
}
