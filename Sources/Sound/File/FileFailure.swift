internal import CoachErrors
internal import Platform

/// Turns the system's errors about files into ours, here and nowhere else.
extension CoachError {
  /// Why a file could not be opened, written or put in its place: `path` as the user named it, and
  /// the system's error.
  static func writing(_ path: String, _ error: Errno) -> CoachError {
    let nothing = "Nothing was written."
    switch error {
    case .noSpace, .diskQuotaExceeded, .fileTooLarge:
      let reason =
        switch error {
        case .diskQuotaExceeded: "your disk quota is used up"
        case .fileTooLarge: "the file would be larger than allowed here"
        default: "the disk is full"
        }
      return CoachError(
        .diskFull, "Cannot write \(path): \(reason). \(nothing)",
        advice: "Free some space, or choose another folder with -o.")
    case .permissionDenied, .notPermitted, .readOnlyFileSystem:
      let reason =
        error == .readOnlyFileSystem ? "the file system is read-only" : "permission denied"
      return CoachError(
        .notWritable, "Cannot write \(path): \(reason). \(nothing)",
        advice: "Choose a folder you may write in with -o.")
    case .noSuchFileOrDirectory, .notDirectory:
      return CoachError(
        .folderMissing, "Cannot write \(path): its folder does not exist. \(nothing)",
        advice: "Create the folder first, or choose another with -o.")
    case .isDirectory:
      return CoachError(
        .notAFile, "Cannot write \(path): it is a folder. \(nothing)",
        advice: "Add a file name, such as \(path.hasSuffix("/") ? path : path + "/")routine.wav.")
    case .fileNameTooLong, .tooManySymbolicLinkLevels, .invalidArgument, .noSuchAddressOrDevice,
      .illegalByteSequence:
      return CoachError(
        .notAFile, "Cannot write \(path): \(error.reason). \(nothing)",
        advice: "Choose another file name with -o.")
    case .brokenPipe:
      return CoachError(
        .closedPipe, "Stopped writing to \(path): the program reading it has ended.",
        advice: "Write to a file with -o FILE.wav, or read the output to its end.")
    case .interrupted:
      return CoachError(
        .interrupted, "Interrupted while writing \(path). \(nothing)",
        advice: "Run the same command again to start over.")
    default:
      return CoachError(
        .inputOutput, "Cannot write \(path): \(error.reason). \(nothing)",
        advice: "Check the disk, or choose another folder with -o.")
    }
  }
}
