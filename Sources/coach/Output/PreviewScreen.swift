internal import Glibc

/// A version on the terminal, written over by the next: as much of it as the window holds.
///
/// What was on the terminal before is pushed up, to be scrolled back to, and never written over.
struct PreviewScreen: PreviewView {
  private var version: PreviewVersion?
  private var changed: Set<Int> = []
  /// The row that is to be seen.
  private var focus = 0
  /// The first row that is shown, if somebody has scrolled.
  private var top: Int?
  /// What of the table was shown last.
  private var shown: PreviewPage.Part?
  private let hasKeys: Bool
  private let style = Style(of: STDOUT_FILENO)

  /// Takes the terminal; `nil` if standard output is none that can be written over.
  ///
  /// - Parameter hasKeys: whether keys are read.
  init?(hasKeys: Bool) {
    guard TerminalMode.takesEscapes(STDOUT_FILENO) else { return nil }
    self.hasKeys = hasKeys
  }

  mutating func show(_ version: PreviewVersion) throws {
    if let rows = version.table?.rows, !version.isBroken {
      let (changed, first) = TableRow.changes(in: rows, since: self.version?.table?.rows ?? rows)
      self.changed = changed
      focus = first ?? focus
      // What has changed is shown, wherever somebody was.
      if first != nil { top = nil }
    }
    if self.version == nil {
      try Console.print(String(repeating: "\n", count: Window.current.rows), terminator: "")
    }
    self.version = version
    try showAgain()
  }

  mutating func scroll(_ scroll: PreviewScroll) throws {
    guard let shown else { return }
    let top = scroll.top(from: shown)
    guard top != shown.rows.lowerBound else { return }
    self.top = top
    try showAgain()
  }

  mutating func showAgain() throws {
    guard let version else { return }
    let window = Window.current
    let page = PreviewPage(
      version, changed: changed, focus: focus, top: top, in: window, style, hasKeys: hasKeys)
    shown = page.part
    // To the top, and everything from there on away; the cursor stays under the last line.
    let text = "\u{1B}[H\u{1B}[J" + page.lines.joined(separator: "\n") + "\n"
    try Console.print(text, terminator: "")
  }
}

/// How much a terminal shows.
struct Window: Equatable {
  let rows: Int
  let columns: Int

  /// The width of a terminal; `nil` if it is none, or does not say.
  static func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// That of standard output; 24 by 80 if it does not say.
  static var current: Window {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return Window(rows: 24, columns: 80) }
    return Window(rows: Int(size.ws_row), columns: Int(size.ws_col))
  }
}
