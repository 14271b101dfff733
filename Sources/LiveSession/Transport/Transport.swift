public import CueTimeline
public import Sound

/// Where a session is and what it does next: a state machine without sound or clock.
///
/// It is told what was heard, what time it is and what the listener wants, and answers with what to
/// play. Every control (keys, headset buttons, other programs) ends up as a `Command` here.
public struct Transport: Sendable {
  /// A moment on the wall clock, which goes on while the machine sleeps.
  public typealias Moment = ContinuousClock.Instant

  /// What a session is doing.
  public enum State: String, Hashable, Sendable {
    case playing
    case paused
    /// A `wait` step: from its question on, until *go*.
    case waitingForGo = "waiting for go"
    /// It should play, and the device is gone.
    case waitingForDevice = "waiting for the device"
    case finished
  }

  /// What a listener can ask for.
  public enum Command: Hashable, Sendable {
    case pause
    case resume
    /// Pauses, resumes, or says *go* where that is waited for.
    case toggle
    /// The only button there is: once is `toggle`, twice in a row `again`, three times `next`.
    case button
    /// On with the next step.
    case next
    /// To the start of this step, or of the one before where it has only just begun.
    case back
    /// The last phrase or repetition again.
    case again
    case stop
    /// Says where the listener is and what is left.
    case howLong
    case louder
    case softer
    /// The volume as a slider sets it.
    case volume(Volume)
    case slower
    case faster
    /// The tempo of the coming repetitions, as a player's rate sets it.
    case tempo(TempoScale)
    /// To a place as far from here as given; negative is back.
    case skip(Duration)
    /// To a place on the timeline.
    case seek(FramePosition)
  }

  /// What is to be done about it.
  public enum Effect: Equatable, Sendable {
    /// Play from a position; up to another, or to the end.
    case play(Passage)
    /// Be silent, and remember what was heard.
    case pause
    /// Say something, and stay where it is.
    case say(Announcement)
    case volume(Volume)
    /// Schedule the coming repetitions again.
    case reschedule(TempoScale)
    /// End the session.
    case end
  }

  /// A stretch of the timeline that is played without a break.
  public struct Passage: Equatable, Sendable {
    /// Where it begins.
    public let from: FramePosition
    /// Where it ends by itself; `nil` for the timeline's end.
    public let until: FramePosition?
    /// What is said before it.
    public let words: Announcement?
    /// Whether it goes on with what was just heard, without silence for the device to wake up in.
    public let isContinuation: Bool
  }

  /// What the session is doing.
  public internal(set) var state = State.paused
  /// How loud everything is.
  public internal(set) var volume = Volume.full
  /// The tempo that the coming repetitions are to have.
  public internal(set) var tempo = TempoScale.written
  var navigator: TimelineNavigator
  /// Where it stands while nothing is heard; `nil` where the sound tells.
  var held: FramePosition? = .start
  /// Where the last passage began: until it is heard, its lead-in or words are.
  var passageStart = FramePosition.start
  /// How many passages there have been.
  var passages = 1
  var isDeviceLost = false
  var pad: HeatPad?
  var presses = ButtonGrammar()

  /// What is played.
  public var timeline: Timeline { navigator.timeline }

  /// Makes a transport that stands at a timeline's beginning.
  public init(_ timeline: Timeline) { navigator = TimelineNavigator(timeline) }

  /// Where the session is, when a position is heard or was heard last.
  public func position(heard: FramePosition) -> FramePosition { held ?? heard }

  /// Begins.
  ///
  /// - Parameters:
  ///   - position: where to begin.
  ///   - isReturn: whether the listener comes back to a session that had ended, and is told so.
  ///   - now: the time.
  /// - Returns: what to play.
  public mutating func start(
    at position: FramePosition = .start, returning isReturn: Bool = false, now: Moment
  ) -> Effect {
    guard isReturn else { return play(from: position) }
    let (entry, _) = wayBack(to: position, now)
    return play(from: entry, saying: .welcomeBack(navigator.whereabouts(at: entry)))
  }

  /// Takes another timeline, whose beats up to what has been heard are the old one's.
  public mutating func adopt(_ timeline: Timeline) { navigator = TimelineNavigator(timeline) }

