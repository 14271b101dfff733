public import CoachErrors
public import CueTimeline
internal import Preparation
public import RoutineScript
internal import Sound
public import SourceYAML
internal import Speech

/// A routine scheduled in time, with its sound.
///
/// What is asked of it comes from one timeline: what is shown is what is written and what is heard.
public struct PreparedRoutine: Sendable {
  /// The routine as its script says it.
  public let routine: Routine
  /// Every cue at its frame.
  public let timeline: Timeline
  /// What is worth a look in the script, though none of it is an error.
  public let warnings: [Diagnostic]
  private let preparation: Preparation
  private let renderer: Renderer

  init(_ preparation: Preparation) throws(CoachError) {
    self.preparation = preparation
    routine = preparation.routine
    timeline = preparation.timeline
    warnings = preparation.diagnostics
    renderer = try Renderer(preparation.timeline, clips: preparation.speaker)
  }

  /// How long all of it takes.
  public var duration: Duration { timeline.duration }

  /// All its captions, in order: what is said, and from when to when.
  public var captions: [Caption] {
    timeline.cues.map { cue in
      Caption(text: timeline.caption(of: cue), range: cue.start..<cue.end)
    }
  }

  /// The sound of a stretch of it: mono, at the timeline's rate.
  ///
  /// - Parameter range: any frames; what is before the start or after the end is silence.
  /// - Returns: as many samples as there are frames in the range, always the same.
  public func samples(in range: Range<FramePosition>) -> [Int16] { renderer.samples(in: range) }

  /// Writes all of it as a WAV file, with a marker for every section and cue.
  ///
  /// The file appears under its name only when it is whole; one that is there stays until then.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - progress: called with the frames written so far, about every six seconds of sound.
  /// - Throws: `CoachError` if it cannot be written.
  public func export(
    to path: String, progress: (FramePosition) -> Void = { _ in }
  ) throws(CoachError) {
    try Sound.export(
      timeline, clips: preparation.speaker, to: .file(path), progress: progress)
  }
}

/// What is said, and when.
public struct Caption: Equatable, Sendable {
  /// The words; a chime is described in parentheses.
  public let text: String
  /// From its first frame to the one after its last.
  public let range: Range<FramePosition>
}
