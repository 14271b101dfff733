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
  /// Frames over which the source fades in, where it is entered in the middle of a sound.
  let ramp: Int64

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
      from: position(heard: heard), until: until, ramp: ramp)
  }

  /// Fills a buffer with the frames from `start` on.
  func render(from start: Int64, into samples: inout MutableSpan<Int16>) {
    source.render(from: from + FrameCount(start - entry), into: &samples)
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
