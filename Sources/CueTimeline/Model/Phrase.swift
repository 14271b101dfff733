/// A text to speak and how to speak it; a clip is known by its phrase.
///
/// Cues with equal phrases share one clip; each distinct phrase is synthesized once.
public struct Phrase: Hashable, Sendable {
  /// How a phrase is intoned.
  public enum Delivery: Hashable, Sendable {
    /// Running text: instructions and announcements.
    case sentence
    /// One number or name on a beat: short and level.
    case beat
  }

  /// The words as written, which are also the caption: plain text without markup.
  public let text: String
  /// How the words are intoned.
  public let delivery: Delivery
  /// The speaking rate relative to the voice's own, from 100 to 130 % (scheduling rule 5).
  public let pace: Pace

  /// Makes a phrase of plain text.
  public init(_ text: String, delivery: Delivery = .sentence, pace: Pace = .normal) {
    self.text = text
    self.delivery = delivery
    self.pace = pace
  }

  /// The same words at another pace.
  func at(_ pace: Pace) -> Phrase { Phrase(text, delivery: delivery, pace: pace) }
}

/// A speaking rate relative to the voice's own.
public struct Pace: Hashable, Comparable, Sendable {
  /// Percent of the voice's own rate.
  public let percent: Int32

  /// The voice's own rate.
  public static let normal = Pace(percent: 100)
  /// The fastest that a phrase is spoken to make it fit: 1.3 times; faster speech is not calm.
  public static let fastest = Pace(percent: 130)

  /// Makes a pace of `percent` of the voice's own rate.
  public init(percent: Int32) { self.percent = percent }

  /// The paces that are tried in turn to make a phrase fit (scheduling rule 5).
  static let ladder = [Pace.normal, Pace(percent: 115), Pace.fastest]

  public static func < (left: Self, right: Self) -> Bool { left.percent < right.percent }
}
