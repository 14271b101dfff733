import Glibc

/// A program started by a test.
///
/// Not Foundation's `Process`: that waits on a socket which the program inherits, and a sound server
/// closes what it inherits.
public final class Child {
  /// Its process number.
  public let number: Int32
  private var status: Int32?

  /// Starts a program found along PATH.
  ///
  /// - Parameters:
  ///   - command: the program and its arguments.
  ///   - environment: all the variables it sees.
  ///   - input: the file its standard input comes from; empty by default.
  ///   - output: the file its standard output goes to; discarded by default.
  ///   - errors: the file its standard error goes to; discarded by default.
  /// - Throws: `RigFailure` if there is no such program.
  public init(
    _ command: [String], environment: [String: String], input: String? = nil,
    output: String? = nil, errors: String? = nil
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output ?? "/dev/null", flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors ?? "/dev/null", flags, 0o600)
    var arguments = command.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var number: pid_t = 0
    // As from a shell: this thread may hold signals back, and whoever runs the tests may ignore some,
    // as nohup does; a program would inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    let result = posix_spawnp(&number, command[0], &actions, &attributes, &arguments, &variables)
    guard result == 0 else { throw RigFailure("cannot start \(command[0])") }
    self.number = number
  }

  deinit { kill() }

  /// Whether it is still running.
  public var isRunning: Bool {
    guard status == nil else { return false }
    var value: Int32 = 0
    switch waitpid(number, &value, WNOHANG) {
    case 0: break
    case number: status = value
    // Nobody else waits for it, so this means that there is no such program any more.
    default: if errno != EINTR { status = SIGKILL }
    }
    return status == nil
  }

  /// Waits until it ends; after a generous time limit, it is aborted, so that one program that hangs
  /// fails its test and does not hold up all others.
  ///
  /// - Returns: its exit code, or 128 plus the number of the signal that ended it.
  @discardableResult
  public func wait() -> Int32 {
    let end = ContinuousClock.now + .seconds(180)
    while isRunning, ContinuousClock.now < end { usleep(1_000) }
    if isRunning { Glibc.kill(number, SIGABRT) }
    while isRunning { usleep(1_000) }
    let value = status ?? 0
    return value & 0x7f == 0 ? (value >> 8) & 0xff : 128 + value & 0x7f
  }

  /// Sends it a signal.
  public func signal(_ signal: Int32) {
    if isRunning { Glibc.kill(number, signal) }
  }

  /// Ends it as a crash would, and waits until it has ended.
  public func kill() {
    signal(SIGKILL)
    wait()
  }
}
