internal import CoachErrors

/// What of a version fits into a window: what was found, what it looks like as a whole, what changed.
struct PreviewPage {
  /// The lines, from top to bottom; some of them may be wrapped by the terminal.
  private(set) var lines: [String] = []
  private let style: Style
  private let window: Window
  private let hasKeys: Bool
  /// Rows of the window that are free.
  private var free: Int
  /// What of the table is shown; `nil` if all of it is, or nothing.
  private(set) var part: Part?

  /// A part of a table.
  struct Part: Equatable {
    /// The rows that are shown.
    let rows: Range<Int>
    /// How many there are.
    let count: Int
  }

  /// Lays a page out.
  ///
  /// - Parameters:
  ///   - version: what is shown.
  ///   - changed: the rows of its table that are new.
  ///   - focus: the row that is to be seen.
  ///   - top: the row to begin with, if somebody has scrolled there.
  ///   - window: where it has to fit.
  ///   - style: how it is coloured.
  ///   - hasKeys: whether keys scroll it.
  init(
    _ version: PreviewVersion, changed: Set<Int>, focus: Int, top: Int? = nil, in window: Window,
    _ style: Style, hasKeys: Bool = false
  ) {
    self.hasKeys = hasKeys
    self.style = style
    self.window = window
    // The cursor is under the last line.
    free = window.rows - 1
    add("\(style.faint)\(cut(version.head + " · \(hasKeys ? "q" : "Ctrl-C") ends"))\(style.plain)")
    add(findings: version.findings(window.columns), leaving: version.table == nil ? 1 : free / 2)
    if let note = version.note { add("\(style.bold)\(cut(note))\(style.plain)") }
    if let table = version.table { add(table, changed, focus, top) }
  }

  private mutating func add(_ line: String) {
    let height = height(line)
    guard height <= free else { return }
    lines.append(line)
    free -= height
  }

  private mutating func add(findings: [String], leaving reserve: Int) {
    for (index, finding) in findings.enumerated() {
      let parts = finding.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let height = parts.reduce(0) { $0 + self.height($1) }
      // The first is cut rather than left out.
      guard index == 0 || free - height > reserve else {
        let left = findings.count - index
        return add(cut("… and \(left) more finding\(left == 1 ? "" : "s")"))
      }
      for part in parts { add(part) }
    }
  }

  private mutating func add(
    _ table: PreviewVersion.Table, _ changed: Set<Int>, _ focus: Int, _ top: Int?
  ) {
    add(cut(table.title))
    guard free > 0 else { return }
    let needed = table.rows.count
    // The sections are what is left out first, the rows around the change last.
    let overview = table.overview(within: window.columns - 1)
    if 1 + overview.count + needed <= free || 1 + overview.count <= free / 2 {
      add("")
      for line in overview { add(cut(line)) }
    }
    if needed <= free {
      for index in table.rows.indices { add(row(table.rows[index], changed.contains(index))) }
      return
    }
    let room = free - 2
    guard room > 0 else { return }
    let start = max(0, min(top ?? (focus - room / 4), needed - room))
    let part = Part(rows: start..<(start + room), count: needed)
    self.part = part
    add("")
    for index in part.rows { add(row(table.rows[index], changed.contains(index))) }
    let rest = hasKeys ? "↑ ↓ and space scroll." : "without --watch all are shown."
    let hint = "Lines \(start + 1) to \(start + room) of \(needed); \(rest)"
    add("\(style.faint)\(cut(hint))\(style.plain)")
  }

  /// A row of the table, marked if it is new.
  private func row(_ row: TableRow, _ isNew: Bool) -> String {
    guard isNew, row.text.first == " " else { return cut(row.text) }
    return "\(style.bold)\(cut("›" + row.text.dropFirst()))\(style.plain)"
  }

  /// One column is left free: a terminal may wrap a line that fills it.
  private func cut(_ text: String) -> String {
    DisplayWidth.cut(text, to: max(1, window.columns - 1))
  }

  /// Rows that a line takes when it is wrapped.
  private func height(_ line: String) -> Int {
    max(1, (DisplayWidth.styledColumns(of: line) + window.columns - 1) / window.columns)
  }
}
