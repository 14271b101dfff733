internal import Foundation
internal import Glibc

/// Writes small text files so that nobody ever sees half of one: beside their place, then put there.
enum NewTextFile {
  /// The `errno` of what could not be done.
  struct Failure: Error {
    let code: Int32

    var reason: String { String(cString: strerror(code)) }
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
  static func replace(_ path: String, text: String) throws(Failure) {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let draft = try write(text, beside: path)
    guard rename(draft, path) == 0 else {
      let code = errno
      unlink(draft)
      throw Failure(code: code)
    }
  }

  /// Writes a hidden file beside a path.
  ///
  /// - Returns: its path.
  private static func write(_ text: String, beside path: String) throws(Failure) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    let name = (path as NSString).lastPathComponent.prefix(40)
    let tag = String(UInt32.random(in: 0...UInt32.max), radix: 36)
    let draft = (folder.isEmpty ? "" : folder + "/") + ".\(name).coach-\(tag)"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
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
    if close(descriptor) != 0, code == 0, errno != EINTR { code = errno }
    guard code == 0 else {
      unlink(draft)
      throw Failure(code: code)
    }
    return draft
  }
}
