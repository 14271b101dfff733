internal import Glibc

/// What the kernel reports of changes in folders: inotify(7).
final class FolderEvents {
  /// A folder that is watched.
  struct Watch: Hashable {
    fileprivate let number: Int32
  }

  enum Event {
    /// Something happened to a name in a folder; whole if a file was closed after writing, or took
    /// the name of another.
    case file(Watch, name: String, isWhole: Bool)
    /// The folder was removed, renamed, or its disk taken away.
    case folderGone(Watch)
    /// There was more than the kernel keeps.
    case lost
  }

  private let queue: Descriptor

  /// Readable when there are events.
  var descriptor: Int32 { queue.number }

  private static let whole = UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO)
  private static let gone =
    UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF) | UInt32(IN_UNMOUNT) | UInt32(IN_IGNORED)
  private static let wanted =
    whole | UInt32(IN_MODIFY) | UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM)
    | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF) | UInt32(IN_ONLYDIR)

  init() throws(Errno) {
    let number = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard number >= 0 else { throw Errno.last }
    queue = Descriptor(owning: number)
  }

  /// Watches a folder, or goes on watching it.
  ///
  /// - Parameters:
  ///   - folder: its path.
  ///   - isNeeded: whether it is an error if the folder is not readable.
  /// - Returns: `nil` if there is no such folder any more, or it is neither readable nor needed.
  /// - Throws: why it cannot be watched.
  func add(_ folder: String, isNeeded: Bool) throws(Errno) -> Watch? {
    let number = inotify_add_watch(descriptor, folder, Self.wanted)
    if number >= 0 { return Watch(number: number) }
    switch errno {
    case ENOENT, ENOTDIR: return nil
    case EACCES where !isNeeded: return nil
    default: throw Errno.last
    }
  }

  func remove(_ watch: Watch) { inotify_rm_watch(descriptor, watch.number) }

  /// Hands over all that has happened.
  func read(_ receive: (Event) -> Void) {
    // Room for several events; one is at most a name longer than its head.
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      for event in Self.events(in: buffer[..<count]) { receive(event) }
    }
  }

  private static func events(in bytes: ArraySlice<UInt8>) -> [Event] {
    let head = MemoryLayout<inotify_event>.size
    var events: [Event] = []
    var rest = bytes
    while rest.count >= head {
      let event = rest.withUnsafeBytes { $0.loadUnaligned(as: inotify_event.self) }
      let name = rest.dropFirst(head).prefix(Int(event.len)).prefix { $0 != 0 }
      rest = rest.dropFirst(head + Int(event.len))
      let watch = Watch(number: event.wd)
      if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
        events.append(.lost)
      } else if event.mask & gone != 0 {
        events.append(.folderGone(watch))
      } else {
        events.append(
          .file(
            watch, name: String(decoding: name, as: UTF8.self), isWhole: event.mask & whole != 0))
      }
    }
    return events
  }
}
