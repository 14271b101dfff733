internal import CueTimeline

/// Sources with the same positions, each played from a boundary on up to the next.
struct SourceSequence: Sendable {
  private struct Part: Sendable {
    let start: FramePosition
    let source: any SampleSource
  }

  /// The source before every boundary.
  private var first: any SampleSource
  /// The sources from each boundary on, by ascending boundaries.
  private var parts: [Part] = []

  init(_ source: any SampleSource) { first = source }

  /// Plays a source from a boundary on, instead of everything after it.
  ///
  /// - Parameters:
  ///   - source: what is played from there on.
  ///   - boundary: its first frame.
  ///   - needed: the first frame that may still be asked for.
  mutating func replace(
    with source: any SampleSource, from boundary: FramePosition, needed: FramePosition
  ) {
    parts.removeAll { $0.start >= boundary }
    parts.append(Part(start: boundary, source: source))
    while let part = parts.first, part.start <= needed {
      first = part.source
      parts.removeFirst()
    }
  }

  /// Fills a buffer with the frames from `position` on.
  func render(from position: FramePosition, into samples: UnsafeMutableBufferPointer<Int16>) {
    let end = position + FrameCount(Int64(samples.count))
    var filled = position
    var source = first
    for part in parts {
      if part.start > filled {
        render(source, from: filled, to: min(part.start, end), position, samples)
        filled = min(part.start, end)
      }
      source = part.source
    }
    render(source, from: filled, to: end, position, samples)
  }

  /// The words that must be heard among the frames of a range, in order.
  func urgentParts(in range: Range<FramePosition>) -> [Range<FramePosition>] {
    let starts = [range.lowerBound] + parts.map(\.start)
    return zip([first] + parts.map(\.source), starts.indices).flatMap { source, index in
      let start = max(starts[index], range.lowerBound)
      let end =
        index + 1 < starts.count ? min(starts[index + 1], range.upperBound) : range.upperBound
      guard start < end else { return [Range<FramePosition>]() }
      return source.urgentParts.map { $0.clamped(to: start..<end) }.filter { !$0.isEmpty }
    }
  }

  private func render(
    _ source: any SampleSource, from start: FramePosition, to end: FramePosition,
    _ origin: FramePosition, _ samples: UnsafeMutableBufferPointer<Int16>
  ) {
    guard start < end else { return }
    let range = Int((start - origin).value)..<Int((end - origin).value)
    source.render(from: start, into: UnsafeMutableBufferPointer(rebasing: samples[range]))
  }
}

/// Silence of any length: a source for letting time pass.
struct Silence: SampleSource {
  let rate: SampleRate
  var frames: FrameCount { .zero }

  func render(from position: FramePosition, into samples: UnsafeMutableBufferPointer<Int16>) {
    samples.silence(from: 0, to: samples.count)
  }
}
