internal import ArgumentParser
internal import Catalog
internal import CueTimeline
internal import Glibc
internal import Sound
internal import Speech

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a routine as a WAV file, for any player.",
    discussion: """
      The file has a marker for every section and cue. It appears under its name only when it is \
      whole.

      Examples:
        coach export upper-back-relief -o relief.wav
        coach export upper-back-relief --set heat=15min --with-baby -o relief.wav
        coach export upper-back-relief -o - | aplay
      """)

  @OptionGroup var arguments: RoutineArguments

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write, or `-` for standard output.", valueName: "file"))
  var output: String

  func validate() throws {
    if output.isEmpty { throw ValidationError("`-o` needs the name of a file, or `-`.") }
    if output == "-", isatty(STDOUT_FILENO) == 1 {
      throw ValidationError(
        "`-o -` would write sound to your terminal; pipe it: coach export … -o - | aplay")
    }
  }

  func run() throws {
    let preparation = try arguments.prepare()
    guard !isSameFile(output, preparation.source) else {
      Report.error(
        "\(output) is the routine itself", advice: "name another file after -o: \(output).wav")
      throw Report.failed
    }
    let timeline = preparation.timeline
    let line = ProgressLine()
    do throws(SoundError) {
      try export(
        timeline, clips: preparation.speaker, to: ExportDestination(argument: output),
        voiceLevel: Decibels(preparation.speaker.profile.loudness.lufs),
        gentle: preparation.speaker.profile.isGentle
      ) { position in
        line.show("Exporting \(position.value * 100 / max(timeline.frames.value, 1)) %")
      }
      line.clear()
    } catch {
      line.clear()
      throw Report.failure(error)
    }
    if output != "-" {
      let length = ClockTime.short(timeline.rate.duration(of: timeline.frames))
      try Console.print(
        DisplayWidth.visible(
          "Wrote \(output): \(timeline.title), \(length). Play it with: aplay \(ShellWord.quoted(output))"
        ))
    }
  }

  /// Whether a path leads to the file that a routine was read from.
  private func isSameFile(_ path: String, _ source: String) -> Bool {
    let real = realpath(path, nil)
    defer { free(real) }
    return real.map { String(cString: $0) } == source
  }
}

/// One line on the terminal that is written over; nothing where there is no terminal.
struct ProgressLine {
  private let isShown = isatty(STDERR_FILENO) == 1

  func show(_ text: String) {
    if isShown { Console.error("\r\u{1B}[K\(text)") }
  }

  func clear() {
    if isShown { Console.error("\r\u{1B}[K") }
  }
}
