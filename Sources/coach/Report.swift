internal import ArgumentParser
internal import Catalog
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
    let style = Style(of: STDERR_FILENO)
    write("\(style.bold)\(style.red)error:\(style.plain) \(DisplayWidth.visible(message))")
    if let advice { write("  \(DisplayWidth.visible(advice))") }
  }

  static func note(_ message: String) { write(DisplayWidth.visible(message)) }

  static func printFindings(_ diagnostics: [Diagnostic]) {
    let printer = DiagnosticPrinter(style: Style(of: STDERR_FILENO))
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
    switch failure {
    case .findings(let diagnostics): printFindings(diagnostics)
    case .catalog(let problem): error(problem.message, advice: problem.advice)
    case .speech(let problem): error(problem.message)
    case .section(let unknown):
      let nearest = Suggestion.nearest(to: unknown.name, among: unknown.sections)
      error(
        "there is no section `\(unknown.name)`"
          + Suggestion.clause(nearest),
        advice: "its sections are \(unknown.sections.map { "`\($0)`" }.joined(separator: ", "))")
    }
    return failed
  }

  static func failure(_ problem: SoundError) -> ExitCode {
    error(problem.message, advice: problem.advice)
    return failed
  }

  private static func write(_ line: String) {
    Console.error(line + "\n")
  }
}

/// Colours where somebody sees them: on a terminal, and not where NO_COLOR is set (no-color.org).
struct Style {
  let bold: String
  let red: String
  let yellow: String
  let blue: String
  let faint: String
  let plain: String

  init(of descriptor: Int32) {
    let isColoured =
      isatty(descriptor) == 1 && getenv("NO_COLOR") == nil
      && getenv("TERM").map { String(cString: $0) } != "dumb"
    bold = isColoured ? "\u{1B}[1m" : ""
    red = isColoured ? "\u{1B}[31m" : ""
    yellow = isColoured ? "\u{1B}[33m" : ""
    blue = isColoured ? "\u{1B}[34m" : ""
    faint = isColoured ? "\u{1B}[2m" : ""
    plain = isColoured ? "\u{1B}[0m" : ""
  }
}
