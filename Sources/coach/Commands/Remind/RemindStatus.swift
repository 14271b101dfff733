internal import ArgumentParser
internal import CoachErrors
internal import Reminders

struct RemindStatus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show whether reminders are installed, and when the next one comes.",
    discussion: "The exit code is 1 if none are installed.")

  @OptionGroup(visibility: .hidden) var arguments: ReminderArguments
  @OptionGroup(visibility: .hidden) var trial: ReminderTrial

  func validate() throws { try arguments.refuseAll(trial, of: "status") }

  func run() throws {
    guard let installed = ReminderService().installed else {
      try Console.print("No reminders are installed; `coach remind install` installs them.")
      throw Report.failed
    }
    let plan = installed.plan.map(ReminderWords.plan)
    try Console.print(
      plan ?? "Installed, but its file has been changed and does not say how often.")
    switch installed.state {
    case "active": try installed.plan.map(ReminderWords.printNext)
    case let state:
      try Console.print("Not running\(state.map { " (\($0))" } ?? "").")
      Report.note("`systemctl --user status \(ReminderUnit.name)` says why.")
    }
  }
}
