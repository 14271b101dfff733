internal import CoachErrors

/// A version of a routine as it was saved, as it is shown.
struct PreviewVersion {
  /// A timeline's table, its rows made once.
  struct Table {
    private let table: TimelineTable
    let rows: [TableRow]

    init(_ table: TimelineTable) {
      self.table = table
      rows = table.rows
    }

    var title: String { table.title }

    func overview(within columns: Int = .max) -> [String] { table.overview(within: columns) }
  }

  /// What was asked for.
  let routine: String
  /// When it was seen: `23:45:12`.
  let time: String
  /// What was found, one text for each; of several lines, for a terminal of so many columns.
  let findings: (_ columns: Int?) -> [String]
  /// The timeline of the last version that could be scheduled; `nil` if there was none yet.
  let table: Table?
  /// Whether this one could not.
  let isBroken: Bool
  /// When the last version was seen that could be scheduled.
  let worked: String?

  init(
    of routine: String, at time: String, findings: @escaping (_ columns: Int?) -> [String],
    table: Table?, isBroken: Bool,
    worked: String? = nil
  ) {
    self.routine = routine
    self.time = time
    self.findings = findings
    self.table = table
    self.isBroken = isBroken
    self.worked = isBroken ? worked : time
  }

  /// The line on top.
  var head: String { "\(time)  \(DisplayWidth.visible(routine))" }

  /// What is to be said of the table, if anything.
  var note: String? {
    guard isBroken else { return nil }
    return worked.map { "As of \($0), the last version without an error:" }
      ?? "There is no timeline before the errors are gone."
  }
}

/// Where versions are shown.
protocol PreviewView {
  /// Shows a version instead of, or after, the one before.
  mutating func show(_ version: PreviewVersion) throws
  /// Shows the same again, if it may have been written over.
  mutating func showAgain() throws
  /// Shows another part of the same.
  mutating func scroll(_ scroll: PreviewScroll) throws
}
