internal import ArgumentParser
internal import CoachErrors
internal import Glibc
internal import Reminders
internal import Sound

struct Remind: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Remind you of your posture every so often.",
    usage: """
      coach remind [<options>]
      coach remind install [<options>]
      coach remind status
      coach remind remove
      """,
    discussion: """
      Says one short reminder at a time, such as to think tall, each in turn. It never speaks \
      outside the given hours, nor during a session, even a paused one. Reminders that would come \
      then, or while the machine sleeps, are left out.

      It goes on until you press Ctrl-C. `coach remind install`, with the same options, starts it at \
      every login, in the background.

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
