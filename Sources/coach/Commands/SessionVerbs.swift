internal import ArgumentParser
internal import CoachErrors
internal import Desktop
internal import Foundation

/// What all commands share that steer a session running elsewhere.
enum SessionCommand {
  /// Sends a verb to the session that is meant: the only one, or the only one that plays.
  static func send(_ verb: Verb, session: String?) throws {
    let sessions = try connect()
    try send(verb, to: try find(session, in: sessions).name, sessions)
  }

  static func send(
    _ verb: Verb, to name: String, _ sessions: borrowing RunningSessions
  ) throws {
    try sessions.send(verb, to: name)
  }

  static func connect() throws -> RunningSessions {
    try RunningSessions()
  }

  static func find(
    _ wanted: String?, in sessions: borrowing RunningSessions
  ) throws -> RunningSessions.Session {
    let all = try sessions.all()
    let chosen = wanted.map { wanted in all.filter { number(of: $0) == wanted } } ?? all
    guard let first = chosen.first else {
      throw CoachError(
        .noSession, wanted.map { "No session `\($0)` is running." } ?? "No session is running.",
        advice: all.isEmpty
          ? "`coach play ROUTINE` starts one, `coach resume` goes on with the last."
          : "`coach status` shows those that are.")
    }
    if chosen.count == 1 { return first }
    let playing = chosen.filter { $0.status == .playing }
    if playing.count == 1 { return playing[0] }
    throw CoachError(
      .other, "There are \(chosen.count) sessions running.",
      advice: "Say which with --session: "
        + chosen.map { "\(number(of: $0)) (\($0.routine))" }.joined(separator: ", ") + ".")
  }

  /// What a session is called on the command line: `coach`, or its process number.
  static func number(of session: RunningSessions.Session) -> String {
    let last = session.name.split(separator: ".").last.map(String.init) ?? session.name
    return last.hasPrefix("instance") ? String(last.dropFirst("instance".count)) : last
  }
}

/// Which of several sessions.
struct SessionArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which session, where several run: as `coach status` shows it.", valueName: "id"))
  var session: String?
}

/// A command that is one verb, sent to the running session.
protocol SessionVerb: ParsableCommand {
  static var verb: Verb { get }
  var arguments: SessionArguments { get }
}

extension SessionVerb {
  func run() throws { try SessionCommand.send(Self.verb, session: arguments.session) }

  static func steering(_ name: String, _ abstract: String) -> CommandConfiguration {
    CommandConfiguration(
      commandName: name, abstract: abstract,
      discussion: "Steers the session that runs in another terminal.")
  }
}

struct Pause: SessionVerb {
  static let configuration: CommandConfiguration = steering("pause", "Pause the running session.")
  static let verb = Verb.pause
  @OptionGroup var arguments: SessionArguments
}

struct Toggle: SessionVerb {
  static let configuration: CommandConfiguration = steering(
    "toggle", "Pause the running session, resume it, or say \"go\" where it waits.")
  static let verb = Verb.toggle
  @OptionGroup var arguments: SessionArguments
}

struct Next: SessionVerb {
  static let configuration: CommandConfiguration = steering("next", "Go on to the next step.")
  static let verb = Verb.next
  @OptionGroup var arguments: SessionArguments
}

struct Back: SessionVerb {
  static let configuration: CommandConfiguration = steering(
    "back", "Go back to the start of the step.")
  static let verb = Verb.back
  @OptionGroup var arguments: SessionArguments
}

struct Repeat: SessionVerb {
  static let configuration: CommandConfiguration = steering(
    "repeat", "Hear the last phrase or repetition again.")
  static let verb = Verb.repeat
  @OptionGroup var arguments: SessionArguments
}

struct HowLong: SessionVerb {
  static let configuration: CommandConfiguration = steering(
    "how-long", "Have the session say where it is and how long it still takes.")
  static let verb = Verb.howLong
  @OptionGroup var arguments: SessionArguments
}

struct Louder: SessionVerb {
  static let configuration: CommandConfiguration = steering(
    "louder", "Make the running session louder.")
  static let verb = Verb.louder
  @OptionGroup var arguments: SessionArguments
}

struct Softer: SessionVerb {
  static let configuration: CommandConfiguration = steering(
    "softer", "Make the running session softer.")
  static let verb = Verb.softer
  @OptionGroup var arguments: SessionArguments
}

struct Slower: SessionVerb {
  static let configuration: CommandConfiguration = steering(
    "slower", "Count the coming repetitions more slowly.")
  static let verb = Verb.slower
  @OptionGroup var arguments: SessionArguments
}

struct Faster: SessionVerb {
  static let configuration: CommandConfiguration = steering(
    "faster", "Count the coming repetitions faster.")
  static let verb = Verb.faster
  @OptionGroup var arguments: SessionArguments
}

struct Stop: SessionVerb {
  static let configuration: CommandConfiguration = steering(
    "stop", "Stop the running session; `coach resume` goes on with it.")
  static let verb = Verb.stop
  @OptionGroup var arguments: SessionArguments
}
