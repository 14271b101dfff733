/// A folder of the user's own, by the XDG Base Directory Specification.
public enum UserFolder: Sendable {
  /// What the user sets up: `$XDG_CONFIG_HOME`, or `~/.config`.
  case config
  /// What programs make for the user: `$XDG_DATA_HOME`, or `~/.local/share`.
  case data
  /// What programs remember: `$XDG_STATE_HOME`, or `~/.local/state`.
  case state

  /// The variable that sets the folder.
  public var variable: String {
    switch self {
    case .config: "XDG_CONFIG_HOME"
    case .data: "XDG_DATA_HOME"
    case .state: "XDG_STATE_HOME"
    }
  }

  /// What the variable says.
  ///
  /// - Parameter environment: the process's variables.
  /// - Returns: the path; `nil` if the variable is not set, or is a relative path, which the
  ///   specification says to ignore.
  public func setting(in environment: [String: String]) -> String? {
    environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
  }

  /// Finds the folder, which need not exist.
  ///
  /// - Parameter environment: the process's variables.
  /// - Returns: its path.
  public func path(in environment: [String: String] = ProcessEnvironment.all) -> String {
    setting(in: environment) ?? (environment["HOME"] ?? "") + standard
  }

  private var standard: String {
    switch self {
    case .config: "/.config"
    case .data: "/.local/share"
    case .state: "/.local/state"
    }
  }
}
