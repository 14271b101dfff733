internal import CueTimeline
internal import Glibc
internal import LiveSession
internal import RoutineScript
internal import Synchronization

/// One plain line for each cue as it is heard, where nothing can be written over: without a terminal,
/// or on a dumb one, which also shows its keys and what the session waits for.
final class CueLog: SessionView {
  private struct State {
    var passage: Count?
    var last: Int?
    var state: Transport.State?
  }

  private let control: SessionControl
  private let timeline: Timeline
  private let isOnTerminal: Bool
  private let state = Mutex(State())

  init(_ timeline: Timeline, _ control: SessionControl, isOnTerminal: Bool) {
    self.timeline = timeline
    self.control = control
    self.isOnTerminal = isOnTerminal
  }

  func begin(hasKeys: Bool) {
    guard isOnTerminal else { return }
    write(SessionWords.title(timeline))
    if hasKeys { KeyList.hint(columns: Window.current.columns - 1).forEach(write) }
  }

  /// Writes the cues down that have begun since the last time.
  func show(_ progress: Progress) {
    // The tempo changes it.
    let timeline = control.timeline ?? timeline
    for line in state.withLock({ lines(progress, timeline, &$0) }) { write(line) }
  }

  private func lines(
    _ progress: Progress, _ timeline: Timeline, _ state: inout State
  ) -> [String] {
    var lines: [String] = []
    if isOnTerminal, progress.state != state.state {
      state.state = progress.state
      if let words = SessionWords.standstill(progress.state) { lines.append(words) }
    }
    if progress.passage != state.passage {
      state.passage = progress.passage
      state.last = nil
    }
    guard let cue = progress.cue, cue != state.last else { return lines }
    // Short cues may come and go between two looks.
    let first =
      state.last.map { $0 + 1 } ?? timeline.cues.firstIndex { $0.start >= progress.heardSince }
    guard let first, first <= cue else { return lines }
    state.last = cue
    return timeline.cues[first...cue].map { cue in
      let time = ClockTime.exact(timeline.rate.duration(of: cue.anchor - .start))
      return "\(time)  \(DisplayWidth.visible(timeline.caption(of: cue)))"
    } + lines
  }

  /// Says something, on standard error if only cues are expected on standard output.
  func note(_ text: String) {
    let text = DisplayWidth.visible(text)
    guard !isOnTerminal else { return write(text) }
    Console.lines.write(text + "\n", to: STDERR_FILENO)
  }

  func alarm(_ text: String) {
    if isOnTerminal { Console.lines.write("\u{7}") }
    note(text)
  }

  func showKeys() { KeyList.lines(columns: Window.current.columns - 1).forEach(write) }

  func end(_ ending: Session.Ending) {
    if isOnTerminal, let words = SessionWords.ending(ending) { write(words) }
  }

  private func write(_ line: String) { Console.lines.write(line + "\n") }
}
