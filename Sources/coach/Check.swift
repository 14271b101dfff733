internal import ArgumentParser
internal import Catalog
internal import CueTimeline
internal import RoutineScript

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what is wrong with routine scripts, and what to write instead.",
    discussion: """
      Each script is read and laid out with its voice, so that a count that does not fit its \
      tempo is found too. Ends with 1 where any script has an error.
      """)

  @Argument(help: ArgumentHelp("Scripts, or names of routines.", valueName: "file"))
  var files: [String]

  func run() throws {
    let folders = try Report.folders()
    var failed = false
    for file in files {
      let preparation: Preparation
      do throws(Preparation.Failure) {
        preparation = try Preparation(file, in: folders)
      } catch {
        _ = Report.failure(error)
        failed = true
        continue
      }
      Report.printFindings(preparation.diagnostics)
      let timeline = preparation.timeline
      let length = ClockTime.short(timeline.rate.duration(of: timeline.frames))
      let count = preparation.diagnostics.count
      let verdict = count == 0 ? "no findings" : count == 1 ? "1 warning" : "\(count) warnings"
      try Console.print("\(file): \(verdict); \(length), \(timeline.cues.count) cues")
    }
    if failed { throw Report.failed }
  }
}
