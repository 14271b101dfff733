internal import Glibc

/// A real speech process, spoken to in bytes.
final class WorkerProcess {
  private let process: pid_t
  private let socket: Int32

  /// A process that cannot be started.
  struct Failure: Error {
    let code: Int32
  }

  /// Longer than a phrase may take by the clock, which is a minute: after that it hangs.
  private static let patience: Int32 = 70_000

  init(_ path: String, language: String) throws(Failure) {
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw Failure(code: errno) }
    defer { close(ends[1]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // libFuzzer's alarm is not to reach it.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let words = [path, language, "", "50", "0"]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var started: pid_t = 0
    let code = posix_spawn(&started, path, &actions, &attributes, &arguments, environ)
    guard code == 0 else {
      close(ends[0])
      throw Failure(code: code)
    }
    process = started
    socket = ends[0]
  }

  deinit {
    close(socket)
    var state: Int32 = 0
    while waitpid(process, &state, 0) < 0, errno == EINTR {}
  }

  /// Writes bytes; whether the process took them all.
  func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          socket, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Says that nothing more will come.
  func finish() { _ = shutdown(socket, Int32(SHUT_WR)) }

  /// Reads a number of bytes, or up to the end; `nil` where they do not come.
  func read(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes {
        receive($0.baseAddress?.advanced(by: filled), count - filled)
      }
      guard got > 0 else { return nil }
      filled += got
    }
    return bytes
  }

  /// Reads up to the end; `nil` where there is none.
  func readToEnd() -> [UInt8]? {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let got = buffer.withUnsafeMutableBytes { receive($0.baseAddress, $0.count) }
      guard got >= 0 else { return nil }
      if got == 0 { return all }
      all += buffer[..<got]
    }
  }

  /// The greeting; `nil` where it is not that of a process that is ready.
  func greet() -> Bool {
    guard let head = read(16), WireRules.field(0, of: head[...]) == 0,
      read(Int(WireRules.field(3, of: head[...]))) != nil
    else { return false }
    return true
  }

  /// An answer; `nil` where none comes.
  func reply() -> WireRules.Reply? {
    guard let head = read(16) else { return nil }
    let size =
      Int(WireRules.field(2, of: head[...])) * 12 + Int(WireRules.field(3, of: head[...])) * 2
    guard let body = read(size) else { return nil }
    var bytes = (head + body)[...]
    return WireRules.reply(&bytes)
  }

  private func receive(_ into: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    while true {
      var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      let ready = poll(&waiting, 1, Self.patience)
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { return -1 }
      let got = Glibc.read(socket, into, count)
      if got < 0, errno == EINTR { continue }
      // It ended without having read everything.
      if got < 0, errno == ECONNRESET { return 0 }
      return got
    }
  }
}

extension WorkerProcess {
  /// The processor time of the children that have ended, to a hundredth of a second, and the pages
  /// that the process itself holds.
  var usage: (children: Duration, bytes: Int) {
    let stat = Self.text(of: "/proc/\(process)/stat")
    let fields = stat.drop { $0 != ")" }.split(separator: " ")
    let ticks = fields.count > 15 ? (Int(fields[14]) ?? 0) + (Int(fields[15]) ?? 0) : 0
    let pages = Self.text(of: "/proc/\(process)/statm").split(separator: " ")
    return (
      .milliseconds(ticks * 1000 / sysconf(Int32(_SC_CLK_TCK))),
      pages.count > 1 ? (Int(pages[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE)) : 0
    )
  }

  private static func text(of path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(file, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }
}
