internal import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import CueTimeline
internal import Preparation
internal import Sound
internal import Speech

struct Audition: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hear one phrase, one voice, or one step of a routine.",
    discussion: """
      The argument is a phrase, and is said as it is. With `--step` or `--section` it is a routine, \
      and that part of it is heard as in a session. Without an argument, the voice says a few \
      sentences, the same for all voices of its language.

      `--show` prints how the voice reads it instead: numbers, signs and abbreviations in words, and \
      sounds between slashes, as in `say as`.

      A step's name is the one in `coach show`: all its sides, sets and rests are heard. Its number \
      is the one in `coach preview --json`: it is heard alone.

      Examples:
        coach audition "Sit tall."
        coach audition --voice hush "Sit tall."
        coach audition --voice calm-de
        coach audition upper-back-relief --step Twist --with-baby
        coach audition upper-back-relief --step 12 -o step.wav
        coach audition --show "Do 3x10 reps/side."
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

  @Flag(help: "Print how it is read, in words; nothing is played.")
  var show = false

  @OptionGroup var device: DeviceArguments

  private var isRoutine: Bool { step != nil || listener.section != nil }

  func validate() throws {
    if let words, words.allSatisfy(\.isWhitespace) {
      throw ValidationError("The phrase is empty; write it in quotes.")
    }
    if let output {
      try SoundFile(output).validate()
      if !device.device.isEmpty {
        throw ValidationError("`--output` and `--device` cannot be combined.")
      }
    }
    if show, output != nil || !device.device.isEmpty {
      throw ValidationError("`--show` plays nothing: leave `--output` and `--device` out.")
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
    let part = try step.map(preparation.timeline(ofStep:)) ?? preparation.timeline
    if show { return try Console.print(spoken(part, by: preparation.speaker)) }
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

  /// What the engine is given for each phrase, in the order in which they are first said.
  private func spoken(_ part: Timeline, by speaker: Speaker) -> String {
    var seen: Set<Int> = []
    return part.cues.compactMap { cue -> String? in
      guard case .phrase(let index) = cue.sound, seen.insert(index).inserted else { return nil }
      return speaker.spoken(part.phrases[index])
    }.joined(separator: "\n")
  }

  private static let leadIn = Duration.milliseconds(400)

  /// Somebody who names a routine and nothing of it may have forgotten what.
  private func noteRoutine(in folders: Folders) {
    guard !isRoutine, let words, RoutineCatalog(folders).has(words) else { return }
    Report.note(
      "Note: this only says its name; `coach audition \(words) --step STEP` says a step of it.")
  }
}
