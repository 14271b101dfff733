public import CoachErrors
public import Platform

/// Why sound could not be made, written or played.
public typealias SoundError = CoachError

extension CoachError.Code {
  /// The timeline and the clips do not belong together: a mistake in this program.
  public static var mismatch: Self { Self("mismatch") }
  /// The folder to write in does not exist.
  public static var folderMissing: Self { Self("folderMissing") }
  /// The file or its folder may not be written: permissions, or a read-only file system.
  public static var notWritable: Self { Self("notWritable") }
  /// The target is a folder or another thing that cannot hold sound.
  public static var notAFile: Self { Self("notAFile") }
  /// No room: the disk is full, or a quota or size limit is reached.
  public static var diskFull: Self { Self("diskFull") }
  /// The program that was reading our output has ended.
  public static var closedPipe: Self { Self("closedPipe") }
  /// The user interrupted it.
  public static var interrupted: Self { Self("interrupted") }
  /// Reading or writing failed for another reason.
  public static var inputOutput: Self { Self("inputOutput") }
  /// There is no sound device of that name.
  public static var deviceMissing: Self { Self("deviceMissing") }
  /// The device is in use by another program, or may not be used.
  public static var deviceBusy: Self { Self("deviceBusy") }
  /// The device takes no format of ours.
  public static var deviceRefuses: Self { Self("deviceRefuses") }
  /// The device went away or stopped answering.
  public static var deviceLost: Self { Self("deviceLost") }
}

extension CoachError {
  /// The system has no descriptors left for what playing needs.
  public static func startingPlayback(_ error: Errno) -> CoachError {
    CoachError(
      .inputOutput, "Cannot start playback: \(error.reason).",
      advice: "Close other programs, or raise the limit on open files (ulimit -n).")
  }
}
