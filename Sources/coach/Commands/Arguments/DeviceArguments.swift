internal import ArgumentParser
internal import Sound

/// Where a session is heard.
struct DeviceArguments: ParsableArguments {
  /// The devices that a command line names, in order; the standard one if it names none.
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

  /// Devices by their names; the standard one if there are none.
  static func devices(_ names: [String]) -> [DeviceName] {
    names.isEmpty ? [.standard] : names.map(DeviceName.init)
  }

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A sound device from `coach devices`; may be repeated, the preferred one first.",
      valueName: "name"))
  var device: [String] = []
}
