internal import RoutineScript

/// A synthesized tone; `Sound` makes it, and the scheduler only knows its length.
public enum Chime: String, Hashable, Sendable, CaseIterable {
  /// An interval begins.
  case start
  /// An interval ends.
  case end
  /// A repetition that is not counted aloud.
  case rep
  /// A deep bell that a script rings.
  case low
  /// A higher one.
  case high

  /// The chime for a bell of a script.
  init(_ bell: Bell) {
    switch bell {
    case .low: self = .low
    case .high: self = .high
    case .end: self = .end
    }
  }

  /// From strike to silence: short enough for repetitions a second apart.
  public var duration: Duration {
    switch self {
    case .start: .milliseconds(450)
    case .end: .milliseconds(800)
    case .rep: .milliseconds(200)
    case .low: .milliseconds(3_000)
    case .high: .milliseconds(2_000)
    }
  }

  /// The chime's name in captions: a description of a sound, as in subtitles.
  public var caption: String {
    switch self {
    case .start, .end, .rep: "chime"
    case .low: "low bell"
    case .high: "high bell"
    }
  }
}
