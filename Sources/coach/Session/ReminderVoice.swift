internal import ArgumentParser
internal import Catalog
internal import CoachErrors
internal import CueTimeline
internal import Desktop
internal import LiveSession
internal import Preparation
internal import Sound

/// Says reminders: the speech processes and the sound device are there for as long as one takes.
struct ReminderVoice {
  /// What is said, in the voice's language; at least one.
  let texts: [String]

  private let folders: Folders
  private let choices: ListenerChoices
  private let devices: [DeviceName]

  /// Finds the voice.
  ///
  /// - Parameter arguments: what is wanted.
  /// - Throws: why there is no such voice.
  init(_ arguments: ReminderArguments) throws(CoachError) {
    folders = try Folders.standard()
    devices = DeviceArguments.devices(arguments.output.device)
    choices = ListenerChoices(voice: arguments.voice, isQuiet: arguments.quiet)
    texts = try Preparation.reminders(choices, in: folders)
  }

  /// Says a text after a soft chime.
  ///
  /// - Parameters:
  ///   - text: what is said.
  ///   - isWanted: asked a few times a second whether to go on.
  /// - Throws: why it cannot be heard.
  func say(_ text: String, while isWanted: () -> Bool) throws(CoachError) {
    let preparation = try Preparation(saying: [text], choices, in: folders)
    guard isWanted() else { return }
    try OneHearing(preparation, on: devices).play(
      leadIn: Self.leadIn, chime: .start, while: isWanted)
  }

  /// A device that has slept for most of an hour swallows the beginning.
  private static let leadIn = Duration.milliseconds(800)
}

/// Whether somebody is led through a routine now, paused or not.
enum RunningSession {
  /// By the locks that sessions hold, which need no bus, and by the bus, which needs no disk.
  static func exists() -> Bool {
    if SessionStore.standard().hasRunning { return true }
    guard let sessions = try? RunningSessions(), let all = try? sessions.all() else { return false }
    return !all.isEmpty
  }
}
