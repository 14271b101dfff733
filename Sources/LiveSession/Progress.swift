public import CueTimeline
public import RoutineScript

/// What there is to tell about a session at one moment: for a live line, a log, another program.
public struct Progress: Equatable, Sendable {
  /// What the session is doing.
  public let state: Transport.State
  /// The position being heard.
  public let heard: FramePosition
  /// The last cue that has begun: an index into the timeline's cues.
  public let cue: Int?
  /// What it says.
  public let caption: String
  /// The step in hand.
  public let step: String
  /// The side it is done on, in words.
  public let side: String?
  /// The repetition, from 1.
  public let rep: Count?
  /// How many repetitions the step has, `nil` where none are counted.
  public let reps: Count?
  /// What is left of the step's interval; `nil` outside of one.
  public let leftInStep: Duration?
  /// The next step that is done, not said.
  public let next: String?
  /// What is left of the routine.
  public let left: Duration

  init(_ transport: Transport, heard: FramePosition, guide: Guide) {
    let timeline = transport.timeline
    state = transport.state
    self.heard = heard
    cue = guide.lastCue(at: heard)
    caption = cue.map { timeline.caption(of: timeline.cues[$0]) } ?? ""
    let index = guide.stepIndex(at: heard)
    let current = index.map { timeline.steps[$0] }
    step = current?.name ?? timeline.title
    side = current?.side
    reps = current?.reps
    rep = cue.flatMap {
      timeline.cues[$0].step == index.map(Int32.init) ? timeline.cues[$0].rep : nil
    }
    leftInStep = current?.interval.flatMap { interval in
      interval.contains(heard)
        ? timeline.rate.duration(of: interval.upperBound - heard) : nil
    }
    next = timeline.steps.dropFirst((index ?? -1) + 1).first { $0.interval != nil }?.name
    left = timeline.rate.duration(
      of: max(.zero, FramePosition.start + timeline.frames - heard))
  }
}
