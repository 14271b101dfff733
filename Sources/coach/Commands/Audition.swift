internal import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import CueTimeline
internal import Glibc
internal import Preparation
internal import Sound

struct Audition: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hear one phrase, one voice, or one step of a routine.",
    discussion: """
      What is in quotes is a phrase, and is said as it is. With `--step` or `--section` it is a \
      routine instead, and that step of it is heard as in a session. With nothing to say, a voice \
      says the sentences that voices of its language are compared by.

      A step is called as in `coach show`, and heard with all its sides, sets and rests; or it has \
      the number that `coach preview --json` counts steps by, and is heard alone.

      Examples:
        coach audition "Sit tall."
        coach audition --voice hush "Sit tall."
        coach audition --voice calm-de
        coach audition upper-back-relief --step Twist --with-baby
        coach audition upper-back-relief --step 12 -o step.wav
      """)

  @Argument(
    help: ArgumentHelp("A phrase; with --step or --section, a routine.", valueName: "words"))
  var words: String?

  @Option(help: ArgumentHelp("The step to hear, by its name or number.", valueName: "step"))
  var step: String?

  @OptionGroup var listener: ListenerArguments

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write a WAV file instead, or `-` for standard output.", valueName: "file"))
  var output: String?

  @OptionGroup var device: DeviceArguments

  private var isRoutine: Bool { step != nil || listener.section != nil }

  func validate() throws {
    if let words, words.allSatisfy(\.isWhitespace) {
      throw ValidationError("There is nothing to say in it; write the phrase in quotes.")
    }
    if let output {
      try SoundFile(output).validate()
      if !device.device.isEmpty {
        throw ValidationError("`--output` and `--device` exclude each other.")
      }
    }
    if isRoutine, words == nil {
      throw ValidationError("Name the routine: coach audition ROUTINE --step STEP")
    }
    let isForRoutine = !listener.set.isEmpty || listener.level != nil || listener.withBaby
    if !isRoutine, isForRoutine {
      throw ValidationError(
        "`--set`, `--level` and `--with-baby` are for a routine: add --step or --section.")
    }
  }

  func run() throws {
    let folders = try Folders.standard()
    let preparation =
      if isRoutine, let words {
        try Preparation(words, listener.choices, in: folders)
      } else {
        try Preparation(saying: words.map { [$0] } ?? [], listener.choices, in: folders)
      }
    Report.printFindings(preparation.diagnostics)
    noteRoutine(in: folders)
    let part = try part(of: preparation)
    if let output { return try SoundFile(output).write(part, of: preparation) }
    try Console.print(TimelineTable(part, folded: true).title)
    do throws(CoachError) {
      try OneHearing(preparation, part: part, on: DeviceArguments.devices(device.device))
        .play(leadIn: Self.leadIn) { true }
    } catch {
      // `export` is for routines; this command writes its files itself.
      let advice = error.advice.replacing("`coach export`", with: "`-o FILE`")
      throw CoachError(error.code, error.message, advice: advice)
    }
  }

  private static let leadIn = Duration.milliseconds(400)

  /// Somebody who names a routine and nothing of it may have forgotten what.
  private func noteRoutine(in folders: Folders) {
    guard !isRoutine, let words,
      RoutineCatalog(folders).entries.contains(where: { $0.name == words })
        || (RoutineCatalog.isPath(words) && access(words, F_OK) == 0)
    else { return }
    Report.note(
      "Note: this only says its name; `coach audition \(words) --step STEP` is heard from the routine."
    )
  }

  private func part(of preparation: Preparation) throws(CoachError) -> Timeline {
    let timeline = preparation.timeline
    guard let step else { return timeline }
    if let number = Int(step) {
      guard timeline.steps.indices.contains(number - 1) else {
        throw CoachError(
          .unknownSection, "There is no step \(number).",
          advice: "The steps have the numbers 1 to \(timeline.steps.count).")
      }
      return timeline.part(number - 1..<number)
    }
    guard let range = timeline.steps(called: preparation.spoken(step)) else {
      var names: [String] = []
      for step in timeline.steps where !names.contains(step.name) { names.append(step.name) }
      throw .unknown("step", step, inRoutineWith: names)
    }
    return timeline.part(range)
  }
}
