internal import ArgumentParser
internal import Catalog
internal import CueTimeline
internal import RoutineScript

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what is wrong with routine scripts, and what to write instead.",
    discussion: """
      Each script is read and laid out with its voice, at every level, with a baby on the arm and \
      without, so that a count that does not fit its tempo is found too. Ends with 1 where any \
      script has an error.
      """)

  @Argument(help: ArgumentHelp("Scripts, or names of routines.", valueName: "file"))
  var files: [String]

  func run() throws {
    let folders = try Report.folders()
    var failed = false
    for file in files {
      let check: RoutineCheck
      do throws(Preparation.Failure) {
        check = try RoutineCheck(file, in: folders)
      } catch {
        _ = Report.failure(error)
        failed = true
        continue
      }
      Report.printFindings(check.diagnostics)
      if check.diagnostics.contains(where: { $0.severity == .error }) {
        failed = true
        continue
      }
      let count = check.diagnostics.count
      let verdict = count == 0 ? "no findings" : count == 1 ? "1 warning" : "\(count) warnings"
      try Console.print("\(file): \(verdict); \(Self.lengths(check))")
    }
    if failed { throw Report.failed }
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
