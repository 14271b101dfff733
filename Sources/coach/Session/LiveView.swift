internal import CueTimeline
internal import LiveSession
internal import RoutineScript
internal import Sound

/// A session at one moment in lines: what is done, the step in one bar, the whole routine in another,
/// and what is said.
struct LiveView {
  private let progress: Progress

  init(_ progress: Progress) { self.progress = progress }

  /// The lines that fit into a window, none wider than it; one column is left free.
  func lines(in window: Window) -> [String] {
    let columns = max(10, window.columns - 1)
    let state = DisplayWidth.joined(state, to: columns)
    let caption =
      progress.caption.isEmpty
      ? [] : DisplayWidth.wrapped("“\(DisplayWidth.visible(progress.caption))”", to: columns)
    let bars = bars(columns)
    let more = DisplayWidth.joined(more, to: columns)
    // In a low window what matters less is left out whole: what comes, then the bars.
    for lines in [state + bars + caption + more, state + bars + caption, state + caption]
    where lines.count <= window.rows { return lines }
    return Array((state + caption).prefix(max(1, window.rows)))
  }

  /// What is done now, and what has to be known about it.
  private var state: [String] {
    let sign = progress.state == .finished ? "■" : "▶"
    var place = SessionWords.place(progress.place)
    if let standstill = SessionWords.standstill(progress.state) {
      place.insert(standstill, at: 0)
    } else {
      place[0] = "\(sign) \(place[0])"
    }
    let silence = progress.volume.percent == 0 ? SessionWords.volume(progress.volume) : nil
    return place + [SessionWords.heat(progress.heatLeft), silence].compactMap(\.self)
  }

  /// Which part of the routine this is, what comes, how loud it is.
  private var more: [String] {
    var parts: [String] = []
    if progress.sectionStarts.count > 1 {
      parts.append(
        "\(DisplayWidth.visible(progress.section)), part \(progress.sectionNumber.value)"
          + " of \(progress.sectionStarts.count)")
    }
    if let next = progress.next { parts.append("next: \(DisplayWidth.visible(next))") }
    if progress.volume.percent > 0, let volume = SessionWords.volume(progress.volume) {
      parts.append(volume)
    }
    return parts
  }

  /// The step in one bar, the whole routine in another.
  private func bars(_ columns: Int) -> [String] {
    let step = progress.stepRange
    let times = [progress.stepLeft, progress.place.left].map { "\(SessionWords.left($0)) left" }
    let width = times.map(\.count).max() ?? 0
    let labels = ["step     ", "routine  "]
    let room = columns - labels[0].count - width - 2
    // If there is no room for a bar, there is still some for the time.
    guard room >= 4 else {
      return zip(labels, times).map { DisplayWidth.cut($0 + $1, to: columns) }
    }
    let bars = [
      ProgressBar(at: progress.now, in: step, marks: []),
      ProgressBar(
        at: progress.now, in: .start..<max(progress.end, .start), marks: progress.sectionStarts),
    ]
    return zip(labels, zip(bars, times)).map { label, shown in
      label + shown.0.text(columns: room) + "  "
        + String(repeating: " ", count: width - shown.1.count) + shown.1
    }
  }
}
