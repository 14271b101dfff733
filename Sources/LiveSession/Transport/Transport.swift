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
  /// Whether that passage begins with words from outside of the timeline.
  var passageHasWords = false
  var isDeviceLost = false
  var pad = HeatPad()
  /// Asks whether a listener with a baby is awake; `nil` without a baby.
  var sleepWatch: SleepWatch?
  /// What is done when the words that take a heat pad off have been heard.
  var afterwards: Move?
  /// Whether the listener has ended the session.
  var isStopped = false
  /// Whether the session's place is kept, so that it can be resumed.
  var keepsPlace = false
  /// Since when the session says that it has stopped; it ends after that.
  var sayingStopped: Moment?
  var presses = ButtonGrammar()

  /// What is played.
  public var timeline: Timeline { navigator.timeline }

  /// Makes a transport that stands at a timeline's beginning.
  ///
  /// - Parameters:
  ///   - timeline: what is played.
  ///   - isWithBaby: whether the listener has a baby on the arm, and is asked under a heat pad whether
  ///     they are awake.
  public init(_ timeline: Timeline, isWithBaby: Bool = false) {
    navigator = TimelineNavigator(timeline)
    if isWithBaby { sleepWatch = SleepWatch() }
  }

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
  /// - Returns: what to play; if a pad may be on for too long, first the words that take it off.
  public mutating func start(
    at position: FramePosition = .start, returning isReturn: Bool = false, now: Moment
  ) -> Effect? {
    guard isReturn else { return pass(.play(Entry(from: position)), now) }
    let (entry, _) = wayBack(to: position, now)
    return pass(
      .play(Entry(from: entry, words: .welcomeBack(navigator.whereabouts(at: entry)))), now)
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
    if let sayingStopped {
      // A device that hangs, or is not open yet, may never say it.
      let isLate = now.passed(since: sayingStopped).most >= Self.mostStopping
      return isLate ? finish(isStopped: true) : nil
    }
    updateWaiting(heard)
    notePad(heard: heard, now)
    return watchHeat(heard: heard, now) ?? watchSleep(heard: heard, now)
  }

  /// How long a session that was stopped may take to say so.
  static let mostStopping = Duration.seconds(6)

  /// Whether to show now, by other means than sound, that the heat pad has to come off: nobody can
  /// have heard it, and nobody has answered.
  public mutating func raisesAlarm(now: Moment) -> Bool {
    pad.raisesAlarm(isMute: isDeviceLost, now)
  }

  /// Takes note that the words that take the pad off cannot be said.
  ///
  /// - Parameter now: the time.
  /// - Returns: what to do: a session that was only waiting for those words ends.
  public mutating func couldNotSay(now: Moment) -> Effect? {
    pad.couldNotSay(now)
    return isEnding ? pass(.end(isStopped: true), now) : nil
  }

  /// Takes note that the passage, or what was said in a pause, has been heard to its end.
  ///
  /// - Parameters:
  ///   - heard: the position that was last heard.
  ///   - now: the time.
  /// - Returns: what to play next: after a question how to go on, after an unanswered wait its
  ///   question again; at the timeline's end, the end of the session.
  public mutating func reachedEnd(at heard: FramePosition, now: Moment) -> Effect? {
    if sleepWatch?.isAlarm == true {
      // It is said again until somebody answers.
      sleepWatch?.heardAlarm()
      return nil
    }
    if pad.isCalling { return goOnWithoutPad(now) }
    if sayingStopped != nil { return finish(isStopped: true) }
    notePad(heard: heard, now)
    guard isPlaying else {
      // Words said in a pause leave the session where it stands.
      if held == nil { hold(at: heard) }
      return nil
    }
    if let question = navigator.question(endingAt: heard) {
      return pass(.play(Entry(from: heard, until: question.end, words: .press)), now)
    }
    if let wait = unansweredWait(endingAt: heard) {
      return pass(.play(Entry(from: wait.asking)), now)
    }
    if navigator.beginsHeat(at: heard) {
      return pass(.play(Entry(from: heard, isContinuation: true)), now)
    }
    return pass(.end(isStopped: false), now)
  }

  /// Takes note of where the sound stopped in a pause.
  mutating func hold(at heard: FramePosition) {
    guard state == .paused, !isTakingPadOff else { return }
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
    // Nothing may delay the words that take the pad off.
    guard !pad.isAboutToEnd(at: now) else { return (entry, nil) }
    return (entry, navigator.recap(at: entry).map(Announcement.recap))
  }
}
