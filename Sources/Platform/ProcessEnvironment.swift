internal import Glibc

/// The variables that this process was started with.
public enum ProcessEnvironment {
  /// A variable's value; `nil` if it is not set.
  ///
  /// - Parameter name: the variable.
  public static subscript(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// All variables by their names.
  public static var all: [String: String] {
    var variables: [String: String] = [:]
    var entry: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = environ
    while let text = entry.pointee.map({ String(cString: $0) }) {
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      entry += 1
    }
    return variables
  }
}
