internal import Glibc
internal import LiveSession
internal import Platform

/// Reads single keys from the terminal and sends them to a session as commands.
///
/// The terminal is given back as it was however the program ends: by itself, by a signal, stopped
/// with Ctrl-Z, or in a crash.
final class Keyboard {
  /// What each key asks for.
  private static let commands: [UInt8: Transport.Command] = [
    UInt8(ascii: " "): .button, UInt8(ascii: "\n"): .button, UInt8(ascii: "p"): .toggle,
    UInt8(ascii: "n"): .next, UInt8(ascii: "b"): .back, UInt8(ascii: "r"): .again,
    UInt8(ascii: "h"): .howLong, UInt8(ascii: "?"): .howLong,
    UInt8(ascii: "+"): .louder, UInt8(ascii: "="): .louder, UInt8(ascii: "-"): .softer,
    UInt8(ascii: "s"): .slower, UInt8(ascii: "f"): .faster, UInt8(ascii: "q"): .stop,
  ]

  /// What the arrow keys ask for, by the last byte of what they send: up, down, right, left.
  private static let arrows: [UInt8: Transport.Command] = [
    UInt8(ascii: "A"): .louder, UInt8(ascii: "B"): .softer, UInt8(ascii: "C"): .next,
    UInt8(ascii: "D"): .back,
  ]

  /// The keys in one line.
  static let hint =
    "space pause · r repeat · n next · b back · h how long · + - volume · s f tempo · q quit"

  /// The keys in words.
  static let help = """
    Keys: space (or Enter) pauses, resumes, and says "go" if a step waits for you; twice in a row it \
    repeats the last words, three times it goes to the next step, so that one button or pedal is \
    enough. n or → goes to the next step, b or ← goes back, r repeats, h says where you are and how \
    long is left, + and - change the volume, s and f make the coming repetitions slower and faster, \
    q quits.
    """

  /// The terminal as it was found; `nil` if it was not changed.
  ///
  /// Written once, before any handler that reads it is installed and before any other thread of
  /// this file is started; afterwards only read. Signal handlers can take no lock.
  nonisolated(unsafe) private static var found: termios?

  private let suspension: SignalSources

  /// Takes the terminal over; `nil` if standard input is not one.
  init?(_ control: SessionControl) {
    var settings = termios()
    // In the background the terminal is somebody else's, and touching it would stop the program.
    guard isatty(STDIN_FILENO) == 1, Self.isInForeground, tcgetattr(STDIN_FILENO, &settings) == 0
    else { return nil }
    Self.found = settings
    for signal in [SIGSEGV, SIGBUS, SIGILL, SIGABRT, SIGFPE, SIGTRAP, SIGQUIT] {
      Glibc.signal(signal) { number in
        // Only calls that are safe in a signal handler (signal-safety(7)): tcsetattr and raise.
        Keyboard.restoreTerminal()
        Glibc.signal(number, SIG_DFL)
        raise(number)
      }
    }
    Self.takeOver()
    // Ctrl-Z: pause, give the terminal back, and stop; afterwards the other way round.
    suspension = SignalSources([SIGTSTP, SIGCONT]) { number in
      if number == SIGTSTP {
        // What is queued would go on sounding without the program.
        control.send(.pause, waitingAtMost: .milliseconds(500))
        Keyboard.restoreTerminal()
        raise(SIGSTOP)
      } else if Keyboard.isInForeground {
        Keyboard.takeOver()
      }
    }
    do throws(Errno) {
      try BackgroundThread.start("coach keys") { Self.read(for: control) }
    } catch {
      Self.restoreTerminal()
      return nil
    }
  }

  /// Sends what the keys ask for, until there are no more.
  private static func read(for control: SessionControl) {
    var byte: UInt8 = 0
    // How much of `ESC [` or `ESC O` has come, which an arrow key begins with.
    var escape = 0
    while Glibc.read(STDIN_FILENO, &byte, 1) == 1 {
      switch (escape, byte) {
      case (_, 0x1B): escape = 1
      case (1, UInt8(ascii: "[")), (1, UInt8(ascii: "O")): escape = 2
      case (2, _):
        escape = 0
        if let command = Self.arrows[byte] { control.send(command) }
      default:
        escape = 0
        if let command = Self.commands[byte] { control.send(command) }
      }
    }
  }

  /// Gives the terminal back as it was found.
  func restore() { Self.restoreTerminal() }

  /// Gives the terminal back as it was found; safe in a signal handler.
  static func restoreTerminal() {
    guard var settings = found else { return }
    tcsetattr(STDIN_FILENO, TCSANOW, &settings)
  }

  /// Whether this program may use the terminal; one that is not our controlling one has no owner.
  private static var isInForeground: Bool {
    let owner = tcgetpgrp(STDIN_FILENO)
    return owner == -1 || owner == getpgrp()
  }

  /// Single keys, unseen; Ctrl-C and Ctrl-Z stay what they are, Ctrl-S is a key like others.
  private static func takeOver() {
    guard var settings = found else { return }
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
    // Ctrl-S would hold the output back, and with it the session that writes it.
    settings.c_iflag &= ~tcflag_t(IXON)
    // Let the first byte through at once.
    withUnsafeMutableBytes(of: &settings.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &settings)
  }
}
