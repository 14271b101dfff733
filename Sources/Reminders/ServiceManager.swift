internal import Glibc

/// The manager of this user's services, spoken to by its own command, `systemctl --user`.
enum ServiceManager {
  /// What came of a command.
  struct Answer {
    let code: Int32
    /// All that was printed, without white space around it.
    let text: String
  }

  /// The command is not there.
  struct Missing: Error {}

  /// Runs the command to its end.
  ///
  /// - Parameter arguments: what comes after `--user`.
  /// - Returns: its exit code, and what it printed.
  /// - Throws: where there is no such command, or no room for it.
  static func run(_ arguments: String...) throws(Missing) -> Answer {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Missing() }
    defer { close(ends[0]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
    var words = (["systemctl", "--user"] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, "systemctl", &actions, nil, &words, environ)
    close(ends[1])
    guard code == 0 else { throw Missing() }
    let text = readAll(ends[0])
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let isExit = status & 0x7f == 0
    return Answer(code: isExit ? status >> 8 & 0xff : 128 + status & 0x7f, text: text)
  }

  private static func readAll(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return String(
      text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
