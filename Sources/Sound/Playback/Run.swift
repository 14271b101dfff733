internal import CueTimeline

/// One uninterrupted stretch of playing: silence first, then words said out of turn, then a part
/// of the source; after that silence for ever.
///
/// Its frames are counted from its own beginning, and rendered in any order.
struct Run: Sendable {
  let source: any SampleSource
  /// Frames of silence first.
  let lead: Int64
  /// Samples said before the source, with the pause after them.
  let words: [Int16]
  let from: FramePosition
  let until: FramePosition
  /// Frames over which the source fades in; none where it is entered between sounds, since their
  /// own beginnings are whole.
  let ramp: Int64
  private let fade: FrameCount

  /// A run; `fade` is how long it fades in where it is entered in the middle of a sound.
  init(
    source: any SampleSource, lead: Int64, words: [Int16], from: FramePosition,
    until: FramePosition, fade: FrameCount
  ) {
    self.source = source
    self.lead = lead
    self.words = words
    self.from = from
    self.until = until
    self.fade = fade
    ramp = Self.isSounding(source, before: from) ? fade.value : 0
  }

  /// Whether a sound reaches up to a position; a single zero may be a crossing.
  private static func isSounding(_ source: any SampleSource, before position: FramePosition) -> Bool
  {
    withUnsafeTemporaryAllocation(of: Int16.self, capacity: 16) { samples in
      source.render(from: position - FrameCount(Int64(samples.count)), into: samples)
      return samples.contains { $0 != 0 }
    }
  }

  /// Where the source begins.
  var entry: Int64 { lead + Int64(words.count) }
  /// How long it is until everything has been heard.
  var length: Int64 { entry + (until - from).value }

  /// The source's position when `heard` frames of the run have been heard.
  func position(heard: Int64) -> FramePosition {
    min(max(from + FrameCount(heard - entry), from), until)
  }

  /// The rest of it, after `heard` frames have been heard; words that were cut off are said again.
  func rest(heard: Int64, lead: Int64) -> Run {
    Run(
      source: source, lead: lead, words: heard < entry ? words : [],
      from: position(heard: heard), until: until, fade: fade)
  }

  /// Fills a buffer with the frames from `start` on.
  func render(from start: Int64, into samples: UnsafeMutableBufferPointer<Int16>) {
    source.render(from: from + FrameCount(start - entry), into: samples)
    let count = Int64(samples.count)
    let end = start + count
    // What the source has before `from` and after `until` is not part of this run.
    samples.silence(from: 0, to: Int(min(max(entry - start, 0), count)))
    samples.silence(from: Int(min(max(length - start, 0), count)), to: samples.count)
    if start < entry, end > lead, !words.isEmpty {
      let skip = max(start - lead, 0)
      _ = samples.copy(words, from: Int(skip), to: Int(max(lead - start, 0)))
    }
    guard ramp > 0 else { return }
    for frame in max(start, entry)..<max(min(end, entry + ramp), max(start, entry)) {
      let index = Int(frame - start)
      samples[index] = Int16(Int64(samples[index]) * (frame - entry) / ramp)
    }
  }
}
