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
    var failed = false
    for file in files {
      do throws(Preparation.Failure) {
        let preparation = try Preparation(file, in: try Report.folders())
        Report.printFindings(preparation.diagnostics)
        let timeline = preparation.timeline
        let length = ClockTime.short(timeline.rate.duration(of: timeline.frames))
        let count = preparation.diagnostics.count
        let verdict = count == 0 ? "no findings" : count == 1 ? "1 warning" : "\(count) warnings"
        print("\(file): \(verdict); \(length), \(timeline.cues.count) cues")
      } catch {
        _ = Report.failure(error)
        failed = true
      }
    }
    if failed { throw Report.failed }
  }
}
