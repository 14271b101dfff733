/// A stretch of time in which cues are given their places: anchored ones first, then those that
/// take what is left.
struct Stretch {
  private(set) var cues: [Cue] = []
  private let gap: FrameCount

  /// - Parameter gap: the least silence between two cues.
  init(gap: FrameCount) {
    self.gap = gap
    cues.reserveCapacity(Self.usualCues)
  }

  /// As many as most have.
  private static let usualCues = 16

  /// Whether a cue could stand here, its gaps included.
  func hasRoom(from start: FramePosition, frames: FrameCount) -> Bool {
    let index = indexAfter(start)
    if index > 0, cues[index - 1].end + gap > start { return false }
    if index < cues.count, start + frames + gap > cues[index].start { return false }
    return true
  }

  /// Takes places that are all behind those that are taken.
  mutating func place(inOrder cues: some Collection<Cue>) { self.cues += cues }

  /// Takes a place; the caller has made sure that there is room.
  mutating func place(_ cue: Cue) {
    cues.insert(cue, at: indexAfter(cue.start))
  }

  /// Gives the place of a cue back that has just been taken.
  mutating func remove(_ cue: Cue) {
    let index = indexAfter(cue.start) - 1
    if cues.indices.contains(index), cues[index] == cue { cues.remove(at: index) }
  }

  /// The first frame from which there is room for so many frames, no later than a limit's end.
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

  /// The first frame of the first cue that starts after a frame.
  func nextStart(after position: FramePosition) -> FramePosition? {
    let index = indexAfter(position)
    return index < cues.count ? cues[index].start : nil
  }

  /// Index of the first cue that starts after a position.
  private func indexAfter(_ position: FramePosition) -> Int {
    var low = 0
    var high = cues.count
    while low < high {
      let middle = (low + high) / 2
      if cues[middle].start <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Pace {
  /// The paces that are tried in turn to make a phrase fit (scheduling rule 5).
  static let ladder = [Pace.normal, Pace(percent: 115), Pace.fastest]
}

extension Phrase {
  /// The same words at another pace.
  func at(_ pace: Pace) -> Phrase { Phrase(text, delivery: delivery, pace: pace) }
}
