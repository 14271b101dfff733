internal import ArgumentParser
internal import CoachErrors
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
      let id = chosen.count > 1 ? "\(SessionChoice.id(of: session))  " : ""
      do throws(CoachError) {
        let text = try sessions.status(of: session)
        try Console.print(json ? text : id + Self.line(text))
      } catch {
        // The others are shown all the same; one that has ended meanwhile is left out.
        guard chosen.count > 1, error.code != .noBus else { throw error }
        if error.code == .noSession { continue }
        try Console.print(json ? Self.noAnswer.json : id + "does not answer")
      }
    }
  }

  private static func line(_ text: String) -> String {
    let record = try? JSONDecoder().decode(StatusRecord.self, from: Data(text.utf8))
    return DisplayWidth.visible(record?.line ?? text)
  }

  /// What is known of a session that hangs.
  private static var noAnswer: StatusRecord {
    var record = StatusRecord(nil)
    record.state = "noAnswer"
    return record
  }
}
