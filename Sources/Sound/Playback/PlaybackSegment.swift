internal import CueTimeline

/// What is played without a break: silence, then words from outside the source, then a part of the
/// source, and silence from there on.
///
/// Its frames are counted from its own beginning, and rendered in any order.
struct PlaybackSegment: Sendable {
  private var source: SourceSequence
  /// Frames of silence first.
  private(set) var lead: Int64
  /// The words' samples, with the pause after them.
  let words: [Int16]
  /// How loud the words are at least, whatever the volume.
  private let wordsAtLeast: Volume?
  let from: FramePosition
  private(set) var until: FramePosition
  /// Frames over which the source fades in; none if it begins between two sounds.
  private var fadeIn: Int64
  /// How long a fade-in is if one is needed.
  private let fade: FrameCount
  /// Whether it is endless silence, in which a device wakes up.
  let isWarmUp: Bool

  /// A segment that fades in over `fade` if it begins in the middle of a sound.
  init(
    source: any SampleSource, lead: Int64, words: [Int16], wordsAtLeast: Volume? = nil,
    from: FramePosition, until: FramePosition, fade: FrameCount
  ) {
    self.init(
      SourceSequence(source), lead: lead, words: words, wordsAtLeast: wordsAtLeast, from: from,
      until: until, fade: fade,
      isWarmUp: false)
  }

  /// Endless silence outside a source: it stays at a position.
  init(warmUpAt position: FramePosition, rate: SampleRate) {
    // Over a hundred years at any rate, and yet the sum of a few such lengths does not overflow.
    self.init(
      SourceSequence(Silence(rate: rate)), lead: 1 << 52, words: [], wordsAtLeast: nil,
      from: position,
      until: position,
      fade: .zero, isWarmUp: true)
  }

  private init(
    _ source: SourceSequence, lead: Int64, words: [Int16], wordsAtLeast: Volume?,
    from: FramePosition,
    until: FramePosition,
    fade: FrameCount, isWarmUp: Bool
  ) {
    self.source = source
    self.lead = lead
    self.words = words
    self.wordsAtLeast = wordsAtLeast
    self.from = from
    self.until = until
    self.fade = fade
    self.isWarmUp = isWarmUp
    fadeIn = Self.isSounding(in: source, before: from) ? fade.value : 0
  }

  private static func isSounding(
    in source: SourceSequence, before position: FramePosition
  ) -> Bool {
    isSounding { source.render(from: position - FrameCount(Int64($0.count)), into: $0) }
  }

