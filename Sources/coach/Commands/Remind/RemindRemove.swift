internal import ArgumentParser
internal import Reminders

struct RemindRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Stop the reminders in the background for good.")

  @OptionGroup(visibility: .hidden) var arguments: ReminderArguments
  @OptionGroup(visibility: .hidden) var trial: ReminderTrial

  func validate() throws { try arguments.refuseAll(trial, of: "remove") }

  func run() throws {
    let wasThere = try ReminderService().remove()
    try Console.print(wasThere ? "Removed." : "No reminders are installed.")
  }
}
