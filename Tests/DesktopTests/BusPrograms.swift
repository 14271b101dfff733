import TestSupport

/// Programs that the tests use the bus with.
extension PrivateBus {
  /// What a program prints, without the final newline; its error output if it fails.
  func ask(_ command: [String]) throws -> String {
    let result = try run(command)
    let text = result.code == 0 ? result.text : result.errors
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  /// What playerctl prints about the player.
  func playerctl(_ arguments: String...) throws -> String {
    try ask(["playerctl", "--player", "coach"] + arguments)
  }

  /// Calls a method of the player's object with dbus-send, which does not introspect it first.
  func send(_ method: String, _ arguments: String...) throws -> String {
    try ask(
      [
        "dbus-send", "--session", "--print-reply", "--dest=org.mpris.MediaPlayer2.coach",
        "/org/mpris/MediaPlayer2", method,
      ] + arguments)
  }

  /// Calls a method of the player's object with gdbus.
  ///
  /// - Returns: the answer, or the error that came instead.
  func gdbus(
    _ method: String, _ arguments: String..., to name: String = "org.mpris.MediaPlayer2.coach"
  ) throws -> String {
    let text = try ask(
      [
        "gdbus", "call", "--session", "--dest", name, "--object-path", "/org/mpris/MediaPlayer2",
        "--method", method, "--",
      ] + arguments)
    return text.split(separator: "\n").first.map(String.init) ?? ""
  }
}
