public import CueTimeline

/// Measures phrases by counting letters: no engine, and the same every time.
public final class FakeMeter: SpeechMeter, Sendable {
  public let rate: SampleRate
  private let failing: Set<String>
  private let slowness: Int64

  /// - Parameters:
  ///   - rate: the measures' rate.
  ///   - failing: texts that have no sound.
  ///   - slowness: percent of the usual length of a phrase.
  public init(
    rate: SampleRate = SampleRate(hertz: 22_050), failing: Set<String> = [], slowness: Int64 = 100
  ) {
    self.rate = rate
    self.failing = failing
    self.slowness = slowness
  }

  public func measure(_ phrases: [Phrase]) -> [Result<ClipMeasure, SpeechFailure>] {
    phrases.map { phrase in
      guard !failing.contains(phrase.text) else { return .failure(SpeechFailure("it failed")) }
      let letters = phrase.text.unicodeScalars.count
      let milliseconds = (120 + Int64(letters) * 55) * slowness / Int64(phrase.pace.percent)
      // Consonants before the first vowel come early or late: up to 60 ms, by the text.
      let lead = Int64(phrase.text.unicodeScalars.reduce(0) { ($0 &* 31 &+ $1.value) % 61 })
      return .success(
        ClipMeasure(
          frames: rate.frames(in: .milliseconds(milliseconds)),
          anchor: rate.frames(in: .milliseconds(min(lead, milliseconds / 2)))))
    }
  }
}
