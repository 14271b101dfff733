public import RoutineScript

/// One sound at one place on the timeline.
public struct Cue: Equatable, Sendable {
  /// What a cue is for; the preview, the CSV and the JSON use the same names.
  public enum Kind: String, Sendable, CaseIterable {
    /// An instruction or other running text.
    case say
    /// A number on its beat.
    case count
    /// Time left, halfway, "next" in a rest, the side or the set.
    case announce
    /// The name of a tempo phase, or of the side that is next in turn.
    case phase
    /// Words inside an interval: from `during`, or those that `coach` fills silence with.
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
  /// The line of the script it comes from.
  public let line: Int32
  /// The step it belongs to: an index into the timeline's `steps`.
  public let step: Int32
  /// The repetition it belongs to, from 1, if there is one.
  public let rep: Count?
  /// The set it belongs to, from 1, if there is one.
  public let set: Count?

  /// The frame after its last frame.
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
