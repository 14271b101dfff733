internal import ArgumentParser
internal import Catalog
internal import CueTimeline
internal import Preparation

struct Preview: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what will be said when, without playing it.",
    discussion: """
      Times are minutes and seconds from the start: for counts, announcements and chimes, of their \
      beat; for everything else, of the first sound. Runs of counts are folded into one line. In CSV \
      and JSON, `start`, `anchor` (the first vowel) and `frames` are in frames, `rate` of them a \
      second; `line`, `step`, `rep` and `set` count from 1.

      `--watch` shows every version that is saved: findings on top, and on a terminal the part of \
      the table that has changed. There, the arrow keys, space and b scroll, and q ends it; Ctrl-C \
      ends it anywhere.

      Examples:
        coach preview upper-back-relief
        coach preview my-routine.yaml --all
        coach preview upper-back-relief --json | jq '.cues[0]'
        coach preview my-routine.yaml --watch
      """)

  @OptionGroup var arguments: RoutineArguments

  @Flag(help: "Show every count on a line of its own.")
  var all = false

  @Flag(help: "Print every cue as comma-separated values.")
  var csv = false

  @Flag(help: "Print every cue as JSON.")
  var json = false

  @Flag(help: "Show it again whenever one of its files is saved.")
  var watch = false

  func validate() throws {
    if csv && json { throw ValidationError("`--csv` and `--json` cannot be combined.") }
    if watch && (csv || json) {
      throw ValidationError("`--watch` shows a table: leave `\(csv ? "--csv" : "--json")` out.")
    }
  }

  func run() throws {
    if watch { return try PreviewWatch(arguments, folded: !all).run() }
    let preparation = try arguments.prepare()
    if csv {
      try Console.print(
        TimelineRecords(preparation.timeline, saidBy: preparation.speaker).csv, terminator: "")
    } else if json {
      try Console.print(TimelineRecords(preparation.timeline, saidBy: preparation.speaker).json)
    } else {
      try Console.print(TimelineTable(preparation.timeline, folded: !all).text)
    }
  }
}
