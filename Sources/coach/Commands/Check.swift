internal import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import Glibc
internal import Preparation
internal import SourceYAML

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Report what is wrong with routines and voices, and what to write instead.",
    discussion: """
      Each script is checked as it would be played: with its voice, at every level, with a baby on \
      the arm and without, so that a count that does not fit its tempo is found too; then in every \
      language it has texts in (`upper-back-relief.es.yaml` has the Spanish texts of \
      `upper-back-relief.yaml`). Texts without a translation are reported, and so are translations \
      without a text. Voice files are checked as well: how the voice sounds, and the phrases and \
      pronunciation of its language. The exit code is 1 if any file has an error.

      `--format json` and `--format sarif` print everything to standard output at the end, for \
      programs, editors and code hosts.

      Every finding has a name, in brackets after its message. `coach check --explain NAME` explains \
      it, with an example and what to write instead.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    case sarif
  }

  @Argument(
    help: ArgumentHelp("Scripts, folders of scripts, or names of routines.", valueName: "file"))
  var files: [String] = []

  @Option(help: "How findings are printed.")
  var format: Format = .text

  @Flag(help: "Fix what can only be meant one way, such as a misspelt key, in the file itself.")
  var fix = false

  @Option(help: ArgumentHelp("Explain a finding.", valueName: "name"))
  var explain: String?

  func validate() throws {
    guard explain != nil || !files.isEmpty else {
      throw ValidationError("Missing expected argument '<file> ...'")
    }
    guard explain == nil || files.isEmpty else {
      throw ValidationError("`--explain` cannot be combined with files.")
    }
  }

  func run() throws {
    if let explain {
      return try Console.print(Explanation(of: explain).text)
    }
    let folders = try Folders.standard()
    let (names, others) = RoutineCatalog(folders).scripts(named: files)
    for other in others { Report.note("\(other): neither a routine nor a voice, left out") }
    let checker = FileChecker(folders, fixing: fix)
    var checked: [CheckedFile] = []
    for name in names {
      let file = checker.check(name)
      for correction in file.corrections {
        Report.note("\(correction.file): fixed \(correction.count)")
      }
      if format == .text { try CheckReport(file).print() }
      if let obstacle = file.obstacle { throw obstacle }
      checked.append(file)
    }
    switch format {
    case .text: offerExplanation(of: checked.lazy.flatMap(\.findings).first)
    case .json: try Console.print(FindingRecords(checked).json)
    case .sarif: try Console.print(JSONText.encode(StaticAnalysisLog(checked)))
    }
    if checked.contains(where: \.hasErrors) { throw Report.failed }
  }

  /// Says how to learn more about findings, to somebody who reads them on a terminal.
  private func offerExplanation(of finding: Diagnostic?) {
    guard let finding, isatty(STDERR_FILENO) == 1 else { return }
    Report.note("`coach check --explain \(finding.id.name)` tells more, with examples")
  }
}
