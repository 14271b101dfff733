public import CoachErrors
internal import Platform

/// Why the desktop cannot be reached.
extension CoachError.Code {
  /// There is no session bus, or it does not answer.
  public static var noBus: Self { Self("noBus") }
  /// Every name a session may have on the bus is taken.
  public static var nameTaken: Self { Self("nameTaken") }
  /// No session with that name is running.
  public static var noSession: Self { Self("noSession") }
  /// The session, or the bus, did not answer in time.
  public static var noAnswer: Self { Self("noAnswer") }
  /// The session answered with an error.
  public static var refused: Self { Self("refused") }
  /// The system has no file descriptors left.
  public static var noResources: Self { Self("noResources") }
}

extension CoachError {
  /// The system has no descriptors left.
  static func noResources(_ error: Errno) -> CoachError {
    CoachError(
      .noResources, "The session bus cannot be used: \(error.reason).",
      advice: "Close other programs, or raise the limit on open files (ulimit -n).")
  }

  /// The bus could not be reached.
  static func noBus(_ fault: BusFault) -> CoachError {
    CoachError(
      .noBus, "The session bus cannot be reached: \(fault.text).",
      advice:
        "Run every coach from the same desktop login, or from one `dbus-run-session -- bash`.")
  }

  /// The bus does not let this program offer a session.
  static func serving(_ fault: BusFault) -> CoachError {
    CoachError(
      .refused, "The session bus refuses to list this session: \(fault.text).",
      advice: "The session can still be controlled from its own terminal.")
  }

  /// A session could not be asked.
  static func asking(_ session: String, _ fault: BusFault) -> CoachError {
    if fault.isSilence {
      return CoachError(
        .noAnswer, "The session “\(session)” does not answer.",
        advice: "Look at the terminal it runs in; Ctrl-C there ends it.")
    }
    if fault.isAbsence {
      return CoachError(
        .noSession, "No session “\(session)” is running.",
        advice: "Start one with `coach play`.")
    }
    if fault.isDisconnection { return .noBus(fault) }
    return CoachError(
      .refused, "The session “\(session)” refuses: \(fault.text).",
      advice: "It may run another version of coach; end it and start it again.")
  }
}
