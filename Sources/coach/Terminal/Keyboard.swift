internal import Glibc
internal import LiveSession
internal import Platform

/// Reads single keys from the terminal and sends them to a session as commands.
///
/// A program in the background has no keys; it gets them when it comes to the foreground.
final class Keyboard {
  /// What each key asks for.
  private static let commands: [UInt8: Transport.Command] = [
    UInt8(ascii: " "): .button, UInt8(ascii: "\n"): .button, UInt8(ascii: "p"): .toggle,
    UInt8(ascii: "n"): .next, UInt8(ascii: "b"): .back, UInt8(ascii: "r"): .again,
    UInt8(ascii: "h"): .howLong,
    UInt8(ascii: "+"): .louder, UInt8(ascii: "="): .louder, UInt8(ascii: "-"): .softer,
    UInt8(ascii: "s"): .slower, UInt8(ascii: "f"): .faster, UInt8(ascii: "q"): .stop,
  ]

  /// What the arrow keys ask for, by the last byte of what they send: up, down, right, left.
  private static let arrows: [UInt8: Transport.Command] = [
    UInt8(ascii: "A"): .louder, UInt8(ascii: "B"): .softer, UInt8(ascii: "C"): .next,
    UInt8(ascii: "D"): .back,
  ]

  /// How often a program in the background looks whether it is still there: a shell that brings a
  /// running one to the foreground sends no signal.
  private static let look: useconds_t = 250_000

  /// Takes the terminal over; `nil` if standard input is not one.
  ///
  /// - Parameters:
  ///   - control: takes the commands.
  ///   - view: shows the keys if they are asked for, and is drawn when the program comes to the
  ///     foreground.
  init?(_ control: SessionControl, _ view: any SessionView) {
    guard TerminalMode.prepare() else { return nil }
    // At once: what is typed must not be seen.
    TerminalMode.takeOver()
    do throws(Errno) {
      try BackgroundThread.start("coach keys") { Self.read(for: control, view) }
    } catch {
      TerminalMode.finish()
      return nil
    }
  }

  /// Gives the terminal back as it was found.
  func restore() { TerminalMode.finish() }

  /// Sends what the keys ask for, until there are no more.
  private static func read(for control: SessionControl, _ view: any SessionView) {
    var isBehind = false
    while true {
      if TerminalMode.owner(of: STDIN_FILENO) == .another {
        isBehind = true
      } else {
        TerminalMode.takeOver()
        if isBehind { view.resume() }
        isBehind = false
        // Reading fails in the background, and if there is no terminal any more.
        guard readKeys(for: control, view) == EIO, tcgetpgrp(STDIN_FILENO) != -1 else { return }
      }
      usleep(look)
    }
  }

  /// Sends what the keys ask for while they can be read.
  ///
  /// - Returns: the `errno` of what ended that; 0 if there are no more keys.
  private static func readKeys(for control: SessionControl, _ view: any SessionView) -> Int32 {
    var byte: UInt8 = 0
    // How much of `ESC [` or `ESC O` has come, which an arrow key begins with.
    var escape = 0
    while true {
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return count == 0 ? 0 : errno }
      switch (escape, byte) {
      case (_, 0x1B): escape = 1
      case (1, UInt8(ascii: "[")), (1, UInt8(ascii: "O")): escape = 2
      case (2, _):
        escape = 0
        if let command = arrows[byte] { control.send(command) }
      case (_, UInt8(ascii: "?")):
        escape = 0
        view.showKeys()
      default:
        escape = 0
        if let command = commands[byte] { control.send(command) }
      }
    }
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
