public import Platform

/// Why sound could not be made, written or played.
///
/// A struct around a code, so that codes can be added without breaking who matches on them.
public struct SoundError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is, for exit codes and decisions; the words are in `description`.
  public enum Code: Hashable, Sendable {
    /// The timeline and the clips do not belong together: a mistake in this program.
    case mismatch
    /// The folder to write in does not exist.
    case folderMissing
    /// The file or its folder may not be written: permissions, or a read-only file system.
    case notWritable
    /// The target is a folder or another thing that cannot hold sound.
    case notAFile
    /// No room: the disk is full, or a quota or size limit is reached.
    case diskFull
    /// Who was reading our output is gone.
    case closedPipe
    /// The user interrupted it.
    case interrupted
    /// Reading or writing failed for another reason.
    case inputOutput
    /// There is no sound device of that name.
    case deviceMissing
    /// The device is in use by another program, or may not be used.
    case deviceBusy
    /// The device takes no format of ours.
    case deviceRefuses
    /// The device went away or stopped answering.
    case deviceLost
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

  /// The system has no descriptors left for what playing needs.
  public static func startingPlayback(_ error: Errno) -> SoundError {
    SoundError(
      .inputOutput, "Cannot start playback: \(error.reason).",
      advice: "Close other programs, or raise the limit on open files (ulimit -n).")
  }
}
