internal import CueTimeline

/// What the presses of a single button mean: a headset's, or a foot pedal's.
///
/// The first acts at once, so that a pause is never late; a second and a third soon after mean
/// something else instead, seen from where the first was pressed.
struct ButtonGrammar: Sendable {
  enum Press: Sendable { case first, second, third }

  /// The longest time between two presses that belong together.
  static let within = Duration.milliseconds(400)

  private var last: (press: Press, at: Transport.Moment, origin: FramePosition)?

  init() {}

  /// Takes a press.
  ///
  /// - Returns: which in a row it is, and where the session was at the first.
  mutating func press(
    at now: Transport.Moment, from here: FramePosition
  ) -> (press: Press, origin: FramePosition) {
    var press = Press.first
    var origin = here
    if let last, now - last.at <= Self.within {
      switch last.press {
      case .first: (press, origin) = (.second, last.origin)
      case .second: (press, origin) = (.third, last.origin)
      case .third: break
      }
    }
    last = (press, now, origin)
    return (press, origin)
  }
}
