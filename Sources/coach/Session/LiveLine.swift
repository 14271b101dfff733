internal import CueTimeline
internal import Glibc
internal import LiveSession
internal import RoutineScript

/// The line that tells, while a routine plays, where it is.
struct LiveLine {
  private let timeline: Timeline
  private let keys: Bool
  private var shown = ""

  init(_ timeline: Timeline, keys: Bool) {
    self.timeline = timeline
    self.keys = keys
  }

  func begin() {
    let length = ClockTime.short(timeline.duration)
    write("\(DisplayWidth.visible(timeline.title)), \(length)\n")
    if keys { write(Keyboard.hint + "\n") }
  }

  /// Writes the line over, where it changed.
  mutating func show(_ progress: Progress) {
    let text = DisplayWidth.cut(Self.text(progress), to: max(20, Self.columns - 1))
    guard text != shown else { return }
    shown = text
    write("\r\u{1B}[K" + text)
  }

  /// Says something in passing, above the line.
  mutating func interrupt(with text: String) {
    write("\r\u{1B}[K\(DisplayWidth.visible(text))\n\(shown)")
  }

  /// Says something that must be seen, and rings the terminal's bell.
  mutating func alarm(_ text: String) {
    write("\u{7}")
    interrupt(with: text)
  }

  func end(_ ending: Session.Ending) {
    let words =
      switch ending {
      case .finished: "Done.\n"
      case .stopped: "Stopped.\n"
      case .failed: ""
      }
    write("\r\u{1B}[K\(words)")
  }

  /// What is said, where one is, what is next, what is left.
  static func text(_ progress: Progress) -> String {
    let sign =
      switch progress.state {
      case .playing: "▶"
      case .paused: "⏸ paused ·"
      case .waitingForGo: "… press space to go on ·"
      case .waitingForDevice: "… waiting for the sound device ·"
      case .finished: "■"
      }
    // What matters most comes first: a narrow terminal cuts the end off.
    let place = progress.place
    var parts = ["\(sign) \(DisplayWidth.cut(place.step, to: 24))"]
    if let side = place.side { parts.append(side) }
    if let rep = place.rep, let reps = place.reps {
      parts.append("\(rep.value) of \(reps.value)")
    }
    if let left = place.leftInStep {
      parts.append("\(ClockTime.short(left + .milliseconds(999))) in this step")
    }
    parts.append("\(ClockTime.short(place.left + .milliseconds(999))) left")
    if let next = progress.next { parts.append("next: \(DisplayWidth.cut(next, to: 24))") }
    if !progress.caption.isEmpty { parts.append("“\(progress.caption)”") }
    return DisplayWidth.visible(parts.joined(separator: " · "))
  }

  private func write(_ text: String) { Console.lines.write(text) }

  /// The terminal's width; 80 if it does not say.
  private static var columns: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}

/// Without a terminal: one plain line for each cue as it is heard.
struct CueLog {
  private var passage: Count?
  private var last: Int?

  /// Writes the cues down that have begun since the last time.
  mutating func note(_ progress: Progress, of timeline: Timeline) {
    if progress.passage != passage {
      passage = progress.passage
      last = nil
    }
    guard let cue = progress.cue, cue != last else { return }
    // Short cues may come and go between two looks.
    let first = last.map { $0 + 1 } ?? timeline.cues.firstIndex { $0.start >= progress.heardSince }
    guard let first, first <= cue else { return }
    for index in first...cue {
      let time = ClockTime.exact(timeline.rate.duration(of: timeline.cues[index].anchor - .start))
      Console.lines.write(
        "\(time)  \(DisplayWidth.visible(timeline.caption(of: timeline.cues[index])))\n")
    }
    last = cue
  }
}
