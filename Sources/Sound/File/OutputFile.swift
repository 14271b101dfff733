internal import CoachErrors
internal import Glibc
internal import Platform

/// An opened export destination: a file to be, or a stream.
struct OutputFile: ~Copyable {
  /// How the destination is called in messages.
  let shownPath: String
  private var file: NewFile?
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
  init(_ destination: ExportDestination, unnamed: Bool = true) throws(SoundError) {
    switch destination {
    case .standardOutput:
      shownPath = "standard output"
      stream = Descriptor(borrowing: STDOUT_FILENO)
    case .file(let path):
      shownPath = path
      do throws(Errno) {
        stream = try Self.openStream(path)
        if stream == nil { file = try NewFile(Self.target(path), unnamed: unnamed) }
      } catch {
        throw .writing(path, error.rawValue)
      }
    }
    if let number = stream?.number, isatty(number) == 1 {
      throw SoundError(
        .notAFile, "Sound written to a terminal would only garble it.",
        advice: "Redirect the output, or name a file with -o FILE.wav.")
    }
  }

  /// Whether silence can be left out of what is written, as a hole that reads as zeros.
  var takesHoles: Bool { file != nil }

  /// Writes bytes after those written so far.
  mutating func write(_ bytes: UnsafeRawBufferPointer) throws(SoundError) {
    if SignalHold.isInterrupted { throw .writing(shownPath, EINTR) }
    do throws(Errno) {
      try file?.descriptor.write(bytes)
      try stream?.write(bytes)
    } catch {
      throw .writing(shownPath, error.rawValue)
    }
    length += Int64(bytes.count)
    if !bytes.isEmpty { endsInHole = false }
  }

  /// Leaves a hole, which reads as zeros and takes no room.
  mutating func skip(_ bytes: Int64) throws(SoundError) {
    guard let number = file?.descriptor.number else { return }
    guard lseek(number, off_t(bytes), SEEK_CUR) >= 0 else { throw .writing(shownPath, errno) }
    length += bytes
    endsInHole = true
  }

  /// Puts the file in its place; without this, nothing appears.
  consuming func finish() throws(SoundError) {
    guard let file = file.take() else { return }
    if SignalHold.isInterrupted { throw .writing(shownPath, EINTR) }
    if endsInHole, ftruncate(file.descriptor.number, off_t(length)) != 0 {
      throw .writing(shownPath, errno)
    }
    let shownPath = shownPath
    do throws(Errno) {
      try file.finish()
    } catch {
      throw .writing(shownPath, error.rawValue)
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
    case S_IFDIR: throw Errno.isDirectory
    case S_IFIFO, S_IFCHR:
      return Descriptor(owning: try Descriptor.open(path, O_WRONLY | O_NOCTTY))
    default: throw Errno.invalidArgument
    }
  }

  /// Finds where a file is to appear, following symbolic links, also those that lead nowhere yet.
  private static func target(_ shownPath: String) throws(Errno) -> NewFile.Target {
    var path = shownPath
    // A path that ends in a slash names a folder, whether it exists or not.
    if path.isEmpty || path.hasSuffix("/") {
      throw path.isEmpty ? Errno.noSuchFileOrDirectory : .isDirectory
    }
    for _ in 0..<40 {
      let slash = path.lastIndex(of: "/")
      let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
      let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
      guard let link = readLink(path) else {
        var status = stat()
        let exists = stat(path, &status) == 0
        // A rename would replace a file its owner has protected; ask as a plain write would.
        if exists, access(path, W_OK) != 0 { throw Errno.last }
        return NewFile.Target(
          shownPath: shownPath, folder: folder, name: name, mode: exists ? status.st_mode : nil)
      }
      path = link.hasPrefix("/") ? link : folder + "/" + link
    }
    throw Errno.tooManySymbolicLinkLevels
  }

  private static func readLink(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink(path, &buffer, buffer.count)
    guard length >= 0 else { return nil }
    return String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
