public import Glibc

/// A program that this one started; it is waited for at the latest when its owner ends, who has to
/// see to it that it ends by then.
public struct ChildProcess: ~Copyable, Sendable {
  /// How to find a program.
  public enum Program: Hashable, Sendable {
    /// By the path of its file.
    case path(String)
    /// By its name, in the folders of `PATH`.
    case name(String)
  }

  /// What a program's standard stream leads to.
  public enum Stream: Hashable, Sendable {
    /// Nothing: it reads its end, and writes nowhere.
    case null
    /// A descriptor of ours.
    case descriptor(Int32)
  }

  /// How a program ended.
  public enum Ending: Hashable, Sendable {
    /// By itself, with a code from 0 to 255.
    case exit(code: Int32)
    /// By a signal.
    case signal(Int32)
  }

  /// What a program is started with.
  public struct Launch: Sendable {
    let program: Program
    let arguments: [String]
    /// Its variables; those of this process if `nil`.
    public var environment: [String: String]?
    /// Where it reads.
    public var input = Stream.null
    /// Where it writes.
    public var output = Stream.null
    /// Where it complains.
    public var errors = Stream.null
    /// Whether every signal does to it what it does by default, even one that this process blocks
    /// or ignores.
    public var resetsSignals = false

    /// Describes a start with nothing to read and nowhere to write.
    ///
    /// - Parameters:
    ///   - program: how to find it.
    ///   - arguments: what it gets after its name.
    public init(_ program: Program, _ arguments: [String]) {
      self.program = program
      self.arguments = arguments
    }
  }

  /// The process's number, which stays its own until it was waited for.
  public let id: pid_t

  /// Starts a program.
  ///
  /// - Throws: why it cannot be started, such as `Errno.noSuchFileOrDirectory`.
  public init(_ launch: Launch) throws(Errno) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let streams = [
      (STDIN_FILENO, launch.input, O_RDONLY), (STDOUT_FILENO, launch.output, O_WRONLY),
      (STDERR_FILENO, launch.errors, O_WRONLY),
    ]
    for (number, stream, flags) in streams {
      switch stream {
      case .null: posix_spawn_file_actions_addopen(&actions, number, "/dev/null", flags, 0)
      case .descriptor(let ours): posix_spawn_file_actions_adddup2(&actions, ours, number)
      }
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    if launch.resetsSignals {
      var signals = sigset_t()
      sigemptyset(&signals)
      posix_spawnattr_setsigmask(&attributes, &signals)
      sigfillset(&signals)
      posix_spawnattr_setsigdefault(&attributes, &signals)
      posix_spawnattr_setflags(
        &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    }
    var process: pid_t = 0
    let code = withCStrings([launch.program.text] + launch.arguments) { arguments in
      let variables = launch.environment ?? ProcessEnvironment.all
      return withCStrings(variables.map { "\($0.key)=\($0.value)" }) { environment in
        switch launch.program {
        case .path(let path):
          posix_spawn(&process, path, &actions, &attributes, arguments, environment)
        case .name(let name):
          posix_spawnp(&process, name, &actions, &attributes, arguments, environment)
        }
      }
    }
    guard code == 0 else { throw Errno(rawValue: code) }
    id = process
  }

  deinit { _ = Self.reap(id) }

  /// Waits until the program has ended.
  public consuming func wait() -> Ending {
    let id = id
    discard self
    let status = Self.reap(id)
    let signal = status & 0x7f
    return signal == 0 ? .exit(code: status >> 8 & 0xff) : .signal(signal)
  }

  private static func reap(_ id: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    return status
  }
}

extension ChildProcess.Program {
  fileprivate var text: String {
    switch self {
    case .path(let text), .name(let text): text
    }
  }
}

/// A null-terminated array of C strings for as long as `body` runs.
private func withCStrings<Value>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
) -> Value {
  let pointers = strings.map { strdup($0) }
  defer { for pointer in pointers { free(pointer) } }
  return body(pointers + [nil])
}
