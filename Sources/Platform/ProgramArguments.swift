internal import CLinux

/// What this program was started with.
public enum ProgramArguments {
  /// The arguments, the program's own name first.
  ///
  /// Swift looks for them beside the environment, and in `/proc`. It finds none if a library that is
  /// loaded first has changed the environment, or if `/proc` is not mounted; so they are taken from
  /// where the kernel has put them.
  public static let all: [String] = {
    guard var next = coach_arguments() else { return CommandLine.arguments }
    var arguments: [String] = []
    while let argument = next.pointee {
      arguments.append(String(cString: argument))
      next += 1
    }
    return arguments
  }()
}
