internal import ArgumentParser
internal import CoachErrors
internal import Glibc
internal import RoutineScript
internal import SourceYAML

/// Says on standard error what went wrong, and with which exit code that ends a command.
enum Report {
  /// A script or a run that failed.
  static let failed = ExitCode(1)

  /// Prints why something could not be done, and what to do next.
  static func error(_ error: CoachError) {
    let columns = Window.columns(of: STDERR_FILENO)
    for text in texts(of: error, Style(of: STDERR_FILENO), columns) { write(text) }
  }

  static func note(_ message: String) { write(DisplayWidth.visible(message)) }

  static func printFindings(_ diagnostics: [Diagnostic]) {
    let printer = DiagnosticPrinter(
      style: Style(of: STDERR_FILENO), columns: Window.columns(of: STDERR_FILENO))
    for diagnostic in diagnostics { write(printer.text(diagnostic)) }
  }

  /// An error in words, with one text for each finding it is about.
  static func texts(of error: CoachError, _ style: Style, _ columns: Int?) -> [String] {
    guard error.findings.isEmpty else {
      return error.findings.map(DiagnosticPrinter(style: style, columns: columns).text)
    }
    let head = "\(style.bold)\(style.red)error:\(style.plain)"
    return [
      "\(head) \(DisplayWidth.visible(error.message))\n  \(DisplayWidth.visible(error.advice))"
    ]
  }

  private static func write(_ line: String) {
    Console.error(line + "\n")
  }
}

/// Colours if somebody sees them: on a terminal that says what it is, and not if NO_COLOR is
/// set to anything (no-color.org).
struct Style {
  let bold: String
  let red: String
  let yellow: String
  let blue: String
  let faint: String
  let plain: String

  init(of descriptor: Int32) {
    let isColoured =
      TerminalMode.takesEscapes(descriptor)
      && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
    bold = isColoured ? "\u{1B}[1m" : ""
    red = isColoured ? "\u{1B}[31m" : ""
    yellow = isColoured ? "\u{1B}[33m" : ""
    blue = isColoured ? "\u{1B}[34m" : ""
    faint = isColoured ? "\u{1B}[2m" : ""
    plain = isColoured ? "\u{1B}[0m" : ""
  }
}
