internal import ArgumentParser
internal import LiveSession
internal import Sound

struct Play: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
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
    try SessionRunner(arguments.request(devices: output.device)).play()
  }
}

/// Where a session is heard.
struct DeviceArguments: ParsableArguments {
  /// The devices that a command line names, in order; the standard one where it names none.
  static func named(in arguments: [String]) -> [DeviceName] {
    var names: [String] = []
    for (index, argument) in arguments.enumerated() {
      if ["-d", "--device"].contains(argument), index + 1 < arguments.count {
        names.append(arguments[index + 1])
      } else if argument.hasPrefix("--device=") {
        names.append(String(argument.dropFirst("--device=".count)))
      }
    }
    return devices(names)
  }

  /// Devices by their names; the standard one where there are none.
  static func devices(_ names: [String]) -> [DeviceName] {
    names.isEmpty ? [.standard] : names.map(DeviceName.init)
  }

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A sound device from `coach devices`; may be given several times, the one you like best first.",
      valueName: "name"))
  var device: [String] = []
}
