public import CueTimeline
public import RoutineScript
public import Sound

/// A session at one moment, as a live line, a log or another program shows it.
public struct Progress: Equatable, Sendable {
  /// What the session is doing.
  public let state: Transport.State
  /// The position being heard.
  public let heard: FramePosition
  /// Where the passage that is heard began.
  public let heardSince: FramePosition
  /// The number of that passage: another number means that the session has jumped.
  public let passage: Count
  /// The last cue that has begun: an index into the timeline's cues.
  public let cue: Int?
  /// What that cue says.
  public let caption: String
  /// The routine's title.
  public let routine: String
  /// Where the listener is.
  public let place: Whereabouts
  /// The number of the current step, from 1.
  public let stepNumber: Count
  /// The step's part of the timeline.
  public let stepRange: Range<FramePosition>
  /// How much of the step has been heard.
  public let intoStep: Duration
  /// How long the step is.
  public let stepLength: Duration
  /// The name of the section it belongs to.
  public let section: String
  /// The name of the next step in which something is done, not only said; `nil` in the last.
  public let next: String?
  /// Whether the listener may have a heat pad on.
  public let hasHeatPadOn: Bool
  /// How loud it is.
  public let volume: Volume
  /// How fast repetitions are counted.
  public let tempo: TempoScale

  init(_ transport: Transport, heard: FramePosition) {
    let navigator = transport.navigator
    let timeline = navigator.timeline
    let here = transport.position(heard: heard)
    state = transport.state
    self.heard = here
    heardSince = transport.passageStart
    passage = Count(Int32(clamping: transport.passages))
    cue = navigator.lastCue(at: here)
    caption = cue.map { timeline.caption(of: timeline.cues[$0]) } ?? ""
    routine = timeline.title
    place = navigator.whereabouts(at: here)
    let index = navigator.stepIndex(at: here) ?? 0
    stepNumber = Count(Int32(index + 1))
    stepRange =
      timeline.steps.indices.contains(index) ? timeline.steps[index].range : .start..<navigator.end
    intoStep = timeline.rate.duration(of: max(here - stepRange.lowerBound, .zero))
    stepLength = timeline.rate.duration(of: stepRange.upperBound - stepRange.lowerBound)
    section =
      timeline.steps.indices.contains(index)
      ? timeline.sections[timeline.steps[index].section].name : timeline.title
    next = navigator.nextActive(after: here).map { timeline.steps[$0.step].name }
    hasHeatPadOn = transport.pad.wearing != nil
    volume = transport.volume
    tempo = transport.tempo
  }
}
