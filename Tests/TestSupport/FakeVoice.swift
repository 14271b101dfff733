public import CueTimeline

/// Speaks noise: as long as the fake meter says, different for each phrase, without a zero in it.
public struct FakeVoice: SpeechMeter, ClipSource {
  public let rate: SampleRate

  /// Makes a voice.
  public init(rate: SampleRate = SampleRate(hertz: 22_050)) { self.rate = rate }

  public func measure(_ phrases: [Phrase]) -> [Result<ClipMeasure, SpeechFailure>] {
    FakeMeter(rate: rate).measure(phrases)
  }

  public func clip(for phrase: Phrase) -> Clip? {
    guard case .success(let measure) = measure([phrase]).first else { return nil }
    var state = phrase.text.utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    let samples = (0..<Int(measure.frames.value)).map { _ -> Int16 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Int16(truncatingIfNeeded: state >> 52)
      return value == 0 ? 1 : value
    }
    return Clip(samples: samples, anchor: measure.anchor)
  }
}
