internal import Foundation
internal import Glibc
internal import Platform

/// Writes small text files so that nobody ever sees half of one: beside their place, then put there.
enum NewTextFile {
  /// The `errno` of what could not be done.
  struct Failure: Error {
    let code: Int32

    var reason: String { Errno(rawValue: code).reason }
  }

  /// Writes a file where there is none.
  ///
  /// - Throws: `EEXIST` where there is something of that name, which stays as it is.
  static func create(_ path: String, text: String) throws(Failure) {
    let draft = try write(text, beside: path)
    defer { unlink(draft) }
    // A link never replaces anything, whoever else writes there at the same time.
    if link(draft, path) == 0 { return }
    let code = errno
    guard [EPERM, EOPNOTSUPP, ENOSYS].contains(code) else { throw Failure(code: code) }
    // File systems without links, such as those of memory sticks.
    var status = stat()
    guard lstat(path, &status) != 0 else { throw Failure(code: EEXIST) }
    guard rename(draft, path) == 0 else { throw Failure(code: errno) }
  }

  /// Writes a file, and makes its folder; another of that name is replaced.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - text: what is to be in it.
  ///   - status: whose it is to be, and who may read and write it; whatever is usual where `nil`.
  /// - Throws: where that cannot be done; what was there is then as it was.
  static func replace(
    _ path: String, text: String, keeping status: stat? = nil
  ) throws(Failure) {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let draft = try write(text, beside: path, keeping: status)
    guard rename(draft, path) == 0 else {
      let code = errno
      unlink(draft)
      throw Failure(code: code)
    }
  }

  /// Writes a hidden file beside a path.
  ///
  /// - Returns: its path.
  private static func write(
    _ text: String, beside path: String, keeping status: stat? = nil
  ) throws(Failure) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    let name = (path as NSString).lastPathComponent.prefix(40)
    let tag = String(UInt32.random(in: 0...UInt32.max), radix: 36)
    let draft = (folder.isEmpty ? "" : folder + "/") + ".\(name).coach-\(tag)"
    // What few may read is never to be read by others, not even while it is written.
    let mode: mode_t = status == nil ? 0o666 : 0o600
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    var rest = Array(text.utf8)[...]
    var code: Int32 = 0
    while !rest.isEmpty, code == 0 {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        code = errno
      }
    }
    if code == 0, let status { code = give(descriptor, to: status) }
    if close(descriptor) != 0, code == 0, errno != EINTR { code = errno }
    guard code == 0 else {
      unlink(draft)
      throw Failure(code: code)
    }
    return draft
  }

  /// Gives a file the owner and the permissions of another, and brings it to the disk.
  ///
  /// - Returns: the `errno`, 0 where all is well.
  private static func give(_ descriptor: Int32, to status: stat) -> Int32 {
    // Only the system's administrator can give a file to somebody else; then it is the writer's.
    _ = fchown(descriptor, status.st_uid, status.st_gid)
    // What replaces somebody's work has to outlast a power cut.
    let isDone = fchmod(descriptor, status.st_mode & 0o7777) == 0 && fsync(descriptor) == 0
    return isDone ? 0 : errno
  }
}