  /// Gives up a tempo at which the routine cannot be scheduled.
  public mutating func reject(_ scale: TempoScale, keeping old: TempoScale) {
    if tempo == scale { tempo = old }
  }

  /// Takes note of what is heard and of the time.
  ///
  /// - Parameters:
  ///   - heard: the position that is being heard, or was heard last.
  ///   - now: the time.
  /// - Returns: what the time asks for: heat ends when it ends, whatever the session does.
  public mutating func update(heard: FramePosition, now: Moment) -> Effect? {
    look(heard)
    return watchHeat(heard: heard, now)
  }

  /// Takes note that all that was to be played has been heard.
  ///
  /// - Parameters:
  ///   - heard: the position that is heard last.
  ///   - now: the time.
  /// - Returns: what to play next: a wait asks again, the end is the end.
  public mutating func reachedEnd(at heard: FramePosition, now: Moment) -> Effect? {
    guard state == .playing || state == .waitingForGo else {
      if pad?.call == .inPause { pad = nil }
      // Words said in a pause leave the session where it stands, the end of a heat apart.
      if held == nil { hold(at: heard) }
      return nil
    }
    if pad?.call == .before(passage: passages) { pad = nil }
    notePad(at: heard, now)
    if let question = navigator.question(endingAt: heard) {
      return play(from: heard, until: question.end, saying: .press)
    }
    if let wait = unansweredWait(endingAt: heard) { return play(from: wait.asking) }
    return finish()
  }

  /// Ends the session; where a heat pad is still on, once that has been said.
  mutating func finish() -> Effect {
    if let pad, pad.call != .before(passage: passages) { return play(calling: navigator.end) }
    state = .finished
    return .end
  }

  /// Takes note of what was heard last before a pause.
  mutating func hold(at heard: FramePosition) {
    guard state == .paused else { return }
    held = unansweredWait(endingAt: heard)?.asking ?? heard
  }

  /// The wait that goes on for ever and was heard up to its end, so without *go*.
  private func unansweredWait(endingAt heard: FramePosition) -> TimelineNavigator.Wait? {
    passageStart < heard ? navigator.wait(endingAt: heard) : nil
  }

  /// Takes note that the device is gone.
  ///
  /// - Parameters:
  ///   - heard: the position that was heard last.
  ///   - now: the time.
  /// - Returns: what to play when it is back.
  public mutating func lostDevice(heard: FramePosition, now: Moment) -> Effect? {
    isDeviceLost = true
    guard state == .playing || state == .waitingForGo else { return nil }
    let (entry, words) = wayBack(to: position(heard: heard), now)
    return play(from: entry, saying: words)
  }

  /// Takes note that the device is back.
  ///
  /// - Parameters:
  ///   - heard: the position that was heard last.
  ///   - now: the time.
  /// - Returns: what to play instead of what was ordered when it was lost.
  public mutating func regainedDevice(heard: FramePosition, now: Moment) -> Effect? {
    isDeviceLost = false
    guard state == .waitingForDevice else { return nil }
    state = .playing
    look(heard)
    guard pad != nil else { return nil }
    // Heat has gone on meanwhile, and what is said of it must be true.
    let (entry, words) = wayBack(to: position(heard: heard), now)
    return play(from: entry, saying: words)
  }

  /// The states that positions decide.
  mutating func look(_ heard: FramePosition) {
    guard state == .playing || state == .waitingForGo else { return }
    state = navigator.wait(at: position(heard: heard)) == nil ? .playing : .waitingForGo
  }

  /// Where to go on with what was interrupted, and what to say first.
  func wayBack(to here: FramePosition, _ now: Moment) -> (
    entry: FramePosition, words: Announcement?
  ) {
    if let wait = navigator.wait(at: here) { return (wait.asking, nil) }
    let entry = heatPosition(at: here, now) ?? navigator.reentry(at: here)
    return (entry, navigator.recap(at: entry).map(Announcement.recap))
  }

  mutating func play(
    from position: FramePosition, until: FramePosition? = nil, saying words: Announcement? = nil,
    isContinuation: Bool = false
  ) -> Effect {
    held = nil
    passageStart = position
    passages += 1
    state = .playing
    look(position)
    if isDeviceLost { state = .waitingForDevice }
    return .play(
      Passage(
        from: position, until: until ?? navigator.nextStop(after: position), words: words,
        isContinuation: isContinuation))
  }
}
