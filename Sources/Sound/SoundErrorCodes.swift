public import CoachErrors
public import Platform

/// Why sound could not be made or played.
extension CoachError.Code {
  /// The timeline and the clips do not belong together: a mistake in this program.
  public static var mismatch: Self { Self("mismatch") }
  /// There is no sound device of that name.
  public static var deviceMissing: Self { Self("deviceMissing") }
  /// The device is in use by another program, or may not be used.
  public static var deviceBusy: Self { Self("deviceBusy") }
  /// ALSA's configuration does not say what the device is.
  public static var deviceUndefined: Self { Self("deviceUndefined") }
  /// The device takes no format of ours, or no sound at all.
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
