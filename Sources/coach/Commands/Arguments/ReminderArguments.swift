internal import ArgumentParser
internal import Reminders

/// What only `coach remind` itself takes, which the parser hands to its subcommands as well.
struct ReminderTrial: ParsableArguments {
  @Flag(help: "Say one reminder now, to try it out.")
  var now = false
}

/// What somebody wants to be reminded of, when, and how: the same in front and in the background.
struct ReminderArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The time between reminders, such as 1h30. Default: 45m.",
      valueName: "duration"),
    transform: duration)
  var every: Duration?

  @Option(
    help: ArgumentHelp(
      "The hours in which to remind; may cross midnight. Default: 8:00-20:00.", valueName: "from-to"
    ),
    transform: window)
  var between: DayWindow?

  @Option(
    help: ArgumentHelp(
      "How much earlier or later one may come. Default: a tenth of `--every`.",
      valueName: "duration"),
    transform: duration)
  var jitter: Duration?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("A voice from `coach voices`.", valueName: "name"))
  var voice: String?

  @Flag(help: "For a room with a sleeping baby: a soft voice, nothing sudden.")
  var quiet = false

  @OptionGroup var output: DeviceArguments

  func validate() throws { _ = try plan() }

  /// Whether there is any.
  private var isGiven: Bool {
    every != nil || between != nil || jitter != nil || voice != nil || quiet
      || !output.device.isEmpty
  }

  /// Refuses all options, for a command that takes none.
  func refuseAll(_ trial: ReminderTrial, of command: String) throws {
    if isGiven || trial.now { throw ValidationError("`\(command)` takes no options.") }
  }

  func plan() throws -> ReminderPlan {
    do throws(ReminderPlan.Problem) {
      return try ReminderPlan(
        every: every ?? ReminderPlan.usualPeriod, between: between ?? .usual, jitter: jitter)
    } catch {
      switch error {
      case .tooOften: throw ValidationError("`--every` must be at least a minute.")
      case .tooSeldom: throw ValidationError("`--every` must be at most a day.")
      case .negativeJitter: throw ValidationError("`--jitter` must be 0 or more.")
      case .tooMuchJitter(let most):
        throw ValidationError(
          "With so much jitter, two reminders could come in a row: "
            + "`--jitter` must be at most \(ReminderWords.option(most)) here.")
      }
    }
  }

  /// The same options for another process, which may run in another folder.
  ///
  /// - Parameter plan: what they say about time.
  /// - Returns: arguments for `coach remind`.
  func commandLine(_ plan: ReminderPlan) -> [String] {
    var words = [
      "--every", ReminderWords.option(plan.every), "--between", plan.between.description,
      "--jitter", ReminderWords.option(plan.jitter),
    ]
    if let voice { words += ["--voice", voice] }
    if quiet { words.append("--quiet") }
    for device in output.device { words += ["--device", device] }
    return words
  }

  private static let window = { @Sendable (text: String) throws -> DayWindow in
    do throws(DayWindow.Problem) {
      return try DayWindow(text)
    } catch {
      throw ValidationError(error.message)
    }
  }

  private static let duration = { @Sendable (text: String) throws -> Duration in
    try ReminderWords.duration(text)
  }
}
