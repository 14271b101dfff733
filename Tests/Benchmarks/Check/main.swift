// How long it takes to check many routines in one process, without a voice.
//
// Usage: swift run -c release CheckBenchmark [FILES]
//
// A thousand different routines of a hundred steps are written to files and checked as `coach check`
// does it, but with a meter that counts letters instead of a voice: each file is read, parsed, checked
// against the safety limits and scheduled at every level, with a baby on the arm and without; on one
// thread, then on all cores. Limit: a mean of 1 ms a file on all cores. Ends with 1 if it is exceeded.

internal import Catalog
internal import CueTimeline
internal import Foundation
internal import RoutineScript
internal import TestSupport

let wanted = Duration.milliseconds(1)
let count = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 1000
let files = try RoutineFiles(count: count, steps: 100)

print(files.description)

let checking = Checking(files, phrases: try Repository.english())
print(checking.run(threads: 1).description)
print(checking.phases().map { "  \($0.name) \(Figures.text($0.mean))" }.joined(separator: ", "))
let cores = ProcessInfo.processInfo.activeProcessorCount
let together = checking.run(threads: cores)
print(together.description)

guard together.mean <= wanted else {
  print("error: more than \(Figures.text(wanted)) a file on all cores")
  exit(1)
}
