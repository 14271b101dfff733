public import CoachErrors
public import CueTimeline

/// Something that has a sample at every frame: what a playback stream plays.
///
/// Any range can be asked for at any time, from any thread, and always sounds the same.
public protocol SampleSource: Sendable {
  /// Frames per second.
  var rate: SampleRate { get }
  /// How long it is; outside of it is silence.
  var frames: FrameCount { get }
  /// Fills a buffer with the frames from `position` on.
  func render(from position: FramePosition, into samples: UnsafeMutableBufferPointer<Int16>)
}

/// A timeline as sound: any range of frames, independently of what was rendered before.
///
/// Cues never overlap, so rendering is copying clips into silence; nothing is mixed, and a stretch
/// without cues costs a search and a fill.
public struct Renderer: SampleSource {
  /// What is rendered.
  public let timeline: Timeline
  /// Where the clips are; asked again whenever one is rendered, so that few are held at a time.
  private let clips: any ClipSource
  private let chimes: [Chime: [Int16]]

  public var rate: SampleRate { timeline.rate }
  public var frames: FrameCount { timeline.frames }

  /// Gathers the clips a timeline needs.
  ///
  /// - Parameters:
  ///   - timeline: cues sorted by start, none overlapping.
  ///   - clips: the source the timeline was measured with; chimes match its voice.
  /// - Throws: `SoundError.Code.mismatch` where a clip is missing, is not as long as its cue, or
  ///   where cues overlap or leave the timeline: playing on would cut words off.
  public init(
    _ timeline: Timeline, clips: any ClipSource
  ) throws(SoundError) {
    self.timeline = timeline
    self.clips = clips
    var lengths = [Int?](repeating: nil, count: timeline.phrases.count)
    var chimes: [Chime: [Int16]] = [:]
    let synthesizer = ChimeSynthesizer(rate: timeline.rate, voice: clips.sound)
    var free = FramePosition.start
    for cue in timeline.cues {
      guard cue.start >= free, cue.end <= FramePosition.start + timeline.frames else {
        throw .mismatch("“\(timeline.caption(of: cue))” does not fit where it was placed.")
      }
      free = cue.end
      let length: Int
      switch cue.sound {
      case .phrase(let index):
        guard let known = lengths[index] ?? clips.clip(for: timeline.phrases[index])?.samples.count
        else {
          throw .mismatch("The phrase “\(timeline.phrases[index].text)” has no sound.")
        }
        lengths[index] = known
        length = known
      case .chime(let chime):
        if chimes[chime] == nil { chimes[chime] = synthesizer.clip(for: chime).samples }
        length = chimes[chime]?.count ?? 0
      }
      guard length == cue.frames.value else {
        throw .mismatch(
          """
          “\(timeline.caption(of: cue))” was placed with \(cue.frames.value) frames and has \
          \(length).
          """)
      }
    }
    self.chimes = chimes
  }

  /// Fills a buffer with the frames from `position` on; silence before the start and after the end.
  public func render(
    from position: FramePosition, into samples: UnsafeMutableBufferPointer<Int16>
  ) {
    let end = position + FrameCount(Int64(samples.count))
    var filled = 0
    var index = firstCue(endingAfter: position)
    while index < timeline.cues.count, timeline.cues[index].start < end {
      let cue = timeline.cues[index]
      let skip = max((position - cue.start).value, 0)
      let target = max(Int((cue.start - position).value), 0)
      samples.silence(from: filled, to: target)
      filled = samples.copy(clip(of: cue), from: Int(skip), to: target)
      index += 1
    }
    samples.silence(from: filled, to: samples.count)
  }

  /// The frames of a range, as an array.
  public func samples(in range: Range<FramePosition>) -> [Int16] {
    let count = Int((range.upperBound - range.lowerBound).value)
    var samples = [Int16](repeating: 0, count: count)
    samples.withUnsafeMutableBufferPointer { render(from: range.lowerBound, into: $0) }
    return samples
  }

  /// What there is at a position, and up to where: a cue, or the silence before the next one.
  func stretch(at position: FramePosition) -> (isSilent: Bool, end: FramePosition) {
    let index = firstCue(endingAfter: position)
    guard index < timeline.cues.count else { return (true, FramePosition.start + frames) }
    let cue = timeline.cues[index]
    return cue.start <= position ? (false, cue.end) : (true, cue.start)
  }

  private func clip(of cue: Cue) -> [Int16] {
    switch cue.sound {
    case .phrase(let index): clips.clip(for: timeline.phrases[index])?.samples ?? []
    case .chime(let chime): chimes[chime] ?? []
    }
  }

  /// A binary search; the ends of cues that do not overlap are sorted as their starts are.
  private func firstCue(endingAfter position: FramePosition) -> Int {
    var low = 0
    var high = timeline.cues.count
    while low < high {
      let middle = (low + high) / 2
      if timeline.cues[middle].end > position { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension UnsafeMutableBufferPointer<Int16> {
  /// Silences the samples from `start` to just before `end`; none where `end` is not after it.
  func silence(from start: Int, to end: Int) {
    guard start < end, let base = baseAddress else { return }
    (base + start).update(repeating: 0, count: end - start)
  }

  /// Copies samples from `start` on to `target`, as many as there are and fit.
  ///
  /// - Returns: the place after the last one copied.
  func copy(_ samples: [Int16], from start: Int, to target: Int) -> Int {
    let length = Swift.min(samples.count - start, count - target)
    guard length > 0 else { return target }
    samples.withUnsafeBufferPointer { source in
      guard let base = baseAddress, let from = source.baseAddress else { return }
      (base + target).update(from: from + start, count: length)
    }
    return target + length
  }
}

extension SoundError {
  /// A mistake of this program's, not the user's: it says so.
  static func mismatch(_ message: String) -> SoundError {
    SoundError(
      .mismatch, message,
      advice: "This is a mistake in coach itself; please report it with the routine you used.")
  }
}
