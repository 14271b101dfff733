internal import CALSA
internal import CoachErrors
internal import Glibc
internal import Platform

/// Turns ALSA's error numbers into our errors: the only place that does.
enum DeviceFailure {
  /// Keeps alsa-lib from writing to standard error; read before its first use.
  static let silenced: Void = coach_alsa_silence()

  /// Forgets what the library complained about on this thread: what comes next is about something
  /// else.
  static func forgetComplaints() { _ = complaints() }

  /// What the library complained about on this thread, the cause first; that is forgotten.
  private static func complaints() -> [Substring] {
    var buffer = [CChar](repeating: 0, count: coach_alsa_message_size)
    coach_alsa_take_message(&buffer, buffer.count)
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
  }

  /// The first complaint in brackets, or nothing.
  private static func detail(_ complaints: [Substring] = complaints()) -> String {
    complaints.first.map { " (ALSA: \($0))" } ?? ""
  }

  /// Why a device could not be opened or set up.
  static func opening(_ device: DeviceName, _ result: Int32) -> CoachError {
    let name = "the sound device “\(device.text)”"
    let other = "Choose another with --device; `coach devices` lists them."
    let export = "`coach export` writes a file for any other player."
    let complaints = complaints()
    let detail = detail(complaints)
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
      let problem =
        syntaxError(complaints) ?? "The definition of \(name) does not work\(detail)."
      return CoachError(
        .deviceUndefined, problem,
        advice: "Fix ALSA's configuration: ~/.asoundrc, ~/.config/alsa/asoundrc, /etc/asound.conf, "
          + "or the file that ALSA_CONFIG_PATH names. Or \(export)")
    default:
      return CoachError(
        .deviceMissing,
        "Cannot open \(name): \(Errno(rawValue: -result).reason)\(detail).",
        advice: "\(other) Or \(export)")
    }
  }

  /// Where the library could not read its configuration; `nil` if it could.
  private static func syntaxError(_ complaints: [Substring]) -> String? {
    let start = "_toplevel_:"
    let end = " may be old or corrupted"
    guard let place = complaints.first(where: { $0.hasPrefix(start) })?.dropFirst(start.count),
      let file = complaints.lazy.compactMap({ line in
        line.firstRange(of: end).map { line[..<$0.lowerBound] }
      }).first
    else { return nil }
    // `3:11:Unexpected char`
    let parts = place.split(separator: ":", maxSplits: 2)
    guard parts.count == 3 else { return nil }
    return "ALSA cannot read its configuration: \(file), line \(parts[0]), column \(parts[1]): "
      + "\(parts[2].prefix(1).lowercased() + parts[2].dropFirst())."
  }

  /// Why a device that was opened could not be set up.
  static func settingUp(_ device: DeviceName, _ refusal: PCMOpener.Refusal) -> CoachError {
    let name = "the sound device “\(device.text)”"
    let other = "Choose another with --device; `coach devices` lists them."
    let export = "`coach export` writes a file for any other player."
    switch refusal {
    case .format:
      return CoachError(
        .deviceRefuses, "Cannot use \(name): it takes no format of ours\(detail()).",
        advice: "\(other) A device whose name begins with plughw: converts formats. Or \(export)")
    case .failure(-EINVAL), .failure(-EIO):
      let reason =
        refusal == .failure(-EIO)
        ? "input/output error" : "it refuses settings that it says it takes"
      return CoachError(
        .deviceRefuses, "Cannot set up \(name): \(reason)\(detail()).",
        advice: "Unplug it and plug it in again, or restart the sound server. \(other) "
          + "Or \(export)")
    case .failure(let result):
      return opening(device, result)
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
      .deviceLost, "The sound device “\(device.text)” went away: \(reason)\(detail()).",
      advice: "Playback goes on where it was as soon as the device is back.")
  }
}
