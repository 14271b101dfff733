internal import CoachErrors
internal import Glibc
internal import Platform

/// Turns the system's error numbers for files into our errors, here and nowhere else.
extension SoundError {
  /// Why a file could not be opened, written or put in its place: `path` as the user named it, and
  /// the system's error number.
  static func writing(_ path: String, _ number: Int32) -> SoundError {
    let nothing = "Nothing was written."
    switch number {
    case ENOSPC, EDQUOT, EFBIG:
      let reason =
        switch number {
        case EDQUOT: "your disk quota is used up"
        case EFBIG: "the file would be larger than allowed here"
        default: "the disk is full"
        }
      return SoundError(
        .diskFull, "Cannot write \(path): \(reason). \(nothing)",
        advice: "Free some space, or choose another folder with -o.")
    case EACCES, EPERM, EROFS:
      let reason = number == EROFS ? "the file system is read-only" : "permission denied"
      return SoundError(
        .notWritable, "Cannot write \(path): \(reason). \(nothing)",
        advice: "Choose a folder you may write in with -o.")
    case ENOENT, ENOTDIR:
      return SoundError(
        .folderMissing, "Cannot write \(path): its folder does not exist. \(nothing)",
        advice: "Create the folder first, or choose another with -o.")
    case EISDIR:
      return SoundError(
        .notAFile, "Cannot write \(path): it is a folder. \(nothing)",
        advice: "Add a file name, such as \(path.hasSuffix("/") ? path : path + "/")routine.wav.")
    case ENAMETOOLONG, ELOOP, EINVAL, ENXIO, EILSEQ:
      return SoundError(
        .notAFile, "Cannot write \(path): \(Errno(rawValue: number).reason). \(nothing)",
        advice: "Choose another file name with -o.")
    case EPIPE:
      return SoundError(
        .closedPipe, "Stopped writing to \(path): the program reading it has ended.",
        advice: "Write to a file with -o FILE.wav, or read the output to its end.")
    case EINTR:
      return SoundError(
        .interrupted, "Interrupted while writing \(path). \(nothing)",
        advice: "Run the same command again to start over.")
    default:
      return SoundError(
        .inputOutput, "Cannot write \(path): \(Errno(rawValue: number).reason). \(nothing)",
        advice: "Check the disk, or choose another folder with -o.")
    }
  }
}
