/// Words of a command that somebody is to type.
enum ShellWord {
  /// A name as a shell takes it.
  static func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0)
        || "/._-+,:@%".unicodeScalars.contains($0)
    }
    return isPlain && !text.isEmpty
      ? text
      : "'"
        + text.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }

  /// A path as a shell takes it, and what it starts takes for no option.
  static func path(_ path: String) -> String { quoted(path.hasPrefix("-") ? "./" + path : path) }
}
