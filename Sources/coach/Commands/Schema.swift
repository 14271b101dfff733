internal import ArgumentParser
internal import Preparation
internal import RoutineScript
internal import ScriptTools
internal import Speech

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a JSON Schema of routines, for editors.",
    discussion: """
      `coach new` writes the line by which editors find it. In other scripts, write this as the \
      first line:
        # yaml-language-server: $schema=routine.schema.json
      after:
        coach schema > routine.schema.json
      """)

  /// The files that have a schema.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case routine, translation, voice
  }

  @Argument(help: "What to describe: routine, translation or voice.")
  var kind: Kind = .routine

  func run() throws {
    let text =
      switch kind {
      case .routine: ScriptSchema.routine
      case .translation: ScriptSchema.translation
      case .voice: VoiceProfile.schema
      }
    try Console.print(text, terminator: "")
  }
}
