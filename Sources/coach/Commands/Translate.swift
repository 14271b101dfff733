internal import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import Foundation
internal import RoutineScript
internal import ScriptTools
internal import SourceYAML

struct Translate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a routine's texts, to be translated into another language.",
    discussion: """
      What is missing is a comment, to be filled in. The file goes beside the routine, or to \
      ~/.config/coach/routines for one that ships with coach, as NAME.es.yaml. Where there is one \
      already, it stays as it is, and what it lacks is added at its end.

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
    help: ArgumentHelp("The file to write; without it, the texts are printed.", valueName: "file"))
  var output: String?

  func validate() throws {
    if !LanguageTag.isTag(to) {
      throw ValidationError("`--to` takes the tag of a language, such as `es`.")
    }
  }

  func run() throws {
    let folders = try Folders.standard()
    let catalog = RoutineCatalog(folders)
    let source = try catalog.source(routine)
    let outcome = catalog.parse(source, in: to)
    guard outcome.routine != nil else {
      throw CoachError.findings(outcome.diagnostics)
    }
    guard let own = outcome.translations.first(where: { $0.script == source.name }) else {
      throw CoachError(
        .other, "The routine \(source.name) is in `\(to)` already.",
        advice: "Name another language with --to.")
    }
    let text = own.template(in: VoiceCatalog(folders).name(ofLanguage: to))
    if let output {
      try refuseForeign(output, of: own)
      try write(text, to: output, own: folders.user + "/routines")
      try Console.print(
        DisplayWidth.visible("Wrote \(output): \(own.texts.count) texts, \(own.missing) missing."))
    } else {
      try Console.print(text, terminator: "")
    }
    for included in outcome.translations where included.script != source.name {
      Report.note("\(included.script), which it includes, has a file of its own: \(included.file)")
    }
  }

  /// A file that is not the translation may be anything.
  private func refuseForeign(_ path: String, of translation: ScriptTranslation) throws {
    let isRead = translation.source.map { OutputPath.leads(path, to: $0.identity) } ?? false
    guard OutputPath.isInUse(path), !isRead else { return }
    throw CoachError(
      .other, "The file \(path) exists, and is not the translation of \(translation.script).",
      advice: "The translation is \(translation.file).")
  }

  /// Writes a file; the folder of the user's own routines is made where there is none yet.
  private func write(_ text: String, to path: String, own folder: String) throws {
    do {
      if (path as NSString).deletingLastPathComponent == folder {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
      }
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw CoachError(
        .notWritable, "Cannot write \(path): \(error.localizedDescription)",
        advice: "Name a file in a folder that exists and is writable.")
    }
  }
}
