public import CueTimeline
public import RoutineScript

/// Where a session is and what it does next: a state machine without sound or clock.
///
/// It is told what was heard and what the listener wants, and answers with what to play. Every
/// control (keys now; headset buttons and other programs later) ends up as a `Command` here.
public struct Transport: Sendable {
  /// What a session is doing.
  public enum State: Hashable, Sendable {
    case playing
    case paused
    /// A `wait` step: from its question on, until *go*.
    case waitingForGo
    /// It should play, and the device is gone.
    case waitingForDevice
    case finished
  }

  /// What a listener can ask for.
  public enum Command: Hashable, Sendable {
    case pause
    case resume
    /// Pauses, resumes, or says *go* where that is waited for.
    case toggle
    /// On with the next step.
    case next
    /// To the start of this step, or of the one before where it has only just begun.
    case back
    /// The last phrase or repetition again.
    case again
    case stop
  }

  /// What is to be done about it.
  public enum Effect: Equatable, Sendable {
    /// Play from a position; up to another, or to the end. `recap` says first where that is.
    case play(from: FramePosition, until: FramePosition?, recap: Recap?)
    /// Be silent, and remember what was heard.
    case pause
    /// End the session.
    case end
  }

  /// Where a listener is, as it is said on resuming: "Left side. Six of ten."
  public struct Recap: Equatable, Sendable {
    /// The side, in words.
    public let side: String?
    /// The repetition, and of how many.
    public let rep: Count?
    /// How many repetitions there are, where any are counted.
    public let reps: Count?

    public init(side: String?, rep: Count?, reps: Count?) {
      self.side = side
      self.rep = rep
      self.reps = reps
    }
  }

  /// What is played.
  public let timeline: Timeline
  /// What the session is doing.
  public private(set) var state = State.paused
  private let guide: Guide

  /// Makes a transport that stands at a timeline's beginning.
  public init(_ timeline: Timeline) {
    self.timeline = timeline
    guide = Guide(timeline)
  }

  /// Begins.
  public mutating func start(at position: FramePosition = .start) -> Effect {
    play(from: position)
  }

  /// Takes a command.
  ///
  /// - Parameters:
  ///   - command: what the listener wants.
  ///   - heard: the position that is being heard, or was heard last.
  /// - Returns: what to do; `nil` where the command changes nothing.
  public mutating func handle(_ command: Command, heard: FramePosition) -> Effect? {
    if state == .finished { return nil }
    update(heard: heard)
    switch command {
    case .stop:
      state = .finished
      return .end
    case .pause:
      if state == .paused { return nil }
      state = .paused
      return .pause
    case .resume:
      if state == .waitingForGo { return go(heard) }
      return state == .paused ? resume(heard) : nil
    case .toggle:
      switch state {
      case .paused: return resume(heard)
      case .waitingForGo: return go(heard)
      default:
        state = .paused
        return .pause
      }
    case .next:
      guard let next = guide.nextStep(after: heard) else {
        state = .finished
        return .end
      }
      return play(from: next)
    case .back: return play(from: guide.stepBack(from: heard))
    case .again: return play(from: guide.lastSaid(at: heard))
    }
  }

  /// Takes note of a position that is heard, for the states that positions decide.
  public mutating func update(heard: FramePosition) {
    guard state == .playing || state == .waitingForGo else { return }
    state = guide.wait(at: heard) == nil ? .playing : .waitingForGo
  }

  /// Takes note that all that was to be played has been heard.
  ///
  /// - Returns: what to play next: a wait asks again, the end is the end.
  public mutating func reachedEnd(at heard: FramePosition) -> Effect? {
    guard state == .playing || state == .waitingForGo else { return nil }
    if let wait = guide.wait(endingAt: heard) {
      state = .waitingForGo
      return .play(from: wait.asking, until: heard, recap: nil)
    }
    state = .finished
    return .end
  }

  /// Takes note that the device is gone; the stream goes on by itself when it is back.
  public mutating func lostDevice() {
    if state == .playing || state == .waitingForGo { state = .waitingForDevice }
  }

  /// Takes note that the device is back.
  public mutating func regainedDevice(heard: FramePosition) {
    guard state == .waitingForDevice else { return }
    state = .playing
    update(heard: heard)
  }

  private mutating func resume(_ heard: FramePosition) -> Effect {
    let entry = guide.reentry(at: heard)
    return play(from: entry, recap: guide.recap(at: entry))
  }

  private mutating func go(_ heard: FramePosition) -> Effect {
    play(from: guide.wait(at: heard)?.end ?? heard)
  }

  private mutating func play(from position: FramePosition, recap: Recap? = nil) -> Effect {
    state = .playing
    update(heard: position)
    return .play(from: position, until: guide.nextStop(after: position), recap: recap)
  }
}
