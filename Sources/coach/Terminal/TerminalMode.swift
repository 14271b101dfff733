internal import Glibc
internal import Synchronization

/// The terminal's mode: taken over while this program is in the foreground, given back as it was
/// found however the program ends or stops.
enum TerminalMode {
  /// The mode as it was found: the address of a `termios` that is written before its address is, and
  /// never changed or freed, since signal handlers read it and can take no lock.
  private static let found = Atomic<UInt>(0)
  /// Whether keys are read.
  private static let isWanted = Atomic<Bool>(false)
  /// Whether there is something below the cursor that is to be erased if the program ends.
  private static let hasDrawing = Atomic<Bool>(false)

  /// Who may use a terminal.
  enum Owner {
    case us
    /// This program is in the background.
    case another
  }

  /// Who may use a terminal; one that is not our controlling one has no owner, and is ours.
  ///
  /// Safe in a signal handler.
  static func owner(of descriptor: Int32) -> Owner {
    let group = tcgetpgrp(descriptor)
    return group == -1 || group == getpgrp() ? .us : .another
  }

  /// Whether standard input is a terminal that can be taken over, now or later.
  ///
  /// From now on, reading keys and changing the mode fail in the background instead of stopping the
  /// program, and a crash gives the terminal back.
  static func prepare() -> Bool {
    var settings = termios()
    guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &settings) == 0 else { return false }
    Glibc.signal(SIGTTIN, SIG_IGN)
    Glibc.signal(SIGTTOU, SIG_IGN)
    isWanted.store(true, ordering: .sequentiallyConsistent)
    for signal in [SIGSEGV, SIGBUS, SIGILL, SIGABRT, SIGFPE, SIGTRAP, SIGQUIT] {
      Glibc.signal(signal) { number in
        // Only calls that are safe in a signal handler (signal-safety(7)): tcgetpgrp, tcsetattr,
        // write and raise.
        TerminalMode.erase()
        TerminalMode.giveBack()
        Glibc.signal(number, SIG_DFL)
        raise(number)
      }
    }
    return true
  }

  /// Single keys, unseen, if this program is in the foreground; Ctrl-C and Ctrl-Z stay what they are,
  /// Ctrl-S is a key like others.
  static func takeOver() {
    guard isWanted.load(ordering: .sequentiallyConsistent), owner(of: STDIN_FILENO) == .us else {
      return
    }
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return }
    // Another program may have changed it meanwhile. A mode without lines is ours, which a shell puts
    // back as well as its own.
    if settings.c_lflag & tcflag_t(ICANON) != 0 || found.load(ordering: .acquiring) == 0 {
      let copy = UnsafeMutablePointer<termios>.allocate(capacity: 1)
      copy.initialize(to: settings)
      found.store(UInt(bitPattern: copy), ordering: .releasing)
    }
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
    // Ctrl-S would hold the output back, and with it the session that writes it.
    settings.c_iflag &= ~tcflag_t(IXON)
    // Let the first byte through at once.
    withUnsafeMutableBytes(of: &settings.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &settings)
  }

  /// Gives the terminal back as it was found, if it is ours to change; safe in a signal handler.
  static func giveBack() {
    let address = found.load(ordering: .acquiring)
    guard owner(of: STDIN_FILENO) == .us, let found = UnsafePointer<termios>(bitPattern: address)
    else { return }
    tcsetattr(STDIN_FILENO, TCSANOW, found)
  }

  /// Gives the terminal back for good.
  static func finish() {
    isWanted.store(false, ordering: .sequentiallyConsistent)
    giveBack()
  }

  /// Takes note whether something is drawn below the cursor.
  static func noteDrawing(_ isThere: Bool) {
    hasDrawing.store(isThere, ordering: .relaxed)
  }

  /// Erases what is drawn below the cursor; safe in a signal handler.
  private static func erase() {
    guard hasDrawing.load(ordering: .relaxed), owner(of: STDOUT_FILENO) == .us else { return }
    // "\r", and CSI J: erase from the cursor to the end of the screen.
    var bytes: (UInt8, UInt8, UInt8, UInt8) = (0x0D, 0x1B, 0x5B, 0x4A)
    _ = write(STDOUT_FILENO, &bytes, 4)
  }

  /// Whether a terminal can be written over: it says what it is, and is not a dumb one.
  static func takesEscapes(_ descriptor: Int32) -> Bool {
    let type = getenv("TERM").map { String(cString: $0) } ?? ""
    return isatty(descriptor) == 1 && !["", "dumb"].contains(type)
  }
}
