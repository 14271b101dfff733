public import CueTimeline
public import Sound

/// Where a session is and what it does next: a state machine without sound or clock.
///
/// It is given what was heard, the time and what the listener wants, and answers with what to play.
/// Every control (keys, headset buttons, other programs) ends up here as a `Command`.
public struct Transport: Sendable {
  /// What the session is doing.
  public internal(set) var state = State.paused
  /// How loud everything is.
  public internal(set) var volume = Volume.full
  /// The tempo that the coming repetitions are to have.
  public internal(set) var tempo = TempoScale.written
  var navigator: TimelineNavigator
  /// Where the session stands while nothing is heard; `nil` if that is where the sound is.
  var held: FramePosition? = .start
  /// Where the last passage began: until more is heard, its lead-in or its words are.
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

  /// Where the session is, if `heard` is being heard or was last heard.
  public func position(heard: FramePosition) -> FramePosition { held ?? heard }

  /// Whether something plays, if only the wait for *go*.
  var isPlaying: Bool { state == .playing || state == .waitingForGo }

  /// Begins.
  ///
  /// - Parameters:
  ///   - position: where to begin.
  ///   - isReturn: whether the listener returns to a session that had ended, and is welcomed back.
  ///   - now: the time.
  /// - Returns: what to play.
  public mutating func start(
    at position: FramePosition = .start, returning isReturn: Bool = false, now: Moment
  ) -> Effect {
    guard isReturn else { return play(from: position) }
    let (entry, _) = wayBack(to: position, now)
    return play(from: entry, saying: .welcomeBack(navigator.whereabouts(at: entry)))
  }

  /// Takes another timeline, which is the same up to what has been heard.
  public mutating func adopt(_ timeline: Timeline) { navigator = TimelineNavigator(timeline) }

  /// Gives up a tempo at which the routine cannot be scheduled.
  ///
  /// - Parameters:
  ///   - scale: that tempo; ignored if another has been asked for since.
  ///   - old: the tempo to keep.
  public mutating func reject(_ scale: TempoScale, keeping old: TempoScale) {
    if tempo == scale { tempo = old }
  }

  /// Takes note of what is heard and of the time.
  ///
  /// - Parameters:
  ///   - heard: the position that is being heard, or was last heard.
  ///   - now: the time.
  /// - Returns: what the time asks for: heat ends on time, whatever the session does.
  public mutating func update(heard: FramePosition, now: Moment) -> Effect? {
    updateWaiting(heard)
    return watchHeat(heard: heard, now)
  }

  /// Takes note that the passage, or what was said in a pause, has been heard to its end.
  ///
  /// - Parameters:
  ///   - heard: the position that was last heard.
  ///   - now: the time.
  /// - Returns: what to play next: after a question how to go on, after an unanswered wait its
  ///   question again; at the timeline's end, the end of the session.
  public mutating func reachedEnd(at heard: FramePosition, now: Moment) -> Effect? {
    forgetPadIfAnnounced()
    guard isPlaying else {
      // Words said in a pause leave the session where it stands; only the end of a heat moves it.
      if held == nil { hold(at: heard) }
      return nil
    }
    notePad(at: heard, now)
    if let question = navigator.question(endingAt: heard) {
      return play(from: heard, until: question.end, saying: .press)
    }
    if let wait = unansweredWait(endingAt: heard) { return play(from: wait.asking) }
    return finish()
  }

  /// Ends the session; if a heat pad is still on, once that has been said.
  mutating func finish() -> Effect {
    if pad != nil, !isAnnouncingPadOff { return playPadOff(before: navigator.end) }
    state = .finished
    return .end
  }

  /// Takes note of where the sound stopped in a pause.
  mutating func hold(at heard: FramePosition) {
    guard state == .paused else { return }
    held = unansweredWait(endingAt: heard)?.asking ?? heard
  }

  /// The endless wait that was heard up to its end, and so without *go*.
  private func unansweredWait(endingAt heard: FramePosition) -> TimelineNavigator.Wait? {
    passageStart < heard ? navigator.wait(endingAt: heard) : nil
  }

  /// Tells playing and waiting for *go* apart by the position.
  mutating func updateWaiting(_ heard: FramePosition) {
    guard isPlaying else { return }
    state = navigator.wait(at: position(heard: heard)) == nil ? .playing : .waitingForGo
  }

  /// Where to go on with what was interrupted, and what to say first.
  func wayBack(
    to here: FramePosition, _ now: Moment
  ) -> (entry: FramePosition, words: Announcement?) {
    if let wait = navigator.wait(at: here) { return (wait.asking, nil) }
    let entry = heatPosition(at: here, now) ?? navigator.reentry(at: here)
    return (entry, navigator.recap(at: entry).map(Announcement.recap))
  }

  /// Begins a passage.
  mutating func play(
    from position: FramePosition, until: FramePosition? = nil, saying words: Announcement? = nil,
    isContinuation: Bool = false
  ) -> Effect {
    state = .playing
    let effect = beginPassage(
      from: position, until: until ?? navigator.nextStop(after: position), saying: words,
      isContinuation: isContinuation)
    updateWaiting(position)
    if isDeviceLost { state = .waitingForDevice }
    return effect
  }

  /// Begins a passage without a change of state.
  mutating func beginPassage(
    from position: FramePosition, until: FramePosition?, saying words: Announcement? = nil,
    isContinuation: Bool = false
  ) -> Effect {
    held = nil
    passageStart = position
    passages += 1
    return .play(
      Passage(from: position, until: until, words: words, isContinuation: isContinuation))
  }
}
