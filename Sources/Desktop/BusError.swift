internal import Platform

/// Why the desktop cannot be talked to; each says what to do next.
///
/// A struct around a code, so that codes can be added without breaking who matches on them.
public struct BusError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is, for exit codes and decisions; the words are in `description`.
  public enum Code: Hashable, Sendable {
    /// There is no session bus, or it does not answer.
    case noBus
    /// Every name that a session may have on the bus is taken.
    case nameTaken
    /// No session of that name is running.
    case noSession
    /// The session, or the bus, did not answer in time.
    case noAnswer
    /// The session answered with an error.
    case refused
    /// The system has no file descriptors left.
    case noResources
  }

  /// What kind of failure it is.
  public let code: Code
  /// What happened, and where.
  public let message: String
  /// What to do next, in one sentence.
  public let advice: String

  /// Makes an error; both texts are whole sentences.
  public init(_ code: Code, _ message: String, advice: String) {
    self.code = code
    self.message = message
    self.advice = advice
  }

  /// What happened and what to do next.
  public var description: String { "\(message) \(advice)" }
}

extension BusError {
  /// The system has no descriptors left.
  static func noResources(_ error: Errno) -> BusError {
    BusError(
      .noResources, "The session bus cannot be used: \(error.reason).",
      advice: "Close other programs, or raise the limit on open files (ulimit -n).")
  }

  /// The bus could not be reached.
  static func noBus(_ fault: BusFault) -> BusError {
    BusError(
      .noBus, "The session bus cannot be reached: \(fault.text).",
      advice:
        "Run every coach from the same desktop login, or from one `dbus-run-session -- bash`.")
  }

  /// Something went wrong between the bus and this program's own service.
  static func serving(_ fault: BusFault) -> BusError {
    BusError(
      .refused, "The session bus refuses to list this session: \(fault.text).",
      advice: "The session can still be led from its own terminal.")
  }

  /// A session could not be asked.
  static func asking(_ session: String, _ fault: BusFault) -> BusError {
    if fault.isSilence {
      return BusError(
        .noAnswer, "The session “\(session)” does not answer.",
        advice: "Look at the terminal it runs in; Ctrl-C there ends it.")
    }
    if fault.isAbsence {
      return BusError(
        .noSession, "There is no running session “\(session)”.",
        advice: "Start one with `coach play`.")
    }
    if fault.isDisconnection { return .noBus(fault) }
    return BusError(
      .refused, "The session “\(session)” refuses: \(fault.text).",
      advice: "It may be of another version of coach; end it and start it again.")
  }
}
