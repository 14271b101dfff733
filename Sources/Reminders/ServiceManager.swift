internal import Platform

/// The manager of this user's services, through its own command, `systemctl --user`.
enum ServiceManager {
  /// What came of a command.
  struct Answer {
    /// Its exit code, 0 for success; 128 and the signal's number if a signal ended it.
    let code: Int32
    /// All that it printed, without white space around it.
    let text: String
  }

  /// Runs the command to its end.
  ///
  /// - Parameter arguments: what comes after `--user`.
  /// - Returns: its exit code, and what it printed.
  /// - Throws: there is no such command, or it cannot be started.
  static func run(_ arguments: String...) throws(Errno) -> Answer {
    let output = try ProgramOutput(of: .name("systemctl"), ["--user"] + arguments)
    let text = output.text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
    let code =
      switch output.ending {
      case .exit(let code): code
      case .signal(let signal): 128 + signal
      }
    return Answer(code: code, text: String(text.reversed()))
  }
}
