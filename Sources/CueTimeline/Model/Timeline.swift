public import RoutineScript

/// A scheduled routine: every cue at its frame, ready to be played, written or printed.
///
/// A plain value. Preview, captions, export and playback all read it and add no rules about time.
public struct Timeline: Equatable, Sendable {
  /// The routine's title.
  public let title: String
  /// The name of the voice profile the clips were measured with.
  public let voice: String
  /// The rate of every position and length in it.
  public let rate: SampleRate
  /// From the first frame to the end of the last step, silence included.
  public let frames: FrameCount
  /// Every distinct phrase, in order of first use; cues refer to them by index.
  public let phrases: [Phrase]
  /// Sections in order; the first begins at frame zero.
  public let sections: [Section]
  /// Steps as they are done, in order: one for each side, set and round.
  public let steps: [Step]
  /// Cues sorted by start; no two overlap.
  public let cues: [Cue]

  /// A named part of the routine, for markers and `--section`.
  public struct Section: Equatable, Sendable {
    /// The name the script gives, or the step's `of` or kind.
    public let name: String
    /// The section's first frame.
    public let start: FramePosition

    /// Makes a section.
    public init(name: String, start: FramePosition) {
      self.name = name
      self.start = start
    }
  }

  /// A step and its part of the timeline.
  public struct Step: Equatable, Sendable {
    /// Its name: its `of`, its section, or its kind.
    public let name: String
    /// What kind of step it is.
    public let kind: StepKind
    /// Where the script writes it.
    public let source: ScriptLine
    /// From the first frame of its instruction to the first frame of what follows.
    public let range: Range<FramePosition>
    /// The exact interval in it, from start to end chime or beat, if it has one.
    public let interval: Range<FramePosition>?
    /// How many repetitions it counts, `nil` if it counts none.
    public let reps: Count?
    /// The side it is for, in words, if it has sides.
    public let side: String?
    /// Index into `sections`.
    public let section: Int
    /// Where it waits for the listener: from the end of the words to the end of the pause.
    public let wait: Range<FramePosition>?
    /// Whether the wait goes on until *go*; otherwise it ends with `wait`.
    public let waitsForGo: Bool
    /// The words about its heat pad, if it has one.
    public let heat: Heat?

    /// Makes a step.
    public init(
      name: String, kind: StepKind, source: ScriptLine, range: Range<FramePosition>,
      interval: Range<FramePosition>? = nil, reps: Count? = nil, side: String? = nil,
      section: Int = 0, wait: Range<FramePosition>? = nil, waitsForGo: Bool = false,
      heat: Heat? = nil
    ) {
      self.name = name
      self.kind = kind
      self.source = source
      self.range = range
      self.interval = interval
      self.reps = reps
      self.side = side
      self.section = section
      self.wait = wait
      self.waitsForGo = waitsForGo
      self.heat = heat
    }
  }

  /// The words of a step that put a heat pad on and take it off: in between it may be on.
  public struct Heat: Equatable, Sendable {
    /// Where the pad is put, as it is said; `nil` if the script does not say.
    public let place: String?
    /// The first frame of the words that put it on.
    public let puttingOn: FramePosition
    /// The words that take it off, from their first frame to their last.
    public let takingOff: Range<FramePosition>

    /// Makes heat.
    public init(
      place: String? = nil, puttingOn: FramePosition, takingOff: Range<FramePosition>
    ) {
      self.place = place
      self.puttingOn = puttingOn
      self.takingOff = takingOff
    }

    /// The same at another place of the timeline.
    func moved(by shift: FrameCount) -> Heat {
      Heat(
        place: place, puttingOn: puttingOn + shift,
        takingOff: (takingOff.lowerBound + shift)..<(takingOff.upperBound + shift))
    }
  }

  /// Makes a timeline; cues are sorted by start, and none overlap.
  public init(
    title: String, voice: String, rate: SampleRate, frames: FrameCount, phrases: [Phrase],
    sections: [Section], steps: [Step], cues: [Cue]
  ) {
    self.title = title
    self.voice = voice
    self.rate = rate
    self.frames = frames
    self.phrases = phrases
    self.sections = sections
    self.steps = steps
    self.cues = cues
  }

  /// How long it lasts, exact to the nanosecond.
  public var duration: Duration { rate.duration(of: frames) }

  /// What a cue says, in words: the phrase's text, or the chime's name in parentheses.
  public func caption(of cue: Cue) -> String {
    switch cue.sound {
    case .phrase(let index): phrases[index].text
    case .chime(let chime): "(\(chime.caption))"
    }
  }
}

/// The line of a script that something comes from.
public struct ScriptLine: Hashable, Sendable {
  /// The file as the user named it, or a routine's built-in name.
  public let file: String
  /// The line, from 1.
  public let number: Int32

  /// Makes a place in a script.
  public init(file: String, number: Int32) {
    self.file = file
    self.number = number
  }
}
