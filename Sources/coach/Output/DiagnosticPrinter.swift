internal import CoachErrors
internal import RoutineScript
internal import SourceYAML

/// Writes a finding as text: where, what, the line itself, a caret, and what to write instead.
struct DiagnosticPrinter {
  let style: Style
  /// How wide the terminal is; `nil` if it is none.
  let columns: Int?

  /// Columns of a source line if there is no terminal: as many as anybody writes.
  private static let usual = 140

  func text(_ finding: Diagnostic) -> String {
    let colour = finding.severity == .error ? style.red : style.yellow
    let place = "\(finding.span.file):\(finding.span.start.line):\(finding.span.start.column)"
    var lines = [
      "\(style.bold)\(DisplayWidth.visible(place)): \(colour)\(finding.severity.rawValue):"
        + "\(style.plain)\(style.bold) \(DisplayWidth.visible(finding.message))\(style.plain)"
        + " \(style.faint)[\(finding.id.name)]\(style.plain)"
    ]
    if !finding.sourceLine.isEmpty {
      let number = String(finding.span.start.line)
      let margin = String(repeating: " ", count: number.count)
      // The margin, and a column that stays free: a terminal may wrap a line that fills it.
      let room = columns.map { max(20, $0 - number.count - 5) } ?? Self.usual
      let excerpt = Excerpt(finding, columns: room)
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

  /// Shows a line, or of a line that is too long what is around the finding.
  ///
  /// - Parameters:
  ///   - finding: what is found.
  ///   - columns: what there is room for.
  init(_ finding: Diagnostic, columns: Int) {
    let scalars = Array(finding.sourceLine.unicodeScalars)
    let start = min(max(finding.span.start.column - 1, 0), scalars.count)
    let end =
      finding.span.end.line == finding.span.start.line
      ? min(max(finding.span.end.column - 1, start), scalars.count) : scalars.count
    let shown = Self.window(scalars, around: start..<end, columns: columns)
    let marked = Self.text(scalars[start..<max(start, min(end, shown.upperBound))])
    let head = shown.lowerBound > 0 ? "…" : ""
    let before = head + Self.text(scalars[shown.lowerBound..<start])
    let after = Self.text(scalars[max(start, min(end, shown.upperBound))..<shown.upperBound])
    line = before + marked + after + (shown.upperBound < scalars.count ? "…" : "")
    // A tab is as wide as the tab above it.
    indent = before.unicodeScalars.map { scalar in
      scalar == "\t"
        ? "\t" : String(repeating: " ", count: DisplayWidth.columns(of: String(scalar)))
    }.joined()
    carets = "^" + String(repeating: "~", count: max(0, DisplayWidth.columns(of: marked) - 1))
  }

  /// What is shown of a line: all of it if there is room, else the beginning of what is marked,
  /// and about as much before it as after it.
  private static func window(
    _ scalars: [Unicode.Scalar], around marked: Range<Int>, columns: Int
  ) -> Range<Int> {
    let widths = scalars.map(width)
    guard widths.reduce(0, +) > columns else { return scalars.indices }
    // An ellipsis at each end.
    var room = max(1, columns - 2)
    var shown = marked.lowerBound..<marked.lowerBound
    while shown.upperBound < marked.upperBound, widths[shown.upperBound] <= room {
      room -= widths[shown.upperBound]
      shown = shown.lowerBound..<shown.upperBound + 1
    }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      if shown.lowerBound > 0, widths[shown.lowerBound - 1] <= room {
        room -= widths[shown.lowerBound - 1]
        shown = shown.lowerBound - 1..<shown.upperBound
        isGrowing = true
      }
      if shown.upperBound < scalars.count, shown.upperBound >= marked.upperBound,
        widths[shown.upperBound] <= room
      {
        room -= widths[shown.upperBound]
        shown = shown.lowerBound..<shown.upperBound + 1
        isGrowing = true
      }
    }
    // A mark above a letter stays with it.
    while shown.upperBound < scalars.count, widths[shown.upperBound] == 0 {
      shown = shown.lowerBound..<shown.upperBound + 1
    }
    return shown
  }

  /// Columns a character takes at most.
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    scalar == "\t" ? 8 : DisplayWidth.columns(of: DisplayWidth.visible(String(scalar)))
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return DisplayWidth.visible(String(view), keepingTabs: true)
  }
}
