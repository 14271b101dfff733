internal import ArgumentParser
internal import CoachErrors
internal import Glibc
internal import LiveSession
internal import Platform
internal import Speech

/// The command line: each subcommand translates its arguments, calls the library, prints.
@main
struct Coach: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coach",
    abstract: "A voice that guides you through exercises while your hands are full.",
    discussion: """
      Start with `coach list`, then `coach play upper-back-relief`. Without a loudspeaker, \
      `coach export upper-back-relief -o relief.wav` writes a sound file for any player.

      A ROUTINE is a name that `coach list` shows, or the path of a script of your own.
      """,
    version: "coach \(version)",
    subcommands: [
      Play.self, Resume.self, Export.self, Preview.self, Audition.self, List.self, Suggest.self,
      Show.self, New.self, Check.self, Format.self, Translate.self, Schema.self, Remind.self,
      Voices.self, Devices.self,
    ],
    groupedSubcommands: [
      CommandGroup(
        name: "Session",
        subcommands: [
          Pause.self, Toggle.self, Next.self, Back.self, Repeat.self, HowLong.self, Louder.self,
          Softer.self, Slower.self, Faster.self, Stop.self, Status.self,
        ])
    ])

  /// The version of this program.
  static let version = "0.1.0"

  /// The sound device of the session that is asked for, which wakes up while the arguments are still
  /// being read: somebody waits for the first word.
  ///
  /// A guess from the arguments as they stand; a session that is to be heard elsewhere opens its own.
  static let device: WakingDevice? = {
    let arguments = ProgramArguments.all.dropFirst()
    guard arguments.first == Play.configuration.commandName,
      !arguments.contains(where: { ["-h", "--help", "help"].contains($0) })
    else { return nil }
    return try? WakingDevice(DeviceArguments.named(in: Array(arguments)), rate: Speaker.usualRate)
  }()

  static func main() {
    // A file that may grow no further (`ulimit -f`) is an error, and not the end of the program.
    Glibc.signal(SIGXFSZ, SIG_IGN)
    var device: WakingDevice?
    do {
      try requireThreads()
      device = Self.device
      var command = try parseAsRoot(Array(ProgramArguments.all.dropFirst()))
      try command.run()
    } catch {
      // Nothing ends well while the device is being opened.
      device?.close()
      guard let error = error as? CoachError else { exit(withError: error) }
      Report.error(error)
      exit(withError: Report.failed)
    }
  }

  /// Makes sure of the threads and processes that sound, speech and the desktop need, which would be
  /// waited for in vain.
  private static func requireThreads() throws(CoachError) {
    do throws(Errno) {
      try ThreadRoom.check(for: fewestThreads)
    } catch {
      throw CoachError(
        .other, "The system allows no more threads: \(error.reason).",
        advice: "Close other programs, or raise the limit on processes and threads (ulimit -u).")
    }
  }

  /// What a session has at its busiest, its speech processes included: with fewer it has been seen to
  /// hang, or to be silent.
  private static let fewestThreads = 12
}
