internal import CueTimeline

/// What presses of a single button mean, such as that of a headset or a foot pedal.
///
/// The first press acts at once, so that a pause is never late. A second and a third soon after it
/// mean something else, relative to where the session was at the first.
struct ButtonGrammar: Sendable {
  enum Press: Sendable { case first, second, third }

  /// The longest time between two presses that belong together.
  static let longestGap = Duration.milliseconds(400)

  private var last: (press: Press, at: Transport.Moment, origin: FramePosition)?

  init() {}

  /// Takes a press.
  ///
  /// - Returns: which press in a row it is, and where the session was at the first.
  mutating func press(
    at now: Transport.Moment, from here: FramePosition
  ) -> (press: Press, origin: FramePosition) {
    var press = Press.first
    var origin = here
    if let last, now.passed(since: last.at).most <= Self.longestGap {
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
