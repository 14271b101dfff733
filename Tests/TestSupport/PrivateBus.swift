import Foundation
import Glibc

/// A message bus that only tests are on.
public final class PrivateBus {
  /// Its address.
  public let address: String
  /// The environment of programs that use it.
  public let environment: [String: String]

  private let folder: String
  private var daemon: Child

  /// Starts a bus in a temporary folder.
  ///
  /// - Parameter isMachines: whether it is the system bus too; otherwise there is none.
  /// - Throws: `RigFailure` if it does not start.
  public init(isMachines: Bool = false) throws {
    // Not in the system's temporary folder: a socket's path must be short.
    folder = "/tmp/coach-bus-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    address = "unix:path=\(folder)/bus"
    var environment = ProcessInfo.processInfo.environment
    environment["DBUS_SESSION_BUS_ADDRESS"] = address
    environment["DBUS_SYSTEM_BUS_ADDRESS"] = isMachines ? address : "unix:path=\(folder)/none"
    environment["XDG_RUNTIME_DIR"] = folder
    self.environment = environment
    daemon = try Self.start(at: address, in: folder, environment)
  }

  private static func start(
    at address: String, in folder: String, _ environment: [String: String]
  ) throws -> Child {
    let ready = folder + "/address"
    let daemon = try Child(
      [
        "dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address",
        "--address=\(address)",
      ], environment: environment, output: ready)
    // Printed once it listens.
    guard eventually({ FileManager.default.contents(atPath: ready)?.isEmpty == false }) else {
      throw RigFailure("the message bus did not start")
    }
    return daemon
  }

  /// Starts it again, at the same address, after it was killed.
  ///
  /// - Throws: `RigFailure` if it does not start.
  public func restart() throws {
    try? FileManager.default.removeItem(atPath: folder + "/bus")
    daemon = try Self.start(at: address, in: folder, environment)
  }

  deinit {
    kill()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Ends the bus as a crash would.
  public func kill() { daemon.kill() }

  /// Makes the bus hang, or continue.
  public func setHanging(_ isHanging: Bool) { daemon.signal(isHanging ? SIGSTOP : SIGCONT) }

  /// Runs a program on this bus until it ends.
  ///
  /// - Parameter command: the program and its arguments.
  /// - Returns: its exit code and everything it printed.
  /// - Throws: `RigFailure` if there is no such program.
  public func run(_ command: [String]) throws -> ProgramResult {
    try Child.run(command, environment: environment)
  }

  /// Starts a program on this bus.
  ///
  /// - Parameters:
  ///   - command: the program and its arguments.
  ///   - output: the file its standard output goes to.
  ///   - errors: the file its standard error goes to.
  /// - Returns: the program.
  /// - Throws: `RigFailure` if there is no such program.
  public func start(
    _ command: [String], output: String? = nil, errors: String? = nil
  ) throws -> Child {
    try Child(command, environment: environment, output: output, errors: errors)
  }

  /// A path in the bus's own folder.
  public func path(_ name: String) -> String { folder + "/" + name }
}
