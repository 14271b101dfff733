internal import CALSA
internal import Glibc

/// A device that can be played on.
public struct DeviceDescription: Hashable, Sendable {
  /// What to pass to `--device`.
  public let name: DeviceName
  /// ALSA's description with its lines joined; empty if there is none.
  public let description: String

  /// Lists the devices ALSA knows for playing, in its order.
  ///
  /// Building blocks such as `null` and converters are left out.
  public static func all() -> [DeviceDescription] {
    _ = DeviceFailure.silenced
    var hints: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    guard snd_device_name_hint(-1, "pcm", &hints) >= 0, let hints else { return [] }
    defer { snd_device_name_free_hint(hints) }
    var list: [DeviceDescription] = []
    var index = 0
    while let hint = hints[index] {
      index += 1
      guard let name = text(hint, "NAME"), !blocks.contains(name) else { continue }
      // No direction means both.
      guard text(hint, "IOID") ?? "Output" == "Output" else { continue }
      let words = text(hint, "DESC")?.split(separator: "\n").joined(separator: ", ")
      list.append(DeviceDescription(name: DeviceName(name), description: words ?? ""))
    }
    return list
  }

  private static let blocks: Set = [
    "null", "lavrate", "samplerate", "speexrate", "speex", "upmix", "vdownmix",
  ]

  private static func text(_ hint: UnsafeMutableRawPointer, _ id: String) -> String? {
    guard let value = snd_device_name_get_hint(hint, id) else { return nil }
    defer { free(value) }
    return String(cString: value)
  }
}
