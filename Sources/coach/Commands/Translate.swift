internal import ArgumentParser
internal import Catalog
internal import RoutineScript

struct Translate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a routine's texts, to be translated into another language.",
    discussion: """
      Missing translations are comments, to be filled in. Save the file beside the routine as \
      NAME.es.yaml; for a routine that ships with coach, save it in ~/.config/coach/routines. \
      Existing translations stay as they are, and missing ones are added at the end.

      Examples:
        coach translate my-routine.yaml --to es -o my-routine.es.yaml
        coach check my-routine.yaml
        coach play my-routine.yaml --language es
      """)

  @Argument(help: "A name from `coach list`, or the path of a script.")
  var routine: String

  @Option(
    help: ArgumentHelp("The language's tag, such as es.", valueName: "tag"),
    transform: { $0.lowercased() })
  var to: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write. Default: standard output.", valueName: "file"))
  var output: String?

  func validate() throws {
    if !LanguageTag.isTag(to) {
      throw ValidationError("`--to` takes the tag of a language, such as `es`.")
    }
  }

  func run() throws {
    let draft = try TranslationDraft(of: routine, into: to, in: try Folders.standard())
    if let output {
      try draft.write(to: output)
      let own = draft.translation
      try Console.print(
        DisplayWidth.visible("Wrote \(output): \(own.texts.count) texts, \(own.missing) missing."))
    } else {
      try Console.print(draft.text, terminator: "")
    }
    for included in draft.included {
      Report.note("\(included.script), which it includes, has a file of its own: \(included.file)")
    }
  }
}
