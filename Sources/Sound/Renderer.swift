public import CoachErrors
public import CueTimeline

/// Sound that a playback stream can play: a sample for every frame.
///
/// Any range can be rendered at any time, from any thread, and is always the same.
public protocol SampleSource: Sendable {
  /// Frames per second.
  var rate: SampleRate { get }
  /// How long it is; there is silence before and after it.
  var frames: FrameCount { get }
  /// Fills a buffer with the frames from `position` on.
  func render(from position: FramePosition, into samples: UnsafeMutableBufferPointer<Int16>)
  /// Words that must be heard, in order: a stream plays them no softer than `Volume.audible`.
  var urgentParts: [Range<FramePosition>] { get }
}

extension SampleSource {
  /// None.
  public var urgentParts: [Range<FramePosition>] { [] }
}

/// A timeline as sound: any range of frames, independent of what was rendered before.
///
/// Cues never overlap, so that rendering copies clips into silence and mixes nothing.
public struct Renderer: SampleSource {
  /// What is rendered.
  public let timeline: Timeline
  /// Asked for a clip whenever it is rendered, so that few are held at a time.
  private let clips: any ClipSource
  private let chimes: [Chime: [Int16]]

  /// The words that take a heat pad off.
  public let urgentParts: [Range<FramePosition>]

  public var rate: SampleRate { timeline.rate }
  public var frames: FrameCount { timeline.frames }

  /// Checks that every cue has its sound, and makes the chimes.
  ///
  /// - Parameters:
  ///   - timeline: cues sorted by start, none overlapping.
  ///   - clips: the source the timeline was measured with; chimes match its voice.
  /// - Throws: code `mismatch` if a clip is missing or not as long as its cue, or if cues overlap or
  ///   leave the timeline, since words would be cut off.
  public init(
    _ timeline: Timeline, clips: any ClipSource
  ) throws(CoachError) {
    self.timeline = timeline
    self.clips = clips
    urgentParts = timeline.steps.compactMap(\.heat?.takingOff)
    var lengths = [Int?](repeating: nil, count: timeline.phrases.count)
    var chimes: [Chime: [Int16]] = [:]
    let synthesizer = ChimeSynthesizer(rate: timeline.rate, voice: clips.sound)
    var free = FramePosition.start
    for cue in timeline.cues {
      guard cue.start >= free, cue.end <= FramePosition.start + timeline.frames else {
        throw .mismatch(
          "The cue “\(timeline.caption(of: cue))” does not fit where it was placed.")
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
          The cue “\(timeline.caption(of: cue))” was placed with \(cue.frames.value) frames and has \
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

  /// What there is at a position, a cue or the silence before the next one, and where it ends.
  func span(at position: FramePosition) -> (isSilent: Bool, end: FramePosition) {
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

  /// The ends of cues that do not overlap are sorted, as their starts are.
  private func firstCue(endingAfter position: FramePosition) -> Int {
    timeline.cues.partitionPoint { $0.end > position }
  }
}

extension UnsafeMutableBufferPointer<Int16> {
  /// Silences the samples from `start` up to `end`; none if `end` is not after `start`.
  func silence(from start: Int, to end: Int) {
    guard start < end, let base = baseAddress else { return }
    (base + start).update(repeating: 0, count: end - start)
  }

  /// Copies samples from `start` on to `target` on, as many as there are and fit.
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

extension CoachError {
  /// A mistake of this program, not of the user.
  static func mismatch(_ message: String) -> CoachError {
    CoachError(
      .mismatch, message,
      advice: "This is a mistake in coach itself; please report it with the routine you used.")
  }
}
