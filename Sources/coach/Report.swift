internal import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import CueTimeline
internal import Glibc
internal import RoutineScript
internal import Sound
internal import Speech

/// Says on standard error what went wrong, and with which exit code that ends a command.
enum Report {
  /// A script or a run that failed.
  static let failed = ExitCode(1)

  static func error(_ message: String, advice: String? = nil) {
    write(text(message, advice: advice, Style(of: STDERR_FILENO)))
  }

  static func note(_ message: String) { write(DisplayWidth.visible(message)) }

  static func printFindings(_ diagnostics: [Diagnostic]) {
    let printer = DiagnosticPrinter(
      style: Style(of: STDERR_FILENO), columns: Window.columns(of: STDERR_FILENO))
    for diagnostic in diagnostics { write(printer.text(diagnostic)) }
  }

  /// The folders of this process, or the end of the command.
  static func folders() throws(ExitCode) -> Folders {
    do throws(CatalogError) {
      return try Folders.standard()
    } catch {
      throw failure(.catalog(error))
    }
  }

  /// Prints why there is nothing to play.
  static func failure(_ failure: Preparation.Failure) -> ExitCode {
    let columns = Window.columns(of: STDERR_FILENO)
    for text in texts(of: failure, Style(of: STDERR_FILENO), columns) { write(text) }
    return failed
  }

  /// Why there is nothing to play, one text for each finding.
  static func texts(
    of failure: Preparation.Failure, _ style: Style, _ columns: Int?
  ) -> [String] {
    switch failure {
    case .findings(let diagnostics):
      diagnostics.map(DiagnosticPrinter(style: style, columns: columns).text)
    case .catalog(let problem): [text(problem.message, advice: problem.advice, style)]
    case .speech(let problem): [text(problem.message, advice: nil, style)]
    case .section(let unknown): [text(noneOf: "section", unknown.sections, unknown.name, style)]
    }
  }

  /// Prints that nothing of a kind has a name.
  static func failure(noneOf kind: String, _ names: [String], _ name: String) -> ExitCode {
    write(text(noneOf: kind, names, name, Style(of: STDERR_FILENO)))
    return failed
  }

  private static func text(
    noneOf kind: String, _ names: [String], _ name: String, _ style: Style
  ) -> String {
    text(
      "there is no \(kind) `\(name)`"
        + Suggestion.clause(Suggestion.nearest(to: name, among: names)),
      advice: "its \(kind)s are \(names.map { "`\($0)`" }.joined(separator: ", "))", style)
  }

  private static func text(_ message: String, advice: String?, _ style: Style) -> String {
    let head = "\(style.bold)\(style.red)error:\(style.plain) \(DisplayWidth.visible(message))"
    return head + (advice.map { "\n  " + DisplayWidth.visible($0) } ?? "")
  }

  static func failure(_ problem: SoundError) -> ExitCode {
    error(problem.message, advice: problem.advice)
    return failed
  }

  private static func write(_ line: String) {
    Console.error(line + "\n")
  }
}

/// Colours where somebody sees them: on a terminal that says what it is, and not where NO_COLOR is
/// set to anything (no-color.org).
struct Style {
  let bold: String
  let red: String
  let yellow: String
  let blue: String
  let faint: String
  let plain: String

  init(of descriptor: Int32) {
    let terminal = getenv("TERM").map { String(cString: $0) } ?? ""
    let isColoured =
      isatty(descriptor) == 1 && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
      && !["", "dumb"].contains(terminal)
    bold = isColoured ? "\u{1B}[1m" : ""
    red = isColoured ? "\u{1B}[31m" : ""
    yellow = isColoured ? "\u{1B}[33m" : ""
    blue = isColoured ? "\u{1B}[34m" : ""
    faint = isColoured ? "\u{1B}[2m" : ""
    plain = isColoured ? "\u{1B}[0m" : ""
  }
}
