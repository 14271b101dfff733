/// What the desktop asks of a session: media keys, a headset's button, an applet, or `coach` in
/// another terminal.
public enum PlayerRequest: Hashable, Sendable {
  case play
  case pause
  case playPause
  case stop
  case next
  case previous
  /// Go forward, or back if it is negative; this may lead out of the step.
  case seek(by: Duration)
  /// Go to a position within the current step.
  case setPosition(Duration)
  /// Change the loudness: from 0 to 1.
  case setVolume(Double)
  /// Change the pace: within the rates the player was made with.
  case setRate(Double)
  /// What media players do not know.
  case verb(Verb)
}

/// What another terminal can ask of a session.
public enum Verb: String, CaseIterable, Sendable {
  case pause
  case resume
  case toggle
  case next
  case back
  case `repeat`
  case stop
  case howLong
  case louder
  case softer
  case slower
  case faster

  /// The method's name on the bus.
  var method: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
