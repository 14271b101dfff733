internal import ArgumentParser
internal import CoachErrors
internal import Platform
internal import Reminders

struct RemindInstall: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Have reminders started in the background, now and at every login.",
    discussion: """
      Needs systemd. What was installed before is replaced, and goes on with the new options.

      Example:
        coach remind install --every 45m --between 8:00-20:00 --quiet
      """)

  @OptionGroup var arguments: ReminderArguments
  @OptionGroup(visibility: .hidden) var trial: ReminderTrial

  func validate() throws {
    if trial.now { throw ValidationError("`--now` goes without `install`.") }
  }

  func run() throws {
    let plan = try arguments.plan()
    _ = try ReminderVoice(arguments)
    guard let program = OwnProgram.path else {
      throw CoachError(
        .other, "Cannot find the program coach itself.",
        advice: "Mount /proc, which this needs.")
    }
    let unit = ReminderUnit(
      command: [program, "remind"] + arguments.commandLine(plan), environment: Self.environment,
      plan: plan)
    try RemindService.catching { () throws(ReminderService.Failure) in
      try ReminderService().install(unit)
    }
    try Console.print("Installed. " + ReminderWords.plan(plan))
    try RemindService.printNext(plan)
  }

  /// What leads to voices and sound another way than usual, which systemd would not know.
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

struct RemindStatus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tell whether reminders are installed, and when the next one comes.",
    discussion: "Ends with exit code 1 where none are.")

  @OptionGroup(visibility: .hidden) var arguments: ReminderArguments
  @OptionGroup(visibility: .hidden) var trial: ReminderTrial

  func validate() throws { try RemindService.refuse(arguments, trial, "status") }

  func run() throws {
    guard let installed = ReminderService().installed else {
      try Console.print("No reminders are installed; `coach remind install` installs them.")
      throw Report.failed
    }
    let plan = installed.plan.map(ReminderWords.plan)
    try Console.print(plan ?? "Installed; its file does not say what it does any more.")
    switch installed.state {
    case "active": try installed.plan.map(RemindService.printNext)
    case let state:
      try Console.print("Not running\(state.map { " (\($0))" } ?? "").")
      Report.note("`systemctl --user status \(ReminderUnit.name)` tells why.")
    }
  }
}

struct RemindRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "End the reminders in the background for good.")

  @OptionGroup(visibility: .hidden) var arguments: ReminderArguments
  @OptionGroup(visibility: .hidden) var trial: ReminderTrial

  func validate() throws { try RemindService.refuse(arguments, trial, "remove") }

  func run() throws {
    let wasThere = try RemindService.catching { () throws(ReminderService.Failure) in
      try ReminderService().remove()
    }
    try Console.print(wasThere ? "Removed." : "No reminders are installed.")
  }
}

/// What the commands about reminders in the background share.
private enum RemindService {
  /// Refuses options where they say nothing.
  static func refuse(
    _ arguments: ReminderArguments, _ trial: ReminderTrial, _ name: String
  ) throws {
    if arguments.isGiven || trial.now { throw ValidationError("`\(name)` takes no options.") }
  }

  static func printNext(_ plan: ReminderPlan) throws {
    let clock = SystemClock()
    let next = ReminderSchedule(plan, in: clock.localTime).next(after: clock.now)
    if let next { try Console.print("Next: \(ReminderWords.time(of: next, clock)).") }
  }

  static func catching<Value>(
    _ body: () throws(ReminderService.Failure) -> Value
  ) throws -> Value {
    do throws(ReminderService.Failure) {
      return try body()
    } catch {
      throw CoachError(.other, error.message, advice: error.advice)
    }
  }
}
