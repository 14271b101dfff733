internal import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import RoutineScript

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start a routine of your own: a small one that works, or a copy of another.",
    discussion: """
      Writes NAME.yaml, never over an existing file. Its first line leads editors that know YAML to a \
      description of the language, so that they complete keys and show mistakes.

      Examples:
        coach new neck
        coach new ~/.config/coach/routines/mine --from upper-back-relief
      """)

  @Argument(help: "The routine's name, with or without a folder.")
  var name: String

  @Option(
    help: ArgumentHelp(
      "Copy this one: a name from `coach list`, or the path of a script.", valueName: "routine"))
  var from: String?

  @Option(
    help: ArgumentHelp("The language to write it in: en, es, de, fr.", valueName: "tag"),
    transform: { $0.lowercased() })
  var language: String?

  func validate() throws {
    if from != nil, language != nil {
      throw ValidationError("A copy is in the language of its original: leave `--language` out.")
    }
  }

  func run() throws {
    let folders = try Folders.standard()
    let origin = from.map { NewRoutine.Origin.routine($0) }
    let routine = try NewRoutine(
      named: name, from: origin ?? .template(language: language ?? Routine.usualLanguage),
      line: Self.schemaLine(), in: folders)
    try routine.write()
    try? Console.print(text(of: routine))
    report(routine)
  }

  /// The line by which editors find the language's schema; none if it cannot be written.
  private static func schemaLine() -> String? {
    let schema = SchemaFile()
    do throws(CoachError) {
      try schema.refresh()
      return schema.line
    } catch {
      Report.note("No editor will complete it: \(error.clause); \(error.remedy).")
      return nil
    }
  }

  private func text(of routine: NewRoutine) -> String {
    let path = ShellWord.path(routine.path)
    let commands = [
      ("check", "reports what is wrong with it, if anything"),
      ("preview", "shows what is said, and when"), ("play", "speaks it"),
    ]
    let width = "coach preview \(path)".count
    let origin = from.map { "a copy of \($0)" } ?? "a small routine that works as it is"
    return DisplayWidth.visible("\(routine.path) is \(origin). Change what you like, and then:")
      + "\n\n"
      + commands.map { command, meaning in
        DisplayWidth.visible(
          "  " + DisplayWidth.padded("coach \(command) \(path)", to: width) + "   # \(meaning)")
      }.joined(separator: "\n")
  }

  /// Tells what a copy has not taken with it.
  private func report(_ routine: NewRoutine) {
    if !routine.lost.isEmpty {
      Report.note("The routines it includes are beside the original; copy them too:")
      Report.printFindings(routine.lost)
    }
    if !routine.translations.isEmpty {
      Report.note(
        "Its texts in \(routine.translations.joined(separator: ", ")) stay with the original.")
    }
  }
}
