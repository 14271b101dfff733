internal import ArgumentParser
internal import CoachErrors
internal import Desktop
internal import Foundation

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what the running sessions are doing.",
    discussion: "Ends with exit code 1 where none is running.")

  @OptionGroup var arguments: SessionArguments

  @Flag(help: "One line of JSON for each session.")
  var json = false

  func run() throws {
    let sessions = try SessionCommand.connect()
    let chosen = try sessions.all().filter {
      arguments.session == nil || SessionCommand.number(of: $0) == arguments.session
    }
    // The same words as for all other commands where there is none.
    if chosen.isEmpty { _ = try SessionCommand.find(arguments.session, in: sessions) }
    for session in chosen {
      let text = try sessions.status(of: session.name)
      if json {
        try Console.print(text)
        continue
      }
      let record = try? JSONDecoder().decode(StatusRecord.self, from: Data(text.utf8))
      let id = chosen.count > 1 ? "\(SessionCommand.number(of: session))  " : ""
      try Console.print(id + DisplayWidth.visible(record?.line ?? text))
    }
  }
}
