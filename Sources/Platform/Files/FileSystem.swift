public import Glibc
internal import SystemPackage

/// Questions to the file system, and changes of it, about paths.
public enum FileSystem {
  /// What the system knows of what a path leads to, with links followed.
  ///
  /// - Throws: why it cannot be read, such as `Errno.noSuchFileOrDirectory`.
  public static func status(of path: String) throws(Errno) -> stat {
    var status = Glibc.stat()
    guard stat(path, &status) == 0 else { throw Errno.last }
    return status
  }

  /// Whether a path leads to anything, with links followed.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a path leads to a folder, with links followed.
  public static func isFolder(_ path: String) -> Bool {
    guard let status = try? status(of: path) else { return false }
    return status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether there is anything of that name, if only a link that leads nowhere.
  public static func isTaken(_ path: String) -> Bool {
    var status = Glibc.stat()
    return lstat(path, &status) == 0
  }

  /// Where a link leads, as it is written in it; `nil` if the path is not a link.
  public static func linkTarget(of path: String) -> String? {
    // A path is at most this long on Linux.
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink(path, &buffer, buffer.count)
    guard length >= 0 else { return nil }
    return String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The absolute path of what a path leads to, without links in it; `nil` if there is nothing.
  public static func realPath(of path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The path with the current folder before it if it is relative; links in it stay.
  public static func absolutePath(of path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }

  /// The absolute path without `.`, `..` and doubled slashes, which is not asked of the file system:
  /// `..` after a link is what is written before the link.
  public static func standardPath(of path: String) -> String {
    FilePath(absolutePath(of: path)).lexicallyNormalized().string
  }

  /// The folder of a path: `.` for a name alone, `/` for what lies at the top.
  public static func folder(of path: String) -> String { split(path).folder }

  /// The name at the end of a path; slashes after it do not count.
  public static func name(of path: String) -> String { split(path).name }

  /// Takes a path apart into its folder and its name.
  static func split(_ path: String) -> (folder: String, name: String) {
    let whole = FilePath(path)
    guard let name = whole.lastComponent else { return (path.hasPrefix("/") ? "/" : ".", "") }
    let folder = whole.removingLastComponent().string
    return (folder.isEmpty ? "." : folder, name.string)
  }

  /// The names in a folder, without `.` and `..`, in no order.
  ///
  /// - Throws: why it cannot be read.
  public static func names(in folder: String) throws(Errno) -> [String] {
    guard let stream = opendir(folder) else { throw Errno.last }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Makes a folder, and those above it that are missing; one that is there stays as it is.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - mode: the permissions of each folder that is made, before the umask.
  /// - Throws: why there can be no folder.
  public static func makeFolder(_ path: String, mode: mode_t = 0o777) throws(Errno) {
    if mkdir(path, mode) == 0 { return }
    let error = Errno.last
    if error == .noSuchFileOrDirectory, FileSystem.folder(of: path) != path {
      try makeFolder(FileSystem.folder(of: path), mode: mode)
      guard mkdir(path, mode) == 0 || errno == EEXIST else { throw Errno.last }
    } else {
      guard error == .fileExists, isFolder(path) else { throw error }
    }
  }

  /// Removes a file or a link.
  ///
  /// - Throws: why it cannot be removed.
  public static func remove(_ path: String) throws(Errno) {
    guard unlink(path) == 0 else { throw Errno.last }
  }

  /// Brings a folder to the disk, so that new names in it outlast a power cut, if that can be done.
  static func syncFolder(_ folder: String) {
    try? Descriptor(opening: folder, O_RDONLY | O_DIRECTORY).sync()
  }
}
