internal import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import RoutineScript

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Begin a routine of your own: a small one that works, or a copy of another.",
    discussion: """
      Writes NAME.yaml, and never over a file that is there. Its first line tells editors that know \
      YAML where the language is described, so that they complete it and show mistakes.

      Examples:
        coach new neck
        coach new ~/.config/coach/routines/mine --from upper-back-relief
      """)

  @Argument(help: "What the routine is called; a folder may stand before it.")
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
      throw ValidationError("A copy is in the language of what it is copied from.")
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

  /// The line by which editors find the language's schema; none where that cannot be kept.
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
      ("check", "tells what is wrong with it, if anything"),
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
      Report.note("What it includes lies beside the original; copy that too, or put it elsewhere:")
      Report.printFindings(routine.lost)
    }
    if !routine.translations.isEmpty {
      Report.note(
        "Its texts in \(routine.translations.joined(separator: ", ")) stay with the original.")
    }
  }
}
