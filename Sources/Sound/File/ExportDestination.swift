/// Where an export goes.
public enum ExportDestination: Hashable, Sendable {
  /// A file, by its path; a symbolic link is followed, a FIFO or a device is written to as it is.
  case file(String)
  /// The program's standard output.
  case standardOutput

  /// Reads a command line's `-o`: `-` is standard output, anything else a path.
  public init(argument: String) {
    self = argument == "-" ? .standardOutput : .file(argument)
  }
}
