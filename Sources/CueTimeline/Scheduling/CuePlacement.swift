/// Finds places for cues in a span of time: anchored cues first, then those that take what is left.
struct CuePlacement {
  /// The cues that have a place, in order of time.
  private(set) var cues: [Cue] = []
  private let gap: FrameCount

  /// - Parameter gap: the least silence between two cues.
  init(gap: FrameCount) {
    self.gap = gap
    cues.reserveCapacity(Self.usualCues)
  }

  /// As many as most intervals and sets have.
  private static let usualCues = 12

  /// Whether a cue fits here, with a gap on both sides.
  func hasRoom(from start: FramePosition, frames: FrameCount) -> Bool {
    let index = indexAfter(start)
    if index > 0, cues[index - 1].end + gap > start { return false }
    if index < cues.count, start + frames + gap > cues[index].start { return false }
    return true
  }

  /// Adds cues that are in order and after all those added so far.
  mutating func place(inOrder cues: some Collection<Cue>) { self.cues += cues }

  /// Adds a cue; the caller has made sure that there is room.
  mutating func place(_ cue: Cue) {
    cues.insert(cue, at: indexAfter(cue.start))
  }

  /// Removes a cue that has just been added.
  mutating func remove(_ cue: Cue) {
    let index = indexAfter(cue.start) - 1
    if cues.indices.contains(index), cues[index] == cue { cues.remove(at: index) }
  }

  /// The first frame from which there is room for a cue that ends by a limit.
  func firstRoom(
    from earliest: FramePosition, frames: FrameCount, endingBy limit: FramePosition
  ) -> FramePosition? {
    var start = earliest
    var index = indexAfter(earliest)
    if index > 0 { start = max(start, cues[index - 1].end + gap) }
    while start + frames <= limit {
      guard index < cues.count else { return start }
      if start + frames + gap <= cues[index].start { return start }
      start = max(start, cues[index].end + gap)
      index += 1
    }
    return nil
  }

  /// The first frame of the first cue that starts after a position.
  func nextStart(after position: FramePosition) -> FramePosition? {
    let index = indexAfter(position)
    return index < cues.count ? cues[index].start : nil
  }

  /// The index of the first cue that starts after a position.
  private func indexAfter(_ position: FramePosition) -> Int {
    cues.partitionPoint { $0.start > position }
  }
}
