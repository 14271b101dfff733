internal import Glibc

extension TextFile {
  /// Puts another text in a file's place, all of it or nothing.
  ///
  /// It is written beside the file, which keeps its owner and its permissions.
  ///
  /// - Parameters:
  ///   - path: the file itself, not a link to it.
  ///   - name: what the file is called in messages.
  ///   - text: what is to be in it.
  /// - Throws: where that cannot be done; the file is then as it was.
  static func replace(
    _ path: String, name: String, with text: String
  ) throws(CatalogError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(name, writing: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw CatalogError(
        "\(name) is not a file that can be written anew",
        advice: "pipe it: coach format - < \(name)")
    }
    // A rename would replace a file that its owner has protected; ask as a plain write would.
    guard access(path, W_OK) == 0 else { throw failure(name, writing: errno) }
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { path[...$0] } ?? "./"
    let own = slash.map { path[path.index(after: $0)...] } ?? path[...]
    let tag = String(UInt32.random(in: 0...UInt32.max), radix: 36)
    let beside = "\(folder).\(own.prefix(40)).coach-\(tag)"
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(name, writing: errno, in: String(folder)) }
    let code = write(text, to: descriptor, like: status)
    close(descriptor)
    if let code = code ?? (rename(beside, path) == 0 ? nil : errno) {
      unlink(beside)
      throw failure(name, writing: code)
    }
  }

  /// Writes a whole text, to last through a power cut.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - descriptor: the file.
  ///   - status: whose it is to be, and who may read and write it.
  /// - Returns: the `errno` where it cannot be written.
  private static func write(
    _ text: String, to descriptor: Int32, like status: stat
  ) -> Int32? {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return errno
      }
    }
    // Only the system's administrator can give a file to somebody else; then it is the writer's.
    _ = fchown(descriptor, status.st_uid, status.st_gid)
    guard fchmod(descriptor, status.st_mode & 0o7777) == 0, fsync(descriptor) == 0 else {
      return errno
    }
    return nil
  }

  private static func failure(
    _ name: String, writing code: Int32, in folder: String? = nil
  ) -> CatalogError {
    let advice =
      switch code {
      case EACCES, EPERM:
        folder.map { "make its folder writable: chmod u+w \($0)" }
          ?? "make it writable: chmod u+w \(name)"
      case ENOSPC, EDQUOT: "free some space"
      case EROFS: "copy it to a disk that can be written"
      default: "see whether the path is right"
      }
    return CatalogError(
      "cannot write \(name): \(String(cString: strerror(code)))", advice: advice)
  }
}