  /// Whether a sound reaches up to a place, as the last samples before it show; a single zero may be
  /// a crossing.
  private static func isSounding(
    renderBefore: (UnsafeMutableBufferPointer<Int16>) -> Void
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: Int16.self, capacity: 16) { samples in
      renderBefore(samples)
      return samples.contains { $0 != 0 }
    }
  }

  /// The frame on which the source begins.
  var entry: Int64 { lead + Int64(words.count) }
  /// Frames until everything has been heard.
  var length: Int64 { entry + (until - from).value }

  /// The source's position when `heard` frames of the segment have been heard.
  func position(heard: Int64) -> FramePosition {
    min(max(from + FrameCount(heard - entry), from), until)
  }

  /// What is left after `heard` frames; words that were cut off are said again.
  func rest(heard: Int64, lead: Int64) -> PlaybackSegment {
    if isWarmUp { return self }
    return PlaybackSegment(
      source, lead: lead, words: heard < entry ? words : [], wordsAtLeast: wordsAtLeast,
      from: position(heard: heard),
      until: until, fade: fade, isWarmUp: false)
  }

  /// Shortens the silence at the beginning by silence that was already heard.
  mutating func shortenLead(by silence: Int64) {
    if !isWarmUp { lead -= min(max(silence, 0), lead) }
  }

  /// The same segment after so many frames of its first silence were already handed over.
  func following(silence: Int64) -> PlaybackSegment {
    var segment = self
    segment.lead = max(lead, silence)
    return segment
  }

  /// Plays another source from a boundary on, unless frames after it were already handed over.
  ///
  /// - Parameters:
  ///   - other: what is played from there on.
  ///   - boundary: its first frame.
  ///   - end: where the segment now ends.
  ///   - handed: frames of the segment that were handed to the device.
  ///   - heard: frames of the segment that were certainly heard.
  /// - Returns: whether the source was replaced; otherwise nothing changed.
  mutating func replace(
    with other: any SampleSource, from boundary: FramePosition, until end: FramePosition,
    handed: Int64, heard: Int64
  ) -> Bool {
    let isFree = handed <= entry || boundary >= from + FrameCount(handed - entry)
    guard !isWarmUp, isFree else { return false }
    // Going on there after a loss looks at a few frames that were heard.
    let needed = position(heard: heard) - FrameCount(64)
    source.replace(with: other, from: boundary, needed: needed)
    // What was handed over will be heard, even beyond the new end.
    until = max(end, position(heard: handed))
    if boundary <= from { fadeIn = Self.isSounding(in: source, before: from) ? fade.value : 0 }
    return true
  }

  /// The fade-in for going on at a frame after a cut; of no length if no sound is cut there.
  func fadeIn(at frame: Int64) -> FadeIn {
    let isCut = Self.isSounding { render(from: frame - Int64($0.count), into: $0) }
    return FadeIn(start: frame, length: isCut ? fade.value : 0)
  }

  /// Fills a buffer with the frames from `start` on.
  func render(from start: Int64, into samples: UnsafeMutableBufferPointer<Int16>) {
    let count = Int64(samples.count)
    let end = start + count
    guard end > lead else { return samples.silence(from: 0, to: samples.count) }
    source.render(from: from + FrameCount(start - entry), into: samples)
    // The segment has nothing of the source before `from` and after `until`.
    samples.silence(from: 0, to: Int(min(max(entry - start, 0), count)))
    samples.silence(from: Int(min(max(length - start, 0), count)), to: samples.count)
    if start < entry, !words.isEmpty {
      let skip = max(start - lead, 0)
      _ = samples.copy(words, from: Int(skip), to: Int(max(lead - start, 0)))
    }
    FadeIn(start: entry, length: fadeIn).apply(to: samples, from: start)
  }
}

/// How loud a segment is.
extension PlaybackSegment {
  /// Scales frames to a volume, and words that must be heard to no less than `Volume.audible`.
  ///
  /// - Parameters:
  ///   - volume: how loud everything else is.
  ///   - samples: rendered frames.
  ///   - start: the first of them.
  func apply(
    _ volume: Volume, to samples: UnsafeMutableBufferPointer<Int16>, from start: Int64
  ) {
    let end = start + Int64(samples.count)
    var parts = wordsAtLeast.map { [(range: lead..<entry, least: $0)] } ?? []
    if volume < .audible {
      let here = position(heard: start)
      parts += source.urgentParts(in: here..<max(here, until)).map { part in
        let first = entry + (part.lowerBound - from).value
        return (first..<(first + (part.upperBound - part.lowerBound).value), .audible)
      }
    }
    var scaled = start
    for (range, least) in parts {
      let part = range.clamped(to: scaled..<end)
      guard !part.isEmpty else { continue }
      volume.apply(to: slice(samples, scaled - start, part.lowerBound - start))
      max(volume, least).apply(
        to: slice(samples, part.lowerBound - start, part.upperBound - start))
      scaled = part.upperBound
    }
    volume.apply(to: slice(samples, scaled - start, Int64(samples.count)))
  }

  private func slice(
    _ samples: UnsafeMutableBufferPointer<Int16>, _ start: Int64, _ end: Int64
  ) -> UnsafeMutableBufferPointer<Int16> {
    UnsafeMutableBufferPointer(rebasing: samples[Int(start)..<Int(end)])
  }
}

/// A linear fade-in of a segment's frames, against a click if playing begins in the middle of a
/// sound.
struct FadeIn: Sendable {
  let start: Int64
  let length: Int64

  /// Applies the fade to the part of a buffer that it covers; `first` is the buffer's first frame.
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
