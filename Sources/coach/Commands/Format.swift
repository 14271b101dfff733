internal import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import RoutineScript

struct Format: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Format scripts: indentation, spaces, quotes, line ends.",
    discussion: """
      Formats routines, translations, voices and the phrases of a language. No value changes, so a routine \
      sounds as before, and every comment stays with what it is about. A file that is not YAML is \
      left as it is.

      Examples:
        coach format my-routine.yaml
        coach format --check ~/.config/coach/routines/*.yaml
        coach format - < my-routine.yaml
      """)

  @Argument(
    help: ArgumentHelp(
      "Files, or names of your own routines; `-` formats standard input to standard output.",
      valueName: "file"))
  var files: [String]

  @Flag(help: "Change nothing; show which files would change. The exit code is 1 if any would.")
  var check = false

  func validate() throws {
    if files.contains("-"), files.count > 1 {
      throw ValidationError("`-` cannot be combined with files.")
    }
  }

  func run() throws {
    if files == ["-"] { return try pipe() }
    let folders = try Folders.standard()
    var failed = false
    for file in files {
      let isChange: Bool
      do throws(CoachError) {
        isChange = try format(file, in: folders)
      } catch {
        Report.error(error)
        failed = true
        continue
      }
      if check, isChange { failed = true }
      let verdict = !isChange ? "unchanged" : check ? "would change" : "formatted"
      try Console.print(DisplayWidth.visible("\(file): \(verdict)"))
    }
    if failed { throw Report.failed }
  }

  /// Formats a file, and writes it unless it is only checked; whether it changes.
  private func format(_ file: String, in folders: Folders) throws(CoachError) -> Bool {
    let formatted = try FormattedFile(file, in: folders)
    guard formatted.isChange, !check else { return formatted.isChange }
    try formatted.write()
    return true
  }

  private func pipe() throws {
    let formatted = try FormattedFile.standardInput()
    if !check { return try Console.print(formatted.text, terminator: "") }
    guard formatted.isChange else { return }
    Report.note("standard input: would change")
    throw Report.failed
  }
}
