internal import Glibc
internal import LiveSession

/// Sends what keys ask for to a session as commands.
final class Keyboard {
  /// What each key asks for.
  private static let commands: [Key: Transport.Command] = [
    key(" "): .button, key("\n"): .button, key("p"): .toggle, key("n"): .next, key("b"): .back,
    key("r"): .again, key("h"): .howLong, key("+"): .louder, key("="): .louder, key("-"): .softer,
    key("s"): .slower, key("f"): .faster, key("q"): .stop,
    .up: .louder, .down: .softer, .right: .next, .left: .back,
  ]

  private let reader: KeyReader

  /// Takes the terminal over; `nil` if standard input is not one.
  ///
  /// - Parameters:
  ///   - control: takes the commands.
  ///   - view: shows the keys if they are asked for, and is drawn when the program comes to the
  ///     foreground.
  init?(_ control: SessionControl, _ view: any SessionView) {
    let reader = KeyReader { key in
      if key == Self.key("?") { return view.showKeys() }
      if let command = Self.commands[key] { control.send(command) }
    } comeBack: {
      view.resume()
    }
    guard let reader else { return nil }
    self.reader = reader
  }

  /// Gives the terminal back as it was found.
  func restore() { reader.restore() }

  private static func key(_ character: Unicode.Scalar) -> Key {
    .character(UInt8(ascii: character))
  }
}

/// What a terminal's signals ask for: Ctrl-Z, going on, another size of its window.
struct TerminalSignals {
  private let sources: SignalSources

  init(_ control: SessionControl, _ view: any SessionView) {
    sources = SignalSources([SIGTSTP, SIGCONT, SIGWINCH]) { number in
      switch number {
      case SIGTSTP:
        // What is queued would go on sounding without the program.
        control.send(.pause, waitingAtMost: .milliseconds(500))
        view.suspend()
        TerminalMode.giveBack()
        raise(SIGSTOP)
      case SIGCONT:
        TerminalMode.takeOver()
        view.resume()
      default: view.redraw()
      }
    }
  }
}
