internal import RoutineScript

/// Writes a finding as text: where, what, the line itself, a caret, and what to write instead.
struct DiagnosticPrinter {
  let style: Style

  func text(_ finding: Diagnostic) -> String {
    let colour = finding.severity == .error ? style.red : style.yellow
    let place = "\(finding.span.file):\(finding.span.start.line):\(finding.span.start.column)"
    var lines = [
      "\(style.bold)\(DisplayWidth.visible(place)): \(colour)\(finding.severity.rawValue):"
        + "\(style.plain)\(style.bold) \(DisplayWidth.visible(finding.message))\(style.plain)"
        + " \(style.faint)[\(finding.id.rawValue)]\(style.plain)"
    ]
    if !finding.sourceLine.isEmpty {
      let number = String(finding.span.start.line)
      let margin = String(repeating: " ", count: number.count)
      let excerpt = Excerpt(finding)
      lines.append(" \(style.blue)\(number) |\(style.plain) \(excerpt.line)")
      lines.append(
        " \(style.blue)\(margin) |\(style.plain) \(excerpt.indent)\(colour)\(excerpt.carets)\(style.plain)"
      )
      if let remedy = finding.remedy {
        lines.append(
          " \(style.blue)\(margin) =\(style.plain) \(DisplayWidth.visible(remedy))")
      }
    } else if let remedy = finding.remedy {
      lines.append("  \(DisplayWidth.visible(remedy))")
    }
    return lines.joined(separator: "\n")
  }
}

/// The part of a line that a finding is about, as wide as a terminal shows it.
private struct Excerpt {
  let line: String
  let indent: String
  let carets: String

  /// Columns around the finding that are shown; the rest of a long line tells nothing.
  private static let reach = 60

  init(_ finding: Diagnostic) {
    let scalars = Array(finding.sourceLine.unicodeScalars)
    let start = min(max(finding.span.start.column - 1, 0), scalars.count)
    let end =
      finding.span.end.line == finding.span.start.line
      ? min(max(finding.span.end.column - 1, start), scalars.count) : scalars.count
    let from = start > Self.reach * 2 ? start - Self.reach : 0
    let to = min(scalars.count, max(end, start + 1) + Self.reach)
    let before = Self.text(scalars[from..<start])
    let marked = Self.text(scalars[start..<min(end, to)])
    let after = end < to ? Self.text(scalars[end..<to]) : ""
    let head = from > 0 ? "…" : ""
    line = head + before + marked + after + (to < scalars.count ? "…" : "")
    // A tab is as wide as the tab above it.
    indent = (head + before).map { character in
      character == "\t"
        ? "\t" : String(repeating: " ", count: DisplayWidth.columns(of: String(character)))
    }.joined()
    carets = "^" + String(repeating: "~", count: max(0, DisplayWidth.columns(of: marked) - 1))
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return DisplayWidth.visible(String(view), keepingTabs: true)
  }
}
