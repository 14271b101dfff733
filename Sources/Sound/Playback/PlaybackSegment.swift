internal import CueTimeline

/// One uninterrupted stretch of playing: silence first, then words said out of turn, then a part
/// of the source; after that silence for ever.
///
/// Its frames are counted from its own beginning, and rendered in any order.
struct PlaybackSegment: Sendable {
  private var source: SourceSequence
  /// Frames of silence first.
  private(set) var lead: Int64
  /// Samples said before the source, with the pause after them.
  let words: [Int16]
  let from: FramePosition
  private(set) var until: FramePosition
  /// Over what the source fades in; over nothing where it is entered between sounds, since their
  /// own beginnings are whole.
  private var fadeIn: Int64
  /// How long a fade-in is where there is one.
  private let fade: FrameCount
  /// Whether it is silence without an end, for a device to wake up in.
  let isWarmUp: Bool

  /// A segment; `fade` is how long it fades in where it is entered in the middle of a sound.
  init(
    source: any SampleSource, lead: Int64, words: [Int16], from: FramePosition,
    until: FramePosition, fade: FrameCount
  ) {
    self.init(
      SourceSequence(source), lead: lead, words: words, from: from, until: until, fade: fade,
      isWarmUp: false)
  }

  /// Silence that never ends and is no part of a source: it stays at a position.
  init(warmUpAt position: FramePosition, rate: SampleRate) {
    // A length that sums of a few such cannot overflow: a hundred years and more at any rate.
    self.init(
      SourceSequence(Silence(rate: rate)), lead: 1 << 52, words: [], from: position,
      until: position,
      fade: .zero, isWarmUp: true)
  }

  private init(
    _ source: SourceSequence, lead: Int64, words: [Int16], from: FramePosition,
    until: FramePosition,
    fade: FrameCount, isWarmUp: Bool
  ) {
    self.source = source
    self.lead = lead
    self.words = words
    self.from = from
    self.until = until
    self.fade = fade
    self.isWarmUp = isWarmUp
    fadeIn = Self.isSounding(source, before: from) ? fade.value : 0
  }

  /// Whether a sound reaches up to a position; a single zero may be a crossing.
  private static func isSounding(_ source: SourceSequence, before position: FramePosition) -> Bool {
    withUnsafeTemporaryAllocation(of: Int16.self, capacity: 16) { samples in
      source.render(from: position - FrameCount(Int64(samples.count)), into: samples)
      return samples.contains { $0 != 0 }
    }
  }

  /// Where the source begins.
  var entry: Int64 { lead + Int64(words.count) }
  /// How long it is until everything has been heard.
  var length: Int64 { entry + (until - from).value }

  /// The source's position when `heard` frames of the segment have been heard.
  func position(heard: Int64) -> FramePosition {
    min(max(from + FrameCount(heard - entry), from), until)
  }

  /// The rest of it, after `heard` frames have been heard; words that were cut off are said again.
  func rest(heard: Int64, lead: Int64) -> PlaybackSegment {
    if isWarmUp { return self }
    return PlaybackSegment(
      source, lead: lead, words: heard < entry ? words : [], from: position(heard: heard),
      until: until, fade: fade, isWarmUp: false)
  }

  /// Takes silence that was heard already off the silence at the beginning.
  mutating func shortenLead(by silence: Int64) {
    if !isWarmUp { lead -= min(max(silence, 0), lead) }
  }

  /// The same with the silence at its beginning begun: so much of it was handed over already.
  func following(silence: Int64) -> PlaybackSegment {
    var segment = self
    segment.lead = max(lead, silence)
    return segment
  }

  /// Puts another source in force from a boundary on, where none of that was handed over yet.
  ///
  /// - Parameters:
  ///   - other: what is in force from there on.
  ///   - boundary: its first frame.
  ///   - end: where the segment is to end now.
  ///   - handed: frames of the segment that were handed to the device.
  ///   - heard: frames of the segment that were heard for certain.
  /// - Returns: whether it was put in force; otherwise nothing changed.
  mutating func replace(
    with other: any SampleSource, from boundary: FramePosition, until end: FramePosition,
    handed: Int64, heard: Int64
  ) -> Bool {
    let isFree = handed <= entry || boundary >= from + FrameCount(handed - entry)
    guard !isWarmUp, isFree else { return false }
    // A little of what was heard is looked at where playing goes on there after a loss.
    let needed = position(heard: heard) - FrameCount(64)
    source.replace(with: other, from: boundary, needed: needed)
    // What was handed over will be heard, whatever end is asked for.
    until = max(end, position(heard: handed))
    if boundary <= from { fadeIn = Self.isSounding(source, before: from) ? fade.value : 0 }
    return true
  }

  /// The fade-in for going on at a frame after a cut: none where no sound is cut there.
  func fadeIn(at frame: Int64) -> FadeIn {
    let isCut = withUnsafeTemporaryAllocation(of: Int16.self, capacity: 16) { samples in
      render(from: frame - Int64(samples.count), into: samples)
      return samples.contains { $0 != 0 }
    }
    return FadeIn(start: frame, length: isCut ? fade.value : 0)
  }

  /// Fills a buffer with the frames from `start` on.
  func render(from start: Int64, into samples: UnsafeMutableBufferPointer<Int16>) {
    let count = Int64(samples.count)
    let end = start + count
    guard end > lead else { return samples.silence(from: 0, to: samples.count) }
    source.render(from: from + FrameCount(start - entry), into: samples)
    // What the source has before `from` and after `until` is not part of this segment.
    samples.silence(from: 0, to: Int(min(max(entry - start, 0), count)))
    samples.silence(from: Int(min(max(length - start, 0), count)), to: samples.count)
    if start < entry, !words.isEmpty {
      let skip = max(start - lead, 0)
      _ = samples.copy(words, from: Int(skip), to: Int(max(lead - start, 0)))
    }
    FadeIn(start: entry, length: fadeIn).apply(to: samples, from: start)
  }
}

/// A straight fade-in of a segment's frames, against a click where a sound is entered in its middle.
struct FadeIn: Sendable {
  let start: Int64
  let length: Int64

  /// Fades the part of a buffer that lies in it; the buffer's first frame is `first`.
  func apply(to samples: UnsafeMutableBufferPointer<Int16>, from first: Int64) {
    let low = max(first, start)
    let high = min(first + Int64(samples.count), start + length)
    guard low < high else { return }
    for frame in low..<high {
      let index = Int(frame - first)
      samples[index] = Int16(Int64(samples[index]) * (frame - start) / length)
    }
  }
}
