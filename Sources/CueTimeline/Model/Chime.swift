/// A synthesized tone; `Sound` makes it, and the scheduler only knows its length.
public enum Chime: String, Hashable, Sendable, CaseIterable {
  /// An interval begins.
  case start
  /// An interval ends.
  case end
  /// A repetition that is not counted aloud.
  case rep

  /// From strike to silence: short enough for repetitions a second apart.
  public var duration: Duration {
    switch self {
    case .start: .milliseconds(450)
    case .end: .milliseconds(800)
    case .rep: .milliseconds(200)
    }
  }

  /// The chime's name in captions: a description of a sound, as in subtitles.
  public var caption: String { "chime" }
}
