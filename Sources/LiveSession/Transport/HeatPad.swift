/// A heat pad that the listener has on.
struct HeatPad: Equatable, Sendable {
  /// The step that put it on: an index into the timeline's steps.
  let step: Int
  /// When it has to be taken off.
  let end: Transport.Moment
  /// How the listener is being told to take it off outside of its step; `nil` before that.
  var call: Call?

  /// Words that may be cut off, and count only when they have been heard.
  enum Call: Equatable, Sendable {
    /// Before a passage, by its number.
    case before(passage: Int)
    case inPause
  }
}
