internal import ArgumentParser
internal import LiveSession

struct Play: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Play a routine, and be steered while it plays.",
    discussion: """
      \(Keyboard.help)

      The same from another terminal: `coach pause`, `coach toggle`, `coach status` and so on. A \
      headset's button, media keys and the desktop's media controls work too: pressed once they \
      pause and resume, twice they repeat, three times they go on to the next step.

      The place is kept: after a crash or an empty battery, `coach resume` goes on from there.

      Examples:
        coach play upper-back-relief
        coach play upper-back-relief --with-baby --quiet
        coach play upper-back-relief --device plughw:CARD=Headset --device default
      """)

  @OptionGroup var arguments: RoutineArguments
  @OptionGroup var output: DeviceArguments

  func run() throws {
    let request = arguments.request(devices: output.device)
    Resume.offer(for: request)
    try Stage(request).play()
  }
}

/// Where a session is heard.
struct DeviceArguments: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A sound device from `coach devices`; may be given several times, the one you like best first.",
      valueName: "name"))
  var device: [String] = []
}
