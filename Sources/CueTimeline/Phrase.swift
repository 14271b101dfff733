/// Something to be said, and how: what the voice is asked for and what a clip is known by.
///
/// Two cues with equal phrases share one clip; each distinct phrase is synthesized once.
public struct Phrase: Hashable, Sendable {
  /// How a phrase is intoned.
  public enum Delivery: Hashable, Sendable {
    /// Running text: instructions and announcements.
    case sentence
    /// One number or name on a beat: short, level, with nothing trailing.
    case beat
  }

  /// The words as written, which are also the caption: plain text, never markup.
  public let text: String
  /// How the words are intoned.
  public let delivery: Delivery
  /// How much faster than the voice's own rate, in percent: from 100 to 130 (scheduling rule 5).
  public let pace: Pace

  /// Makes a phrase of plain text.
  public init(_ text: String, delivery: Delivery = .sentence, pace: Pace = .normal) {
    self.text = text
    self.delivery = delivery
    self.pace = pace
  }
}

/// A speaking rate relative to the voice's own.
public struct Pace: Hashable, Comparable, Sendable {
  /// Percent of the voice's own rate.
  public let percent: Int32

  /// The voice's own rate.
  public static let normal = Pace(percent: 100)
  /// The fastest a phrase is spoken to make it fit: 1.3 times, beyond which speech stops being calm.
  public static let fastest = Pace(percent: 130)

  /// Makes a pace of `percent` of the voice's own rate.
  public init(percent: Int32) { self.percent = percent }

  public static func < (left: Self, right: Self) -> Bool { left.percent < right.percent }
}

/// What the scheduler knows of a clip: how long it sounds, and where it is felt.
public struct ClipMeasure: Hashable, Sendable {
  /// The whole clip, from its first sounding frame to its last.
  public let frames: FrameCount
  /// From the clip's first frame to its first vowel, the point that is put on the beat.
  public let anchor: FrameCount

  /// Makes a measure; `anchor` lies within `frames`.
  public init(frames: FrameCount, anchor: FrameCount) {
    self.frames = frames
    self.anchor = anchor
  }
}

/// Why a phrase has no clip.
public struct SpeechFailure: Error, Hashable, Sendable {
  /// What happened and what to do next, in one or two sentences.
  public let message: String

  /// Makes a failure.
  public init(_ message: String) { self.message = message }
}

/// Tells how long phrases are, before they are placed.
///
/// The same phrase always has the same measure, in any order and in any company.
public protocol SpeechMeter {
  /// The rate that all measures are in.
  var rate: SampleRate { get }

  /// Measures phrases, side by side where the machine allows.
  ///
  /// - Parameter phrases: distinct phrases.
  /// - Returns: one result for each phrase, in their order. One failing phrase fails alone.
  func measure(_ phrases: [Phrase]) -> [Result<ClipMeasure, SpeechFailure>]

  /// Tells a measure that is known already, or takes next to no time.
  ///
  /// - Parameter phrase: one phrase.
  /// - Returns: what `measure` would; `nil` where it is better measured with others.
  func measureAtOnce(_ phrase: Phrase) -> Result<ClipMeasure, SpeechFailure>?
}

extension SpeechMeter {
  public func measureAtOnce(_ phrase: Phrase) -> Result<ClipMeasure, SpeechFailure>? { nil }
}

/// A piece of mono sound as it is played: signed 16-bit frames at the timeline's rate.
public struct Clip: Sendable {
  /// The frames, without leading silence.
  public let samples: [Int16]
  /// From the first frame to the first vowel.
  public let anchor: FrameCount

  /// The clip as the scheduler sees it.
  public var measure: ClipMeasure {
    ClipMeasure(frames: FrameCount(Int64(samples.count)), anchor: anchor)
  }

  /// Makes a clip.
  public init(samples: [Int16], anchor: FrameCount) {
    self.samples = samples
    self.anchor = anchor
  }
}

/// Gives the sound of phrases that have been measured.
public protocol ClipSource: Sendable {
  /// The clip of a phrase, `nil` where the phrase was never measured or failed.
  func clip(for phrase: Phrase) -> Clip?
}
