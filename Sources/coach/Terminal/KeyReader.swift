internal import Glibc
internal import Platform

/// A key of a terminal.
enum Key: Hashable, Sendable {
  /// One that stands for a byte of its own.
  case character(UInt8)
  case up, down, left, right, pageUp, pageDown, home, end

  /// By the letter that ends what it sends.
  fileprivate static let byLetter: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
  ]
  /// By the digit before the `~` that ends what it sends.
  fileprivate static let byDigit: [UInt8: Key] = [
    UInt8(ascii: "1"): .home, UInt8(ascii: "4"): .end, UInt8(ascii: "5"): .pageUp,
    UInt8(ascii: "6"): .pageDown, UInt8(ascii: "7"): .home, UInt8(ascii: "8"): .end,
  ]
}

/// Makes keys of the bytes that a terminal sends.
struct KeyDecoder {
  private enum State {
    case plain
    /// After `ESC`.
    case escape
    /// After `ESC [` or `ESC O`, and what comes before the byte that ends it.
    case sequence([UInt8])
  }

  private var state = State.plain

  /// Takes a byte.
  ///
  /// - Returns: the key that it completes, if any.
  mutating func key(_ byte: UInt8) -> Key? {
    switch (state, byte) {
    case (_, 0x1B): state = .escape
    case (.escape, UInt8(ascii: "[")), (.escape, UInt8(ascii: "O")): state = .sequence([])
    case (.sequence(let parameters), 0x20...0x3F):
      // Longer ones are nothing that a key sends.
      if parameters.count < 16 { state = .sequence(parameters + [byte]) }
    case (.sequence(let parameters), _):
      state = .plain
      guard byte == UInt8(ascii: "~") else { return Key.byLetter[byte] }
      // After a `;` comes what is held at the same time, such as Ctrl.
      let number = parameters.prefix { $0 != UInt8(ascii: ";") }
      return number.count == 1 ? number.first.flatMap { Key.byDigit[$0] } : nil
    default:
      state = .plain
      return .character(byte)
    }
    return nil
  }
}

/// Reads single keys from the terminal.
///
/// A program in the background has no keys; it gets them when it comes to the foreground.
final class KeyReader {
  /// How often a program in the background looks whether it is still there: a shell that brings a
  /// running one to the foreground sends no signal.
  private static let look: useconds_t = 250_000

  /// Takes the terminal over; `nil` if standard input is not one.
  ///
  /// - Parameters:
  ///   - take: is called for each key, on a thread of the reader's own.
  ///   - comeBack: is called there when the program comes to the foreground.
  init?(
    take: @escaping @Sendable (Key) -> Void, comeBack: @escaping @Sendable () -> Void
  ) {
    guard TerminalMode.prepare() else { return nil }
    // At once: what is typed must not be seen.
    TerminalMode.takeOver()
    do throws(Errno) {
      try BackgroundThread.start("coach keys") { Self.read(take, comeBack) }
    } catch {
      TerminalMode.finish()
      return nil
    }
  }

  /// Gives the terminal back as it was found.
  func restore() { TerminalMode.finish() }

  /// Hands keys on until there are no more.
  private static func read(_ take: (Key) -> Void, _ comeBack: () -> Void) {
    var isBehind = false
    while true {
      if TerminalMode.owner(of: STDIN_FILENO) == .another {
        isBehind = true
      } else {
        TerminalMode.takeOver()
        if isBehind { comeBack() }
        isBehind = false
        // Reading fails in the background, and if there is no terminal any more.
        guard readKeys(take) == EIO, tcgetpgrp(STDIN_FILENO) != -1 else { return }
      }
      usleep(look)
    }
  }

  /// Hands keys on while they can be read.
  ///
  /// - Returns: the `errno` of what ended that; 0 if there are no more keys.
  private static func readKeys(_ take: (Key) -> Void) -> Int32 {
    var byte: UInt8 = 0
    var decoder = KeyDecoder()
    while true {
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return count == 0 ? 0 : errno }
      if let key = decoder.key(byte) { take(key) }
    }
  }
}
