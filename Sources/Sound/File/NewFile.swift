internal import Glibc
internal import Platform

/// A file that appears under its name only when it is whole.
///
/// It is written without any name in the target's folder (`O_TMPFILE`), so that whatever ends the
/// process, a power cut included, leaves nothing behind. File systems that cannot do that (NFS,
/// FAT) get a hidden name beside the target, removed on errors and on the usual signals.
struct NewFile: ~Copyable {
  let descriptor: Descriptor
  private let target: Target
  /// The hidden name while it exists.
  private var partialName: String?
  private var hold: SignalHold?

  /// Where a file is to appear.
  struct Target {
    /// The file as the user named it, for messages.
    let shownPath: String
    /// The folder, with symbolic links of the file itself followed.
    let folder: String
    let name: String
    /// The permissions of the file that is replaced, where there is one.
    let mode: mode_t?

    var path: String { folder + "/" + name }
  }

  init(_ target: Target, unnamed: Bool = true) throws(Errno) {
    self.target = target
    if unnamed, let number = try Self.openUnnamed(in: target.folder) {
      descriptor = Descriptor(owning: number)
      return
    }
    hold = SignalHold()
    let name = Self.partialName(for: target.name)
    descriptor = Descriptor(
      owning: try Descriptor.open(
        target.folder + "/" + name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o666))
    partialName = name
  }

  deinit {
    if let partialName { unlink(target.folder + "/" + partialName) }
  }

  /// Puts the file in its place, replacing what was there.
  ///
  /// What is replaced is given up only when the new file is on the disk, so that not even a power
  /// cut leaves neither. A file where none was has nothing to lose that cannot be exported again,
  /// and its listener need not wait for the disk.
  consuming func finish() throws(Errno) {
    if let mode = target.mode {
      fchmod(descriptor.number, mode & 0o7777)
      guard fsync(descriptor.number) == 0 else { throw Errno.last }
    }
    if partialName == nil {
      let number = "/proc/self/fd/\(descriptor.number)"
      if linkat(AT_FDCWD, number, AT_FDCWD, target.path, AT_SYMLINK_FOLLOW) == 0 {
        return
      }
      guard errno == EEXIST else { throw Errno.last }
      // A link cannot replace a file, a rename can: a name for the moment between the two.
      hold = SignalHold()
      let name = Self.partialName(for: target.name)
      guard
        linkat(AT_FDCWD, number, AT_FDCWD, target.folder + "/" + name, AT_SYMLINK_FOLLOW) == 0
      else { throw Errno.last }
      partialName = name
    }
    guard let name = partialName, rename(target.folder + "/" + name, target.path) == 0 else {
      throw Errno.last
    }
    partialName = nil
    syncFolder()
  }

  /// Makes the new name last through a power cut, where the file system can.
  private borrowing func syncFolder() {
    guard let number = try? Descriptor.open(target.folder, O_RDONLY | O_DIRECTORY) else { return }
    let folder = Descriptor(owning: number)
    fsync(folder.number)
  }

  /// Opens a file without a name; `nil` where the file system has no such thing.
  private static func openUnnamed(in folder: String) throws(Errno) -> Int32? {
    // It gets its name through /proc, which some containers lack.
    guard access("/proc/self/fd", X_OK) == 0 else { return nil }
    // <fcntl.h> defines it in terms the importer does not take.
    let unnamedFlag = 0o20_000_000 | O_DIRECTORY
    do throws(Errno) {
      return try Descriptor.open(folder, O_WRONLY | unnamedFlag, mode: 0o666)
    } catch {
      // Kernels and file systems without it answer with one of these.
      if [EOPNOTSUPP, EISDIR, EINVAL].contains(error.rawValue) { return nil }
      throw error
    }
  }

  /// A hidden name of its own beside the target, short enough for a long target name.
  private static func partialName(for name: String) -> String {
    let tag = String(UInt32.random(in: 0...UInt32.max), radix: 36)
    return ".\(name.prefix(40)).coach-\(tag)"
  }
}
