internal import ArgumentParser
internal import CoachErrors
internal import Dispatch
internal import Platform
internal import Reminders
internal import Sound
internal import Speech
internal import Synchronization

struct RemindInstall: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Start reminders in the background, now and at every login.",
    discussion: """
      Needs systemd. Reminders that are installed already go on with the new options.

      Example:
        coach remind install --every 45m --between 8:00-20:00 --quiet
      """)

  @OptionGroup var arguments: ReminderArguments
  @OptionGroup(visibility: .hidden) var trial: ReminderTrial

  func validate() throws {
    if trial.now { throw ValidationError("`install` does not take `--now`.") }
  }

  func run() throws {
    let plan = try arguments.plan()
    _ = try ReminderVoice(arguments)
    guard let program = OwnProgram.path else {
      throw CoachError(
        .other, "The path of coach itself is not known.",
        advice: "Mount /proc, which tells it.")
    }
    let unit = ReminderUnit(
      command: [program, "remind"] + arguments.commandLine(plan), environment: Self.environment,
      plan: plan)
    for device in arguments.output.device { Self.warn(about: DeviceName(device)) }
    try ReminderService().install(unit)
    try Console.print("Installed. " + ReminderWords.plan(plan))
    try ReminderWords.printNext(plan)
  }

  /// Warns about a device that cannot be played on now; it may be one that comes back.
  private static func warn(about device: DeviceName) {
    let trial = DeviceTrial()
    do throws(Errno) {
      // Opening may hang.
      try BackgroundThread.start("coach device") {
        do throws(CoachError) {
          _ = try PCMDevice(device, rate: Speaker.usualRate)
        } catch {
          trial.problem.withLock { $0 = error }
        }
        trial.isDone.signal()
      }
    } catch {
      return
    }
    let isLate = trial.isDone.wait(timeout: .now() + .seconds(1)) == .timedOut
    let problem = trial.problem.withLock { $0?.message }
    guard let words = isLate ? "It does not answer." : problem else { return }
    Report.note(
      "Warning: the device “\(device.text)” cannot be played on now, and reminders are not heard "
        + "until it can. \(words)")
  }

  /// The variables that lead to other voices and sound than usual; systemd would not know them.
  private static var environment: [String: String] {
    let all = ProcessEnvironment.all
    var passedOn: [String: String] = [:]
    for name in ["ALSA_CONFIG_PATH", "COACH_DATA", "COACH_SPEECH", "ESPEAK_DATA_PATH"] {
      guard let path = all[name], !path.isEmpty else { continue }
      passedOn[name] = FileSystem.standardPath(of: path)
    }
    for folder in [UserFolder.config, .state] {
      guard let path = folder.setting(in: all) else { continue }
      passedOn[folder.variable] = FileSystem.standardPath(of: path)
    }
    return passedOn
  }
}

/// What comes of opening a device on a thread of its own.
private final class DeviceTrial: Sendable {
  let problem = Mutex<CoachError?>(nil)
  let isDone = DispatchSemaphore(value: 0)
}
