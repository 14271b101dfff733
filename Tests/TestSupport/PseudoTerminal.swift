import Foundation
import Glibc
import Synchronization

/// A terminal that a test reads and types on.
public final class PseudoTerminal: Sendable {
  /// The path of the terminal, for a program's standard streams.
  public let path: String
  private let master: Int32
  private let slave: Int32
  private let shown = Mutex("")

  /// Opens a terminal.
  public init(columns: UInt16 = 100) throws {
    // Swift's Glibc does not have posix_openpt and its relatives; they make these two requests.
    let unlock: UInt = 0x4004_5431  // TIOCSPTLCK
    let getNumber: UInt = 0x8004_5430  // TIOCGPTN
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var locked: Int32 = 0
    var number: UInt32 = 0
    guard master >= 0, ioctl(master, unlock, &locked) == 0, ioctl(master, getNumber, &number) == 0
    else { throw RigFailure("cannot open a terminal") }
    path = "/dev/pts/\(number)"
    // Kept open so that the settings outlive the program.
    slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
  }

  deinit {
    close(slave)
    close(master)
  }

  /// Everything shown so far, control sequences included.
  public func read() -> String {
    shown.withLock { shown in
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = Glibc.read(master, &buffer, buffer.count)
        guard count > 0 else { return shown }
        shown += String(decoding: buffer[..<count], as: UTF8.self)
      }
    }
  }

  /// Types keys.
  public func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// The terminal's mode flags and control characters.
  public func settings() throws -> [UInt32] {
    var settings = termios()
    guard tcgetattr(slave, &settings) == 0 else { throw RigFailure("no terminal settings") }
    return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag]
  }
}
