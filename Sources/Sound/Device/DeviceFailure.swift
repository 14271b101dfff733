internal import CALSA
internal import CoachErrors
internal import Glibc
internal import Platform

/// Turns ALSA's error numbers into our errors: the only place that does.
enum DeviceFailure {
  /// Keeps alsa-lib from writing to standard error; read before its first use.
  static let silenced: Void = coach_alsa_silence()

  /// The library's last complaint on this thread, in brackets, or nothing.
  private static func complaint() -> String {
    var buffer = [CChar](repeating: 0, count: 200)
    coach_alsa_take_message(&buffer, buffer.count)
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let words = String(decoding: bytes, as: UTF8.self)
    return words.isEmpty ? "" : " (ALSA: \(words.filter { !$0.isNewline }))"
  }

  /// Why a device could not be opened or set up.
  static func opening(_ device: DeviceName, _ result: Int32) -> CoachError {
    let name = "the sound device “\(device.text)”"
    let other = "Choose another with --device; `coach devices` lists them."
    let export = "`coach export` writes a file for any other player."
    let detail = complaint()
    switch -result {
    case ENOENT, ENODEV, ENXIO:
      return CoachError(
        .deviceMissing, "There is no sound device “\(device.text)” here\(detail).",
        advice: "\(other) Without any, \(export)")
    case ECONNREFUSED, EHOSTDOWN, ECONNRESET, ETIMEDOUT:
      return CoachError(
        .deviceMissing, "The sound server behind “\(device.text)” does not answer\(detail).",
        advice: "Start PipeWire or PulseAudio. \(other) Or \(export)")
    case EBUSY, EAGAIN:
      return CoachError(
        .deviceBusy, "Another program is using \(name)\(detail).",
        advice: "Close that program, or choose a device that shares. \(other)")
    case EACCES, EPERM:
      return CoachError(
        .deviceBusy, "You may not use \(name)\(detail).",
        advice: "Log in at the machine itself or join the group “audio”. Or \(export)")
    case EINVAL:
      return CoachError(
        .deviceRefuses, "Cannot use \(name): it takes no format of ours\(detail).",
        advice: "\(other) A device whose name begins with plughw: converts formats. Or \(export)")
    default:
      return CoachError(
        .deviceMissing,
        "Cannot open \(name): \(Errno(rawValue: -result).reason)\(detail).",
        advice: "\(other) Or \(export)")
    }
  }

  /// What an error of an open device means for playing.
  static func running(_ device: DeviceName, _ result: Int32) -> DeviceFault {
    switch -result {
    case EPIPE: .underrun
    case ESTRPIPE: .suspended
    default: .lost(lost(device, Errno(rawValue: -result).reason))
    }
  }

  /// A device that went away or hangs.
  static func lost(_ device: DeviceName, _ reason: String) -> CoachError {
    CoachError(
      .deviceLost, "The sound device “\(device.text)” went away: \(reason)\(complaint()).",
      advice: "Playback goes on where it was as soon as the device is back.")
  }
}
