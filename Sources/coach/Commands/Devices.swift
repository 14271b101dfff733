internal import ArgumentParser
internal import CoachErrors
internal import Sound

struct Devices: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the sound devices that `coach play --device` takes.")

  func run() throws {
    let devices = DeviceDescription.all()
    guard !devices.isEmpty else {
      throw CoachError(
        .deviceMissing, "There is no sound device.",
        advice: "Write a file instead: coach export ROUTINE -o FILE.wav")
    }
    let width = devices.map { DisplayWidth.columns(of: $0.name.text) }.max() ?? 0
    for device in devices {
      let name = DisplayWidth.padded(device.name.text, to: width)
      try Console.print("\(name)  \(DisplayWidth.visible(device.description))")
    }
  }
}
