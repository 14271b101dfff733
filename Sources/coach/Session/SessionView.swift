internal import LiveSession

/// Shows a session on a screen or in a log: called from any thread, and never waits for a terminal.
protocol SessionView: Sendable {
  /// Says what is played, and with which keys it is controlled.
  ///
  /// - Parameter hasKeys: whether there are keys.
  func begin(hasKeys: Bool)
  /// Shows where the session is.
  func show(_ progress: Progress)
  /// Says something in passing.
  func note(_ text: String)
  /// Says something that must be seen.
  func alarm(_ text: String)
  /// Shows all keys.
  func showKeys()
  /// Takes everything away, before the program stops.
  func suspend()
  /// Shows everything again, if the program is in the foreground.
  func resume()
  /// Shows everything again, in a window of another size.
  func redraw()
  /// Says how the session ended; from now on only notes are shown.
  func end(_ ending: Session.Ending)
}

extension SessionView {
  func suspend() {}
  func resume() {}
  func redraw() {}
}
