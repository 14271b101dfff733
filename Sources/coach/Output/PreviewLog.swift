internal import CoachErrors

/// Without a terminal: each version in full, one after the other.
struct PreviewLog: PreviewView {
  private var last: [String]?

  /// Prints a version that differs from the last.
  ///
  /// - Parameter version: what was saved.
  /// - Throws: the end of the command, if it cannot be written.
  mutating func show(_ version: PreviewVersion) throws {
    var lines = version.findings(nil)
    if let table = version.table {
      lines += version.note.map { [$0] } ?? []
      lines += [table.title, ""] + table.overview() + table.rows.map(\.text)
    } else if let note = version.note {
      lines.append(note)
    }
    guard lines != last else { return }
    let isFirst = last == nil
    last = lines
    try Console.print(((isFirst ? [] : [""]) + [version.head] + lines).joined(separator: "\n"))
  }

  func showAgain() {}

  func scroll(_ scroll: PreviewScroll) {}
}
