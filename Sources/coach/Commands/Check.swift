internal import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import CueTimeline
internal import Glibc
internal import Preparation
internal import RoutineScript
internal import SourceYAML

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what is wrong with routines and voices, and what to write instead.",
    discussion: """
      Each script is read and laid out with its voice, at every level, with a baby on the arm and \
      without, so that a count that does not fit its tempo is found too; then the same in every \
      language it has texts in, as `upper-back-relief.es.yaml` holds the Spanish ones of \
      `upper-back-relief.yaml`. Texts without a translation are named, and translations without a \
      text. The files of a voice are checked as well: how it sounds, the phrases and the \
      pronunciation of its language. Ends with 1 where any file has an error.

      With `--format json` or `sarif` everything is printed to standard output at the end, for \
      programs, editors and code hosts.

      Every finding has a name, in brackets behind its message. `coach check --explain NAME` tells \
      what it is about, with an example and what to write instead.
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

  @Flag(help: "Mend what can only be meant one way, such as a slip in a key, in the file itself.")
  var fix = false

  @Option(help: ArgumentHelp("Tell what a finding is about.", valueName: "name"))
  var explain: String?

  func validate() throws {
    guard explain != nil || !files.isEmpty else {
      throw ValidationError("Missing expected argument '<file> ...'")
    }
    guard explain == nil || files.isEmpty else {
      throw ValidationError("'--explain' stands alone, without a script.")
    }
  }

  func run() throws {
    if let explain {
      return try Console.print(Explanation(of: explain).text)
    }
    let folders = try Folders.standard()
    let voices = VoiceCache(keeping: Self.mostVoices)
    var scripts: [CheckedScript] = []
    var failed = false
    let (named, others) = RoutineCatalog(folders).scripts(named: files)
    for file in others { Report.note("\(file): neither a routine nor a voice, left out") }
    for file in named {
      var source: SourceText
      let kind: FileKind
      do throws(CoachError) {
        source = try RoutineCatalog(folders).source(file)
        kind = FileKind(of: source) ?? .routine
        if fix {
          let count: Int
          (source, count) = try RoutineCatalog(folders).correct(source, kind)
          if count > 0 { Report.note("\(file): mended \(count)") }
          for language in RoutineCatalog(folders).translations(of: source)
          where kind == .routine {
            let (name, count) = try RoutineCatalog(folders)
              .correctTranslation(of: source, into: language)
            if count > 0 { Report.note("\(name): mended \(count)") }
          }
        }
      } catch {
        let finding = error.finding(in: file)
        if format == .text {
          Report.error(error)
        }
        scripts.append(CheckedScript(name: file, findings: [finding]))
        failed = true
        continue
      }
      var script = CheckedScript(name: file)
      guard kind == .routine else {
        try check(source, as: kind, in: folders, &script)
        failed = failed || script.findings.contains { $0.severity == .error }
        scripts.append(script)
        continue
      }
      let own = try check(source, in: folders, language: nil, voices, &script)
      if own, format == .text {
        try Console.print(
          "\(file): \(Self.verdict(script.findings)); \(Self.words(script.lengths))")
      }
      for language in own ? RoutineCatalog(folders).translations(of: source) : [] {
        try check(source, in: folders, language: language, voices, &script)
      }
      failed = failed || script.findings.contains { $0.severity == .error }
      scripts.append(script)
    }
    switch format {
    case .text: tellMore(of: scripts.lazy.flatMap(\.findings).first)
    case .json: try Console.print(FindingRecords(scripts).json)
    case .sarif: try Console.print(JSONText.encode(StaticAnalysisLog(scripts)))
    }
    if failed { throw Report.failed }
  }

  /// Voices that are kept for the scripts to come: one for each language there is.
  private static let mostVoices = 4

  /// Says where more is told of findings, to somebody who reads them on a terminal.
  private func tellMore(of finding: Diagnostic?) {
    guard let finding, isatty(STDERR_FILENO) == 1 else { return }
    Report.note("`coach check --explain \(finding.id.name)` tells more, with examples")
  }

  /// Checks a script in a language, and prints or keeps what is found that is not known yet.
  ///
  /// - Parameters:
  ///   - source: the script.
  ///   - folders: where routines and voices are kept.
  ///   - language: the language of a translation; `nil` for its own.
  ///   - voices: the voices of the scripts before.
  ///   - script: what is known of it.
  /// - Returns: whether there is no error.
  /// - Throws: the end of the command, where the engine is missing or nothing can be printed.
  @discardableResult
  private func check(
    _ source: SourceText, in folders: Folders, language: String?, _ voices: VoiceCache,
    _ script: inout CheckedScript
  ) throws -> Bool {
    let check: RoutineCheck
    do throws(CoachError) {
      check = try RoutineCheck(
        source, in: folders, language: language, voices: voices)
    } catch {
      guard !error.findings.isEmpty else { throw error }
      report(error.findings, &script)
      return false
    }
    report(check.diagnostics, &script)
    let lengths = check.variants.compactMap { variant in
      variant.length.map {
        CheckedScript.Length(
          language: language, level: variant.level, withBaby: variant.withBaby, duration: $0)
      }
    }
    script.lengths += lengths
    guard !check.diagnostics.contains(where: { $0.severity == .error }) else { return false }
    if let language, format == .text {
      try Console.print("  \(language): \(Self.completeness(check)), \(Self.words(lengths))")
    }
    return true
  }

  /// Checks a file that voices are made of.
  private func check(
    _ source: SourceText, as kind: FileKind, in folders: Folders, _ script: inout CheckedScript
  ) throws {
    report(try VoiceFileCheck(source, kind, in: folders).diagnostics, &script)
    guard format == .text, !script.findings.contains(where: { $0.severity == .error }) else {
      return
    }
    try Console.print("\(script.name): \(Self.verdict(script.findings)); \(kind.words)")
  }

  /// `no findings`, or `2 warnings`.
  private static func verdict(_ warnings: [Diagnostic]) -> String {
    switch warnings.count {
    case 0: "no findings"
    case 1: "1 warning"
    default: "\(warnings.count) warnings"
    }
  }

  private func report(_ findings: [Diagnostic], _ script: inout CheckedScript) {
    let new = findings.filter { !script.findings.contains($0) }
    script.findings += new
    if format == .text { Report.printFindings(new) }
  }

  /// `complete`, or `2 missing, 1 stale`.
  private static func completeness(_ check: RoutineCheck) -> String {
    let missing = check.translations.reduce(0) { $0 + $1.missing }
    let stale = check.translations.reduce(0) { $0 + $1.stale }
    let parts = (missing > 0 ? ["\(missing) missing"] : []) + (stale > 0 ? ["\(stale) stale"] : [])
    return parts.isEmpty ? "complete" : parts.joined(separator: ", ")
  }

  /// `8:12`, or `easy 5:40, steady 8:12, strong 12:03`; `with a baby 8:10` where it differs.
  private static func words(_ lengths: [CheckedScript.Length]) -> String {
    lengths.map { length in
      let text = [length.level?.rawValue, ClockTime.short(length.duration)]
        .compactMap(\.self).joined(separator: " ")
      return length.withBaby ? "with a baby \(text)" : text
    }.joined(separator: ", ")
  }
}
