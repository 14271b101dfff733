internal import ArgumentParser
internal import CoachErrors
internal import Glibc
internal import Platform

/// Writes text to the standard streams at once, past any buffer.
enum Console {
  /// Writes what a running session tells; never waits for its reader.
  static let lines = LineWriter()

  /// Writes to standard output for somebody who watches; where nobody does any more, to nobody.
  static func output(_ text: String) { _ = write(text, to: STDOUT_FILENO) }

  /// Writes to standard error; nobody is left to tell where that fails.
  static func error(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  /// Prints what a command was asked for.
  ///
  /// - Parameters:
  ///   - text: lines, without the last newline.
  ///   - terminator: what comes after them.
  /// - Throws: why it cannot be written.
  static func print(_ text: String, terminator: String = "\n") throws(CoachError) {
    guard let code = write(text + terminator, to: STDOUT_FILENO) else { return }
    throw CoachError(
      .other, "Cannot write to standard output: \(Errno(rawValue: code).reason)",
      advice: "Check whether the disk is full, or the program that reads it has ended.")
  }

  /// Writes all of a text.
  ///
  /// - Returns: the `errno` where it cannot be written.
  @discardableResult
  static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}
