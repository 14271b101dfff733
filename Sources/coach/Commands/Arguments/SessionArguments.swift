internal import ArgumentParser
internal import Desktop

/// Which of several sessions.
struct SessionArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which session, if several are running: an ID from `coach status`.", valueName: "id"))
  var session: String?
}

/// A command that is one verb, sent to the running session.
protocol SessionVerb: ParsableCommand {
  static var verb: Verb { get }
  var arguments: SessionArguments { get }
}

extension SessionVerb {
  func run() throws {
    let sessions = try RunningSessions()
    let session = try SessionChoice.one(arguments.session, of: try sessions.all())
    try sessions.send(Self.verb, to: session.name)
  }

  static func controlling(_ name: String, _ abstract: String) -> CommandConfiguration {
    CommandConfiguration(
      commandName: name, abstract: abstract,
      discussion: "Controls the session that is running in another terminal.")
  }
}
