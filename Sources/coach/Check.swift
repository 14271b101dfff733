internal import ArgumentParser
internal import Catalog
internal import CueTimeline
internal import RoutineScript

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what is wrong with routine scripts, and what to write instead.",
    discussion: """
      Each script is read and laid out with its voice, at every level, with a baby on the arm and \
      without, so that a count that does not fit its tempo is found too; then the same in every \
      language it has texts in, as `upper-back-relief.es.yaml` holds the Spanish ones of \
      `upper-back-relief.yaml`. Texts without a translation are named, and translations without a \
      text. Ends with 1 where any script has an error.
      """)

  @Argument(help: ArgumentHelp("Scripts, or names of routines.", valueName: "file"))
  var files: [String]

  func run() throws {
    let folders = try Report.folders()
    var failed = false
    for file in files {
      let source: SourceText
      do throws(CatalogError) {
        source = try RoutineCatalog(folders).source(file)
      } catch {
        _ = Report.failure(.catalog(error))
        failed = true
        continue
      }
      guard let check = Self.check(source, in: folders, language: nil) else {
        failed = true
        continue
      }
      let count = check.diagnostics.count
      let verdict = count == 0 ? "no findings" : count == 1 ? "1 warning" : "\(count) warnings"
      try Console.print("\(file): \(verdict); \(Self.lengths(check))")
      for language in RoutineCatalog(folders).translations(of: source) {
        guard
          let translated = Self.check(
            source, in: folders, language: language, known: check.diagnostics)
        else {
          failed = true
          continue
        }
        try Console.print(
          "  \(language): \(Self.completeness(translated)), \(Self.lengths(translated))")
      }
    }
    if failed { throw Report.failed }
  }

  /// Checks a script, and prints what is found that is not known yet.
  ///
  /// - Returns: what came of it; `nil` where there is an error.
  private static func check(
    _ source: SourceText, in folders: Folders, language: String?, known: [Diagnostic] = []
  ) -> RoutineCheck? {
    do throws(Preparation.Failure) {
      let check = try RoutineCheck(source, in: folders, language: language)
      Report.printFindings(check.diagnostics.filter { !known.contains($0) })
      return check.diagnostics.contains { $0.severity == .error } ? nil : check
    } catch {
      _ = Report.failure(error)
      return nil
    }
  }

  /// `complete`, or `2 missing, 1 stale`.
  private static func completeness(_ check: RoutineCheck) -> String {
    let missing = check.translations.reduce(0) { $0 + $1.missing }
    let stale = check.translations.reduce(0) { $0 + $1.stale }
    let parts = (missing > 0 ? ["\(missing) missing"] : []) + (stale > 0 ? ["\(stale) stale"] : [])
    return parts.isEmpty ? "complete" : parts.joined(separator: ", ")
  }

  /// `8:12, 345 cues`, or `easy 5:40, steady 8:12, strong 12:03`; `with a baby 8:10` where it differs.
  private static func lengths(_ check: RoutineCheck) -> String {
    var texts: [String] = []
    for variant in check.variants {
      guard let timeline = variant.timeline else { continue }
      let length = ClockTime.short(timeline.rate.duration(of: timeline.frames))
      let text = [variant.level?.rawValue, length].compactMap(\.self).joined(separator: " ")
      texts.append(variant.withBaby ? "with a baby \(text)" : text)
    }
    if check.variants.count == 1, let timeline = check.variants.first?.timeline {
      texts.append("\(timeline.cues.count) cues")
    }
    return texts.joined(separator: ", ")
  }
}
