public import Glibc

/// Owns a file descriptor and closes it.
public struct Descriptor: ~Copyable, Sendable {
  /// The descriptor, for calls to the system while its owner lives.
  public let number: Int32
  private let isOwned: Bool

  /// Takes a descriptor over.
  public init(owning number: Int32) {
    self.number = number
    isOwned = true
  }

  /// Uses a descriptor that somebody else closes, such as standard output.
  public init(borrowing number: Int32) {
    self.number = number
    isOwned = false
  }

  /// Opens a file; programs started later do not inherit it.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - flags: those of open(2), such as `O_RDONLY`.
  ///   - mode: the permissions of a file that is made, before the umask.
  /// - Throws: why it cannot be opened.
  public init(opening path: String, _ flags: Int32, mode: mode_t = 0) throws(Errno) {
    while true {
      let number = open(path, flags | O_CLOEXEC, mode)
      if number >= 0 {
        self.init(owning: number)
        return
      }
      if errno != EINTR { throw Errno.last }
    }
  }

  /// Opens a file that has no name (`O_TMPFILE`) and is gone when it is closed, unless it is given
  /// a name before.
  ///
  /// - Parameters:
  ///   - folder: a folder of the file system it lies on.
  ///   - flags: those of open(2), such as `O_RDWR`.
  ///   - mode: its permissions, before the umask.
  /// - Throws: why it cannot be opened.
  public init(unnamedIn folder: String, _ flags: Int32, mode: mode_t) throws(Errno) {
    // <fcntl.h> defines O_TMPFILE as an expression that the importer does not take.
    try self.init(opening: folder, flags | 0o20_000_000 | O_DIRECTORY, mode: mode)
  }

  deinit { if isOwned { Glibc.close(number) } }

  /// Closes it, for the errors that network file systems report only then.
  public consuming func close() throws(Errno) {
    let (number, isOwned) = (number, isOwned)
    discard self
    // Linux has closed it even if a signal interrupted the call.
    if isOwned, Glibc.close(number) != 0, errno != EINTR { throw Errno.last }
  }

  /// Writes all bytes.
  ///
  /// A closed pipe and a size limit are reported as errors: the signals that come with them, which
  /// would end the process, are held back on this thread only and taken off its list again.
  public borrowing func write(_ bytes: UnsafeRawBufferPointer) throws(Errno) {
    let deadly = DeadlySignals()
    defer { deadly.restore() }
    var rest = bytes[...]
    while !rest.isEmpty {
      let chunk = UnsafeRawBufferPointer(rebasing: rest)
      let written = Glibc.write(number, chunk.baseAddress, chunk.count)
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        // Somebody made a shared descriptor non-blocking: wait for room rather than spin.
        var room = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        _ = poll(&room, 1, -1)
      } else if errno != EINTR {
        throw Errno.last
      }
    }
  }

  /// Writes all bytes, as `write(_:)` does.
  public borrowing func write(_ bytes: [UInt8]) throws(Errno) {
    // The result keeps the error's type, which a closure that throws would lose.
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(Errno) in try write(bytes) }
    }
    try result.get()
  }

  /// Reads until the end, or until there is no more room.
  ///
  /// - Parameter most: the largest number of bytes to read; what is left stays unread.
  /// - Returns: the bytes.
  /// - Throws: why it cannot be read.
  public borrowing func readAll(atMost most: Int = .max) throws(Errno) -> [UInt8] {
    // One byte more than a file has shows that this is its end; what has no length, such as a pipe,
    // is read in parts.
    let length = (try? status().st_size).map(Int.init(clamping:)) ?? 0
    var room = min(max(length, 0), 1 << 20) + 1
    var bytes: [UInt8] = []
    while bytes.count < most {
      let part = try readPart(atMost: min(room, most - bytes.count))
      if part.isEmpty { break }
      if bytes.isEmpty { bytes = part } else { bytes += part }
      room = 65_536
    }
    return bytes
  }

  /// Reads what is there, however often a signal interrupts it; nothing at the end.
  private borrowing func readPart(atMost room: Int) throws(Errno) -> [UInt8] {
    var failure: Errno?
    let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      var result = read(number, buffer.baseAddress, buffer.count)
      while result < 0, errno == EINTR { result = read(number, buffer.baseAddress, buffer.count) }
      if result < 0 { failure = Errno.last }
      count = max(result, 0)
    }
    if let failure { throw failure }
    return part
  }

  /// Waits until what was written is on the disk.
  public borrowing func sync() throws(Errno) {
    guard fsync(number) == 0 else { throw Errno.last }
  }

  /// What the system knows of the open file.
  public borrowing func status() throws(Errno) -> stat {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw Errno.last }
    return status
  }
}
