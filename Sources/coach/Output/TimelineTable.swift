internal import CueTimeline
internal import RoutineScript

/// A timeline as people read it: its length, its sections to scale, and every cue.
struct TimelineTable {
  private let timeline: Timeline
  private let folded: Bool

  init(_ timeline: Timeline, folded: Bool) {
    self.timeline = timeline
    self.folded = folded
  }

  var text: String { ([title, ""] + overview() + rows.map(\.text)).joined(separator: "\n") }

  /// How long it takes, what it is called, and who speaks.
  var title: String {
    let length = ClockTime.exact(timeline.duration)
    return "\(length)  \(DisplayWidth.visible(timeline.title)), voice \(timeline.voice)"
  }

  /// The sections' names, each with its cues under it.
  var rows: [TableRow] {
    var rows: [TableRow] = []
    var cues = timeline.cues[...]
    for (index, section) in timeline.sections.enumerated() {
      rows += [TableRow(""), TableRow(DisplayWidth.visible(section.name))]
      let inside = cues.prefix { timeline.steps[Int($0.step)].section == index }
      rows += self.rows(inside)
      cues = cues.dropFirst(inside.count)
    }
    return rows
  }

  // MARK: Sections

  private static let mostBarColumns = 48

  /// Each section with its start, its length, and a bar where it lies in the whole.
  ///
  /// - Parameter columns: how wide it may be; the bar is left out if there is no room for one.
  /// - Returns: a line for each.
  func overview(within columns: Int = .max) -> [String] {
    let names = timeline.sections.map { DisplayWidth.cut(DisplayWidth.visible($0.name), to: 28) }
    let width = names.map(DisplayWidth.columns).max() ?? 0
    let room = min(columns - width - 30, Self.mostBarColumns)
    return timeline.sections.indices.map { index in
      let start = timeline.sections[index].start
      let end = end(ofSection: index)
      return "  \(DisplayWidth.padded(names[index], to: width))"
        + "  \(right(time(start), 10))  \(right(ClockTime.exact(length(start..<end)), 10))"
        + (room < 8 ? "" : "  \(bar(start..<end, columns: Int64(room)))")
    }
  }

  private func end(ofSection index: Int) -> FramePosition {
    timeline.sections.indices.contains(index + 1)
      ? timeline.sections[index + 1].start : FramePosition.start + timeline.frames
  }

  private func bar(_ range: Range<FramePosition>, columns: Int64) -> String {
    let total = max(timeline.frames.value, 1)
    let from = min(range.lowerBound.value * columns / total, columns - 1)
    let to = min(max(range.upperBound.value * columns / total, from + 1), columns)
    return "▕" + String(repeating: " ", count: Int(from))
      + String(repeating: "█", count: Int(to - from))
      + String(repeating: " ", count: Int(columns - to)) + "▏"
  }

  // MARK: Cues

  private func rows(_ cues: ArraySlice<Cue>) -> [TableRow] {
    var rows: [TableRow] = []
    var rest = cues
    while let first = rest.first {
      let run = folded ? runLength(rest) : 1
      let before = rest.startIndex > 0 ? timeline.cues[rest.startIndex - 1].end : .start
      let gap = timeline.rate.duration(of: first.start - before)
      rows.append(run > 1 ? row(run: rest.prefix(run), after: gap) : row(first, after: gap))
      rest = rest.dropFirst(run)
    }
    return rows
  }

  /// How many cues from here on are one counting: numbers, their phases, chimes for repetitions.
  private func runLength(_ cues: ArraySlice<Cue>) -> Int {
    guard let first = cues.first, isCounting(first) else { return 1 }
    let run = cues.prefix {
      // The end of a rest is counted down in the step that it leads to.
      isCounting($0) && $0.step == first.step && ($0.rep == nil) == (first.rep == nil)
    }
    let counting = FoldedCounting(run, timeline)
    // Of counted seconds, each repetition is a line of its own.
    let folded = counting.countsSeconds ? run.prefix { $0.rep == first.rep } : run
    return folded.count >= 3 && (counting.countsSeconds || counting.beats.count >= 3)
      ? folded.count : 1
  }

  private func isCounting(_ cue: Cue) -> Bool {
    cue.kind == .count || cue.kind == .phase || (cue.kind == .chime && cue.rep != nil)
  }

  private func row(_ cue: Cue, after gap: Duration) -> TableRow {
    row(
      at: felt(cue), lasting: length(cue.start..<cue.end), cue.kind.rawValue, place(cue, cue),
      timeline.caption(of: cue), after: gap)
  }

  /// What is put on a beat is shown by its beat, what flows by its first sound.
  private func felt(_ cue: Cue) -> FramePosition {
    switch cue.kind {
    case .count, .phase, .announce, .chime: cue.anchor
    case .say, .ready, .during: cue.start
    }
  }

  private func row(run: ArraySlice<Cue>, after gap: Duration) -> TableRow {
    let counting = FoldedCounting(run, timeline)
    guard let first = run.first, let last = run.last else { return TableRow("") }
    var words = counting.words
    // Rounding to frames makes neighbours differ by one.
    let steps = Set(zip(counting.beats, counting.beats.dropFirst()).map { $1 - $0 })
    if let least = steps.min(), let most = steps.max(), (most - least).value <= 1 {
      words += ", every \(ClockTime.seconds(timeline.rate.duration(of: least))) s"
    }
    return row(
      at: first.anchor, lasting: length(first.start..<last.end), "count", place(first, last), words,
      after: gap)
  }

  /// Side, set and repetitions, if there are any.
  private func place(_ first: Cue, _ last: Cue) -> String {
    var parts: [String] = []
    if let side = timeline.steps[Int(first.step)].side { parts.append(side) }
    if let set = first.set { parts.append("set \(set.value)") }
    if let rep = first.rep, let end = last.rep {
      parts.append(rep == end ? "\(rep.value)" : "\(rep.value)–\(end.value)")
    }
    return parts.joined(separator: " ")
  }

  private func row(
    at position: FramePosition, lasting length: Duration, _ kind: String, _ place: String,
    _ caption: String, after gap: Duration
  ) -> TableRow {
    let words =
      "\(DisplayWidth.padded(kind, to: 8)) \(DisplayWidth.padded(place, to: 11))"
      + " \(DisplayWidth.visible(caption))"
    let text = "  \(right(time(position), 10))  \(right(ClockTime.seconds(length), 7))  \(words)"
    return TableRow(text, words: words, lasting: length, after: gap)
  }

  private func time(_ position: FramePosition) -> String {
    ClockTime.exact(timeline.rate.duration(of: position - .start))
  }

  private func length(_ range: Range<FramePosition>) -> Duration {
    timeline.rate.duration(of: range.upperBound - range.lowerBound)
  }

  private func right(_ text: String, _ columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - text.count)) + text
  }
}
