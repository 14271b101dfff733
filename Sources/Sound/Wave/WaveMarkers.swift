internal import CueTimeline

/// A labelled place in a sound file.
struct WaveMarker: Equatable {
  let position: FramePosition
  let label: String
}

/// Every section and every cue of a timeline in order, a section before the cue it begins with.
///
/// A lazy sequence, walked once for each thing that a file states about its markers, so that an
/// eight-hour export needs no more memory than a short one.
struct WaveMarkers: Sequence {
  let timeline: Timeline

  /// Cue points count frames in 32 bits, 54 hours at 22,050 Hz; later markers are left out.
  private static let last = FramePosition(Int64(UInt32.max))

  func makeIterator() -> AnyIterator<WaveMarker> {
    var section = 0
    var cue = 0
    return AnyIterator {
      let sections = timeline.sections
      let cues = timeline.cues
      let marker: WaveMarker
      if section < sections.count,
        cue >= cues.count || sections[section].start <= cues[cue].start
      {
        marker = WaveMarker(position: sections[section].start, label: sections[section].name)
        section += 1
      } else if cue < cues.count {
        marker = WaveMarker(position: cues[cue].start, label: timeline.caption(of: cues[cue]))
        cue += 1
      } else {
        return nil
      }
      return marker.position <= Self.last ? marker : nil
    }
  }
}
