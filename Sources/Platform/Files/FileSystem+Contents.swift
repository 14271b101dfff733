public import Glibc

// Small files, of which nobody ever sees half a one.
extension FileSystem {
  /// All that is in a file.
  ///
  /// - Throws: why it cannot be read.
  public static func contents(of path: String) throws(Errno) -> [UInt8] {
    try Descriptor(opening: path, O_RDONLY).readAll()
  }

  /// Writes a file of which there is none yet.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - contents: what is to be in it.
  /// - Throws: `Errno.fileExists` if there is something of that name, which stays as it is; or
  ///   another reason.
  public static func createFile(_ path: String, contents: [UInt8]) throws(Errno) {
    let file = try NewFile(at: path, as: .hidden)
    try file.write(contents)
    try file.create()
  }

  /// Writes a file, and makes its folder; what is there under that name is replaced.
  ///
  /// - Parameters:
  ///   - path: the file; a link there is replaced, not followed.
  ///   - contents: what is to be in it.
  ///   - status: the file that is replaced, if the new one keeps its owner and its permissions;
  ///     `nil` for those of a new file.
  /// - Throws: why it cannot be written; what was there is then as it was.
  public static func replaceFile(
    _ path: String, contents: [UInt8], keeping status: stat? = nil
  ) throws(Errno) {
    try? makeFolder(folder(of: path))
    // What few may read is never to be read by others, not even while it is written.
    let file = try NewFile(at: path, as: .hidden, mode: status == nil ? 0o666 : 0o600)
    try file.write(contents)
    if let status {
      file.takeOwner(of: status)
      try file.takePermissions(of: status)
      // What replaces somebody's work has to outlast a power cut.
      try file.sync()
    }
    try file.replace()
  }
}
