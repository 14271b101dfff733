internal import ArgumentParser
internal import CoachErrors
internal import Glibc
internal import Reminders
internal import Sound

struct Remind: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Be reminded of your posture every so often.",
    usage: """
      coach remind [<options>]
      coach remind install [<options>]
      coach remind status
      coach remind remove
      """,
    discussion: """
      Says one short cue at a time, such as to think tall, each in its turn. It never speaks \
      outside of the hours it was given, nor over a session, not even one that is paused; what \
      falls there, or into the machine's sleep, is left out.

      It reminds until it is ended with Ctrl-C. `coach remind install` has it started in the \
      background at every login, with the same options.

      Examples:
        coach remind --now
        coach remind --every 45m --between 8:00-20:00
        coach remind install --every 1h30 --between 9-17 --quiet
      """,
    subcommands: [RemindInstall.self, RemindStatus.self, RemindRemove.self])

  @OptionGroup var arguments: ReminderArguments
  @OptionGroup var trial: ReminderTrial

  func run() throws {
    let plan = try arguments.plan()
    let voice = try ReminderVoice(arguments)
    let clock = SystemClock()
    if trial.now {
      guard let next = ReminderSchedule(plan, in: clock.localTime).next(after: clock.now) else {
        return
      }
      guard !RunningSession.exists() else {
        throw CoachError(
          .other, "A session is running, and a reminder is not spoken over it.",
          advice: "`coach status` shows what it is doing, `coach stop` ends it.")
      }
      return try say(next, voice, until: clock)
    }
    // Whoever read what is written may be gone: reminders are for who listens.
    Glibc.signal(SIGPIPE, SIG_IGN)
    remind(plan, voice, clock)
  }

  private func remind(_ plan: ReminderPlan, _ voice: ReminderVoice, _ clock: SystemClock) {
    let signals = SignalSources([SIGINT, SIGTERM, SIGHUP]) { _ in clock.stop() }
    Console.output(ReminderWords.plan(plan) + "\n")
    var isFirst = true
    var reminding = Reminding(plan, clock: clock) {
      RunningSession.exists()
    } speak: { reminder in
      // A reminder that cannot be heard does not end the others.
      do throws(CoachError) { try say(reminder, voice, until: clock) } catch { Report.error(error) }
    } report: { notice in
      switch notice {
      case .next(let reminder):
        if isFirst || isatty(STDOUT_FILENO) == 1 {
          Console.output("Next: \(ReminderWords.time(of: reminder, clock)).\n")
        }
        isFirst = false
      case .missed: break
      case .leftOut(let reminder):
        Console.output("\(ReminderWords.clock(reminder.moment, clock))  (a session is running)\n")
      }
    }
    reminding.run()
    signals.endProgram()
  }

  private func say(
    _ reminder: DueReminder, _ voice: ReminderVoice, until clock: SystemClock
  ) throws(CoachError) {
    let text = voice.texts[reminder.turn % voice.texts.count]
    Console.output(
      "\(ReminderWords.clock(clock.now, clock))  \(DisplayWidth.visible(text))\n")
    try voice.say(text) { !clock.hasStopped && !RunningSession.exists() }
  }
}

/// What only `coach remind` itself takes, which the parser hands to its subcommands as well.
struct ReminderTrial: ParsableArguments {
  @Flag(help: "Say one reminder at once, to try it out, and end.")
  var now = false
}

/// What somebody wants to be reminded of, when, and how: the same in front and in the background.
struct ReminderArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The time from one reminder to the next, such as 45m or 1h30; 45m where not given.",
      valueName: "duration"),
    transform: duration)
  var every: Duration?

  @Option(
    help: ArgumentHelp(
      """
      The hours of the day in which to remind, by the clock on the wall; may go over midnight. \
      8:00-20:00 where not given.
      """, valueName: "from-to"),
    transform: window)
  var between: DayWindow?

  @Option(
    help: ArgumentHelp(
      "How much earlier or later one may come; a tenth of the time between where not given.",
      valueName: "duration"),
    transform: duration)
  var jitter: Duration?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("A voice from `coach voices`.", valueName: "name"))
  var voice: String?

  @Flag(help: "Beside a sleeping baby: a soft voice, nothing sudden.")
  var quiet = false

  @OptionGroup var output: DeviceArguments

  func validate() throws { _ = try plan() }

  /// Whether there is any.
  var isGiven: Bool {
    every != nil || between != nil || jitter != nil || voice != nil || quiet
      || !output.device.isEmpty
  }

  func plan() throws -> ReminderPlan {
    do throws(ReminderPlan.Problem) {
      return try ReminderPlan(
        every: every ?? ReminderPlan.usualPeriod, between: between ?? .usual, jitter: jitter)
    } catch {
      switch error {
      case .tooOften: throw ValidationError("`--every` is at least a minute.")
      case .tooSeldom: throw ValidationError("`--every` is at most a day.")
      case .negativeJitter: throw ValidationError("`--jitter` is 0 or more.")
      case .tooMuchJitter(let most):
        throw ValidationError(
          "With so much jitter two reminders would come in a row: "
            + "`--jitter` is at most \(ReminderWords.option(most)) here.")
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
