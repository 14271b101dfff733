internal import ArgumentParser
internal import Desktop
internal import FoundationEssentials

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what the running sessions are doing.",
    discussion: "The exit code is 1 if none is running.")

  @OptionGroup var arguments: SessionArguments

  @Flag(help: "Print one line of JSON for each session.")
  var json = false

  func run() throws {
    let sessions = try RunningSessions()
    let chosen = try SessionChoice.some(arguments.session, of: try sessions.all())
    for session in chosen {
      let text = try sessions.status(of: session.name)
      if json {
        try Console.print(text)
        continue
      }
      let record = try? JSONDecoder().decode(StatusRecord.self, from: Data(text.utf8))
      let id = chosen.count > 1 ? "\(SessionChoice.id(of: session))  " : ""
      try Console.print(id + DisplayWidth.visible(record?.line ?? text))
    }
  }
}
