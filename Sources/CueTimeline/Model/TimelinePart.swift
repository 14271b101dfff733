extension Timeline {
  /// The steps that the first step of the script with a name makes: its sides, its sets and the rests
  /// between them.
  ///
  /// - Parameter name: a step's name; upper and lower case are the same.
  /// - Returns: indices into `steps`; `nil` if no step has that name.
  public func steps(called name: String) -> Range<Int>? {
    let wanted = name.lowercased()
    guard let first = steps.firstIndex(where: { $0.name.lowercased() == wanted }) else {
      return nil
    }
    let end = steps[first...].firstIndex { $0.source != steps[first].source }
    return first..<(end ?? steps.count)
  }

  /// Some of its steps, as a timeline of their own.
  ///
  /// - Parameter range: indices into `steps`.
  /// - Returns: a timeline that begins with the first of the steps and has its name.
  public func part(_ range: Range<Int>) -> Timeline {
    let chosen = steps[range]
    guard let first = chosen.first, let last = chosen.last else {
      return Timeline(
        title: title, voice: voice, rate: rate, frames: .zero, phrases: [], sections: [], steps: [],
        cues: [])
    }
    let start = first.range.lowerBound
    let moved = { (position: FramePosition) in FramePosition.start + (position - start) }
    let movedRange = { (range: Range<FramePosition>) in
      moved(range.lowerBound)..<moved(range.upperBound)
    }
    return Timeline(
      title: first.name, voice: voice, rate: rate, frames: last.range.upperBound - start,
      phrases: phrases,
      sections: sections[first.section...last.section].map { section in
        Section(name: section.name, start: max(.start, moved(section.start)))
      },
      steps: chosen.map { step in
        Step(
          name: step.name, kind: step.kind, source: step.source, range: movedRange(step.range),
          interval: step.interval.map(movedRange), reps: step.reps, side: step.side,
          section: step.section - first.section, wait: step.wait.map(movedRange),
          waitsForGo: step.waitsForGo, heat: step.heat?.moved(by: .start - start))
      },
      cues: cues.filter { range.contains(Int($0.step)) }.map { cue in
        Cue(
          start: moved(cue.start), anchor: moved(cue.anchor), frames: cue.frames, kind: cue.kind,
          sound: cue.sound, line: cue.line, step: cue.step - Int32(range.lowerBound), rep: cue.rep,
          set: cue.set)
      })
  }
}
