internal import ArgumentParser
internal import Catalog
internal import Preparation

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a routine as a WAV file, for any player.",
    discussion: """
      The file has a marker for every section and cue. It appears under its name only when it is \
      complete.

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

  func validate() throws { try SoundFile(output).validate() }

  func run() throws {
    let preparation = try arguments.prepare()
    try SoundFile(output).write(preparation.timeline, of: preparation)
  }
}
