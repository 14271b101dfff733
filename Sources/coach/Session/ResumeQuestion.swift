internal import ArgumentParser
internal import CoachErrors
internal import Glibc

/// Asks whether to go on from a place that may no longer be of use.
enum ResumeQuestion {
  /// Asks on the terminal.
  ///
  /// - Parameters:
  ///   - question: why somebody may not want to.
  ///   - routine: the routine, as `coach play` takes it.
  /// - Throws: the end of the command, if the answer is no or nobody can be asked.
  static func ask(_ question: String, about routine: String) throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw CoachError(
        .other, question,
        advice: "`coach resume --anyway` goes on from there, "
          + "`coach play \(routine)` starts from the beginning.")
    }
    Console.output("\(DisplayWidth.visible(question)) Go on from there? [Y/n] ")
    guard isYes(readLine()) else {
      Console.output("`coach play \(routine)` starts from the beginning.\n")
      throw CleanExit.message("")
    }
  }

  /// Whether an answer means yes; `nil` is the end of the input, without an answer.
  static func isYes(_ answer: String?) -> Bool {
    guard let answer = answer?.drop(while: \.isWhitespace).lowercased() else { return false }
    return answer.isEmpty || answer.hasPrefix("y")
  }
}
