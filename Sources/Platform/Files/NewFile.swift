public import Glibc

/// A file that appears under its name only when it is whole; without `create` or `replace`, never.
public struct NewFile: ~Copyable {
  /// What the file is called until it is whole.
  public enum Draft: Hashable, Sendable {
    /// Nothing (`O_TMPFILE`), so that whatever ends the process, a power cut included, leaves
    /// nothing behind; on file systems that cannot do that (NFS, FAT), as `guarded`.
    case unnamed
    /// A hidden name of its own beside the target, removed on errors and on the usual signals.
    case guarded
    /// A hidden name of its own beside the target, removed on errors.
    case hidden
    /// A given name beside the target; what an earlier process left there is overwritten.
    case named(String)
  }

  private let path: String
  private let folder: String
  private let name: String
  private var descriptor: Descriptor?
  /// The draft's path while it exists.
  private var draft: String?
  private var hold: SignalHold?

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: where it is to appear; a link there is replaced, not followed.
  ///   - draft: what it is called until then.
  ///   - mode: its permissions, before the umask.
  /// - Throws: why no file can be made in that folder.
  public init(at path: String, as draft: Draft, mode: mode_t = 0o666) throws(Errno) {
    self.path = path
    (folder, name) = FileSystem.split(path)
    if draft == .unnamed {
      descriptor = try Self.openUnnamed(in: folder, mode: mode)
      if descriptor != nil { return }
    }
    if draft == .unnamed || draft == .guarded { hold = SignalHold() }
    let place: String
    let flags: Int32
    if case .named(let name) = draft {
      (place, flags) = (folder + "/" + name, O_TRUNC)
    } else {
      (place, flags) = (folder + "/" + Self.hiddenName(for: name), O_EXCL)
    }
    descriptor = try Descriptor(
      opening: place, O_WRONLY | O_CREAT | O_NOFOLLOW | flags, mode: mode)
    self.draft = place
  }

  deinit {
    if let draft { unlink(draft) }
  }

  /// Writes bytes after those written so far.
  public borrowing func write(_ bytes: UnsafeRawBufferPointer) throws(Errno) {
    try descriptor?.write(bytes)
  }

  /// Writes bytes after those written so far.
  public borrowing func write(_ bytes: [UInt8]) throws(Errno) { try descriptor?.write(bytes) }

  /// Leaves a hole, which reads as zeros and takes no room.
  ///
  /// - Parameter bytes: how long it is.
  /// - Throws: why there can be none.
  public borrowing func skip(_ bytes: Int64) throws(Errno) {
    guard lseek(number, off_t(bytes), SEEK_CUR) >= 0 else { throw Errno.last }
  }

  /// Sets the file's length in bytes, which a hole at its end does not.
  public borrowing func setLength(_ bytes: Int64) throws(Errno) {
    guard ftruncate(number, off_t(bytes)) == 0 else { throw Errno.last }
  }

  /// Gives the file another's owner, if the system lets this user do so.
  public borrowing func takeOwner(of status: stat) {
    // Only the system's administrator can give a file to somebody else.
    _ = fchown(number, status.st_uid, status.st_gid)
  }

  /// Gives the file another's permissions, whatever the umask.
  public borrowing func takePermissions(of status: stat) throws(Errno) {
    guard fchmod(number, status.st_mode & 0o7777) == 0 else { throw Errno.last }
  }

  /// Waits until what was written is on the disk, so that it outlasts a power cut.
  public borrowing func sync() throws(Errno) { try descriptor?.sync() }

  /// Puts the file in its place.
  ///
  /// - Throws: `Errno.fileExists` if there is something of that name, which stays as it is; or
  ///   another reason.
  public consuming func create() throws(Errno) {
    guard let draft else { return try link(to: path) }
    try descriptor.take()?.close()
    // A link never replaces anything, whoever else writes there at the same time.
    if Glibc.link(draft, path) == 0 { return }
    guard [EPERM, EOPNOTSUPP, ENOSYS].contains(errno) else { throw Errno.last }
    // File systems without links, such as those of memory sticks.
    guard !FileSystem.isTaken(path) else { throw Errno.fileExists }
    try rename(draft)
  }

  /// Puts the file in its place, instead of what is there.
  ///
  /// - Parameter syncsFolder: whether the folder is brought to the disk after a file was replaced,
  ///   so that the new one outlasts a power cut, if the file system can do that.
  /// - Throws: why it cannot be done; what was there is then as it was.
  public consuming func replace(syncsFolder: Bool = false) throws(Errno) {
    if draft == nil {
      do throws(Errno) {
        return try link(to: path)
      } catch {
        guard error == .fileExists else { throw error }
      }
      // A link cannot replace a file, a rename can: a name for the moment between the two.
      hold = SignalHold()
      let place = folder + "/" + Self.hiddenName(for: name)
      try link(to: place)
      draft = place
    }
    try descriptor.take()?.close()
    if let draft { try rename(draft) }
    if syncsFolder { FileSystem.syncFolder(folder) }
  }

  private var number: Int32 {
    switch descriptor {
    case .some(let descriptor): descriptor.number
    case nil: -1
    }
  }

  /// Gives a name to a file that has none.
  private borrowing func link(to path: String) throws(Errno) {
    let unnamed = "/proc/self/fd/\(number)"
    guard linkat(AT_FDCWD, unnamed, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 else {
      throw Errno.last
    }
  }

  private mutating func rename(_ draft: String) throws(Errno) {
    guard Glibc.rename(draft, path) == 0 else { throw Errno.last }
    self.draft = nil
  }

  /// Opens a file without a name; `nil` if the file system has no such thing.
  private static func openUnnamed(in folder: String, mode: mode_t) throws(Errno) -> Descriptor? {
    // It gets its name through /proc, which some containers lack.
    guard access("/proc/self/fd", X_OK) == 0 else { return nil }
    do throws(Errno) {
      return try Descriptor(unnamedIn: folder, O_WRONLY, mode: mode)
    } catch {
      // Kernels and file systems without it answer with one of these.
      if [.notSupportedOnSocket, .isDirectory, .invalidArgument].contains(error) { return nil }
      throw error
    }
  }

  /// A hidden name of its own, short enough for a long target name.
  private static func hiddenName(for name: String) -> String {
    let tag = String(UInt32.random(in: 0...UInt32.max), radix: 36)
    return ".\(name.prefix(40)).coach-\(tag)"
  }
}
