internal import ArgumentParser
internal import LiveSession

struct Play: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "Play a routine, with controls while it plays.",
    discussion: """
      \(KeyList.help)

      From another terminal: `coach pause`, `coach toggle`, `coach status` and so on. A headset's \
      button, media keys and the desktop's media controls work too: press once to pause or resume, \
      twice to repeat, three times for the next step.

      Your place is saved: after a crash or an empty battery, `coach resume` goes on from there.

      Examples:
        coach play upper-back-relief
        coach play upper-back-relief --with-baby --quiet
        coach play upper-back-relief --device plughw:CARD=Headset --device default
      """)

  @OptionGroup var arguments: RoutineArguments
  @OptionGroup var output: DeviceArguments

  @Flag(help: "Stop the session that is running, if there is one, and play this instead.")
  var takeOver = false

  func run() throws {
    try OneSession().begin(takingOver: takeOver)
    try SessionRunner(arguments.request(devices: output.device)).play()
  }
}
