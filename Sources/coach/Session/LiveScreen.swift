internal import CueTimeline
internal import Glibc
internal import LiveSession
internal import Synchronization

/// A session on a terminal, in a few lines that are written over; what is said in passing stays above
/// them.
///
/// After each drawing the cursor stands at the beginning of its first line. So the next one erases
/// what is there whether it was drawn in full, wrapped by a window that became narrower, or dropped
/// by a terminal that takes nothing.
final class LiveScreen: SessionView {
  private struct State {
    var progress: Progress?
    /// What is drawn; empty if nothing is.
    var lines: [String] = []
    var window: Window?
    /// Whether the program is about to stop.
    var isSuspended = false
  }

  private let timeline: Timeline
  private let state = Mutex(State())

  init(_ timeline: Timeline) { self.timeline = timeline }

  func begin(hasKeys: Bool) {
    let columns = Window.current.columns - 1
    var lines = DisplayWidth.wrapped(SessionWords.title(timeline), to: columns)
    if hasKeys { lines += KeyList.hint(columns: columns) }
    Console.lines.write(lines.map { $0 + "\n" }.joined())
  }

  func show(_ progress: Progress) {
    state.withLock { state in
      state.progress = progress
      draw(&state)
    }
  }

  func note(_ text: String) {
    state.withLock { state in
      let text = DisplayWidth.visible(text)
      draw(&state, below: DisplayWidth.wrapped(text, to: Window.current.columns - 1))
    }
  }

  func alarm(_ text: String) {
    Console.lines.write("\u{7}")
    note(text)
  }

  func showKeys() {
    state.withLock { draw(&$0, below: KeyList.lines(columns: Window.current.columns - 1)) }
  }

  func suspend() {
    state.withLock { state in
      erase(&state)
      state.isSuspended = true
    }
    Console.lines.flush()
  }

  func resume() {
    state.withLock { state in
      state.isSuspended = false
      state.lines = []
      draw(&state)
    }
  }

  func redraw() {
    state.withLock { draw(&$0) }
  }

  func end(_ ending: Session.Ending) {
    state.withLock { state in
      erase(&state)
      state.progress = nil
    }
    if let words = SessionWords.ending(ending) { note(words) }
  }

  /// Draws what has changed; in the background, where somebody else uses the terminal, only notes.
  private func draw(_ state: inout State, below notes: [String] = []) {
    let isInFront = !state.isSuspended && TerminalMode.owner(of: STDOUT_FILENO) == .us
    guard isInFront, let progress = state.progress else {
      state.lines = []
      TerminalMode.noteDrawing(false)
      if !notes.isEmpty { Console.lines.write(notes.map { "\r\($0)\n" }.joined()) }
      return
    }
    let window = Window.current
    let lines = LiveView(progress).lines(in: window)
    guard lines != state.lines || window != state.window || !notes.isEmpty else { return }
    state.lines = lines
    state.window = window
    TerminalMode.noteDrawing(true)
    Console.lines.write(Self.drawing(lines, below: notes))
  }

  private func erase(_ state: inout State) {
    if !state.lines.isEmpty { Console.lines.write("\r\u{1B}[J") }
    state.lines = []
    TerminalMode.noteDrawing(false)
  }

  /// Everything in one text, from the cursor on, with the cursor at the beginning of the first line in
  /// the end.
  ///
  /// Lines are not broken by the terminal meanwhile (CSI ?7l): one that shows a character wider than
  /// others do loses the end of a line, not its place. Each line is erased whole (CSI 2K) before it is
  /// written, so that a terminal forgets that it continued another.
  static func drawing(_ lines: [String], below notes: [String]) -> String {
    let all = (notes + lines).map { "\u{1B}[2K" + $0 }.joined(separator: "\n")
    let up = lines.count > 1 ? "\u{1B}[\(lines.count - 1)A" : ""
    return "\r\u{1B}[?7l\(all)\u{1B}[J\r\(up)\u{1B}[?7h"
  }
}
