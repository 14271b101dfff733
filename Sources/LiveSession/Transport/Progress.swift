public import CueTimeline
public import RoutineScript
public import Sound

/// A session at one moment, as a live line, a log or another program shows it.
public struct Progress: Equatable, Sendable {
  /// What the session is doing.
  public let state: Transport.State
  /// The position being heard.
  public let heard: FramePosition
  /// Where the session is by the clock: later than what was heard while heat goes on in a pause, or
  /// without a device.
  public let now: FramePosition
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
  /// Where the listener is by the clock.
  public let place: Whereabouts
  /// The number of the current step, from 1.
  public let stepNumber: Count
  /// The step's part of the timeline.
  public let stepRange: Range<FramePosition>
  /// How much of the step has been heard.
  public let intoStep: Duration
  /// What is left of it by the clock.
  public let stepLeft: Duration
  /// How long the step is.
  public let stepLength: Duration
  /// The name of the section it belongs to.
  public let section: String
  /// The number of that section, from 1.
  public let sectionNumber: Count
  /// Where each section begins, in order.
  public let sectionStarts: [FramePosition]
  /// The routine's end.
  public let end: FramePosition
  /// The name of the next step in which something is done, not only said; `nil` in the last.
  public let next: String?
  /// How long a heat pad may stay on, negative if it should be off already; `nil` if none is on.
  public let heatLeft: Duration?
  /// How loud it is.
  public let volume: Volume
  /// How fast repetitions are counted.
  public let tempo: TempoScale

  /// Whether the listener may have a heat pad on.
  public var hasHeatPadOn: Bool { heatLeft != nil }

  init(_ transport: Transport, heard: FramePosition, now moment: Transport.Moment = .now) {
    let navigator = transport.navigator
    let timeline = navigator.timeline
    let here = transport.position(heard: heard)
    state = transport.state
    self.heard = here
    heardSince = transport.passageStart
    passage = Count(Int32(clamping: transport.passages))
    // While the words that take a pad off are said, nothing of the timeline is.
    cue = transport.isTakingPadOff ? nil : navigator.lastCue(at: here)
    caption = cue.map { timeline.caption(of: timeline.cues[$0]) } ?? ""
    routine = timeline.title
    now = transport.clockPosition(at: here, moment)
    place = navigator.whereabouts(at: now)
    let index = navigator.stepIndex(at: here) ?? 0
    stepNumber = Count(Int32(index + 1))
    stepRange =
      timeline.steps.indices.contains(index) ? timeline.steps[index].range : .start..<navigator.end
    intoStep = timeline.rate.duration(of: max(here - stepRange.lowerBound, .zero))
    stepLeft = timeline.rate.duration(of: max(stepRange.upperBound - now, .zero))
    stepLength = timeline.rate.duration(of: stepRange.upperBound - stepRange.lowerBound)
    let number = timeline.steps.indices.contains(index) ? timeline.steps[index].section : 0
    section =
      timeline.sections.indices.contains(number) ? timeline.sections[number].name : timeline.title
    sectionNumber = Count(Int32(clamping: number + 1))
    sectionStarts = timeline.sections.map(\.start)
    end = navigator.end
    next = navigator.nextActive(after: here).map { timeline.steps[$0.step].name }
    heatLeft = transport.pad.left(at: moment)
    volume = transport.volume
    tempo = transport.tempo
  }
}

extension Transport {
  /// How far sound and clock are apart at least to be shown so: while it plays they agree.
  private static let apart = Duration.seconds(1)

  /// Where the session is by the clock, if it stands or plays at a position: heat goes on whatever
  /// the session does.
  fileprivate func clockPosition(at here: FramePosition, _ now: Moment) -> FramePosition {
    guard let wearing = pad.wearing, let own = navigator.heat(of: wearing.step),
      (own.start..<own.end).contains(here)
    else { return here }
    let left = min(max(now.left(until: wearing.end), .zero), timeline.duration)
    let clock = max(own.end - timeline.rate.frames(in: left), here)
    let isHeard = isPlaying && clock - here < timeline.rate.frames(in: Self.apart)
    return isHeard ? here : clock
  }
}
