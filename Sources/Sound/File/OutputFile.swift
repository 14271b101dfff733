internal import CoachErrors
internal import Glibc
internal import Platform

/// An opened export destination: a file to be, or a stream.
struct OutputFile: ~Copyable {
  /// What the destination is called in messages.
  let shownPath: String
  private var file: NewFile?
  /// The file that is replaced, if there is one.
  private var replaced: stat?
  private var stream: Descriptor?
  /// Bytes a file has so far, holes included.
  private var length: Int64 = 0
  private var endsInHole = false

  /// Opens a destination for writing; nothing appears there yet.
  ///
  /// - Parameters:
  ///   - destination: a path or standard output.
  ///   - unnamed: whether to try a file without a name first; `false` only in tests.
  /// - Throws: why the destination cannot be written.
  init(_ destination: ExportDestination, unnamed: Bool = true) throws(CoachError) {
    switch destination {
    case .standardOutput:
      shownPath = "standard output"
      stream = Descriptor(borrowing: STDOUT_FILENO)
    case .file(let path):
      shownPath = path
      do throws(Errno) {
        stream = try Self.openStream(path)
        if stream == nil {
          let target = try Self.target(path)
          replaced = target.replaced
          file = try NewFile(at: target.path, as: unnamed ? .unnamed : .guarded)
        }
      } catch {
        throw .writing(path, error)
      }
    }
    if let number = stream?.number, isatty(number) == 1 {
      throw CoachError(
        .notAFile, "Sound written to a terminal would only garble it.",
        advice: "Redirect the output, or name a file with -o FILE.wav.")
    }
  }

  /// Whether silence can be left out of what is written, as a hole that reads as zeros.
  var takesHoles: Bool { file != nil }

  /// Writes bytes after those written so far.
  mutating func write(_ bytes: UnsafeRawBufferPointer) throws(CoachError) {
    if SignalHold.isInterrupted { throw .writing(shownPath, .interrupted) }
    do throws(Errno) {
      try file?.write(bytes)
      try stream?.write(bytes)
    } catch {
      throw .writing(shownPath, error)
    }
    length += Int64(bytes.count)
    if !bytes.isEmpty { endsInHole = false }
  }

  /// Leaves a hole, which reads as zeros and takes no room.
  mutating func skip(_ bytes: Int64) throws(CoachError) {
    do throws(Errno) { try file?.skip(bytes) } catch { throw .writing(shownPath, error) }
    length += bytes
    endsInHole = true
  }

  /// Puts the file in its place; without this, nothing appears.
  ///
  /// An old file is given up only when the new one is on the disk, so that even after a power cut
  /// there is one of the two. If there was no file, nothing can be lost that cannot be exported
  /// again, and nobody need wait for the disk.
  consuming func finish() throws(CoachError) {
    guard let file = file.take() else { return }
    let shownPath = shownPath
    if SignalHold.isInterrupted { throw .writing(shownPath, .interrupted) }
    do throws(Errno) {
      if endsInHole { try file.setLength(length) }
      if let replaced {
        // A file system without permissions has nothing to keep.
        try? file.takePermissions(of: replaced)
        try file.sync()
      }
      try file.replace(syncsFolder: true)
    } catch {
      throw .writing(shownPath, error)
    }
  }

  /// Opens what is written to as it is: a FIFO, a device, or what standard output leads to.
  private static func openStream(_ path: String) throws(Errno) -> Descriptor? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    var output = stat()
    if fstat(STDOUT_FILENO, &output) == 0, output.st_dev == status.st_dev,
      output.st_ino == status.st_ino
    {
      // `-o /dev/stdout > file.wav`: the shell has opened the file, and replacing it would tear
      // the two apart.
      return Descriptor(borrowing: STDOUT_FILENO)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return nil
    case S_IFDIR: throw .isDirectory
    case S_IFIFO, S_IFCHR:
      return try Descriptor(opening: path, O_WRONLY | O_NOCTTY)
    default: throw .invalidArgument
    }
  }

  /// Finds where a file is to appear, following symbolic links, also those that lead nowhere yet.
  private static func target(
    _ shownPath: String
  ) throws(Errno) -> (path: String, replaced: stat?) {
    var path = shownPath
    // A path that ends in a slash names a folder, whether it exists or not.
    if path.isEmpty { throw .noSuchFileOrDirectory }
    if path.hasSuffix("/") { throw .isDirectory }
    for _ in 0..<40 {
      guard let link = FileSystem.linkTarget(of: path) else {
        let replaced = try? FileSystem.status(of: path)
        // A rename would replace a file its owner has protected; ask as a plain write would.
        if replaced != nil, access(path, W_OK) != 0 { throw Errno.last }
        return (path, replaced)
      }
      path = link.hasPrefix("/") ? link : FileSystem.folder(of: path) + "/" + link
    }
    throw .tooManySymbolicLinkLevels
  }
}
