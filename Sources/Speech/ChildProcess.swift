internal import Glibc

/// Starts programs with next to nothing of ours.
enum ChildProcess {
  /// An `errno` of the system's.
  struct Failure: Error {
    let code: Int32
  }

  /// What a child gets of our environment: where the engine and its libraries look for files.
  private static let passedOn = [
    "ESPEAK_DATA_PATH", "HOME", "LD_LIBRARY_PATH", "TMPDIR", "XDG_RUNTIME_DIR",
  ]

  /// Starts a program whose standard input and output are one socket.
  ///
  /// - Parameters:
  ///   - path: the program.
  ///   - arguments: what it gets after its name.
  ///   - conversation: the child's end of a socket.
  /// - Returns: the process, to be reaped by the caller.
  /// - Throws: the system's reason where there is no such program or no room for it.
  static func spawn(
    _ path: String, _ arguments: [String], conversation: Int32
  ) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, conversation, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, conversation, STDOUT_FILENO)
    // A crashing engine's last words are not ours.
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)

    // Whatever signals we block or ignore, the child's time limits must reach it.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))

    let environment = passedOn.compactMap { name in
      WorkerProgram.environment(name).map { "\(name)=\($0)" }
    }
    var process: pid_t = 0
    let code = withCStrings([path] + arguments) { arguments in
      withCStrings(environment) { environment in
        posix_spawn(&process, path, &actions, &attributes, arguments, environment)
      }
    }
    guard code == 0 else { throw Failure(code: code) }
    return process
  }

  /// A null-terminated array of C strings for as long as `body` runs.
  private static func withCStrings<Value>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
