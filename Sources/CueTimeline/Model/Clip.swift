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

/// Gives the clips of phrases that have been measured, and how the voice in them sounds.
public protocol ClipSource: Sendable {
  /// How the voice sounds.
  var sound: VoiceSound { get }

  /// The clip of a phrase, `nil` if the phrase was never measured or failed.
  func clip(for phrase: Phrase) -> Clip?
}

extension ClipSource {
  public var sound: VoiceSound { .usual }
}
