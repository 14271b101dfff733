public import RoutineScript

/// One sound at one place on the timeline.
public struct Cue: Equatable, Sendable {
  /// What a cue is for; the names are those of the preview, the CSV and the JSON.
  public enum Kind: String, Sendable, CaseIterable {
    /// An instruction or other running text.
    case say
    /// A number on its beat.
    case count
    /// Time left, halfway, a rest's "next", which side or set.
    case announce
    /// The name of a tempo phase.
    case phase
    /// Words inside an interval, from `during` or a kind's own reminders.
    case during
    /// "Ready", before the first beat.
    case ready
    /// A tone.
    case chime
  }

  /// What sounds.
  public enum Sound: Equatable, Sendable {
    /// A spoken phrase: an index into the timeline's `phrases`.
    case phrase(Int)
    /// A synthesized tone.
    case chime(Chime)
  }

  /// Where the cue's first frame is.
  public let start: FramePosition
  /// Where it is felt: the first vowel of a word, the strike of a chime.
  public let anchor: FramePosition
  /// How long it sounds.
  public let frames: FrameCount
  /// What sounds.
  public let sound: Sound
  /// What it is for.
  public let kind: Kind
  /// The script's line it comes from.
  public let line: Int32
  /// The step it belongs to: an index into the timeline's `steps`.
  public let step: Int32
  /// The repetition it belongs to, from 1, where there is one.
  public let rep: Count?
  /// The set it belongs to, from 1, where there is one.
  public let set: Count?

  /// The frame after its last.
  public var end: FramePosition { start + frames }

  /// Makes a cue.
  public init(
    start: FramePosition, anchor: FramePosition, frames: FrameCount, kind: Kind, sound: Sound,
    line: Int32, step: Int32, rep: Count? = nil, set: Count? = nil
  ) {
    self.start = start
    self.anchor = anchor
    self.frames = frames
    self.kind = kind
    self.sound = sound
    self.line = line
    self.step = step
    self.rep = rep
    self.set = set
  }
}

/// A synthesized tone; `Sound` makes it, the scheduler knows only how long it is.
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
