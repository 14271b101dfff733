internal import Glibc

/// Keeps a command from writing over what it was to read.
enum OutputPath {
  /// Whether a path leads to a file, which is named by its real path.
  static func leads(_ path: String, to file: String) -> Bool {
    let real = realpath(path, nil)
    defer { free(real) }
    return real.map { String(cString: $0) } == file
  }

  /// Whether there is a file with something in it.
  static func isInUse(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
  }
}
