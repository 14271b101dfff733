internal import CueTimeline

/// Whether somebody who sits under a heat pad with a baby on the arm is still awake: the warmth makes
/// sleepy, and nobody should fall asleep in a chair with a baby (American Academy of Pediatrics, 2022).
///
/// A state machine without sound or clock: it asks now and then, and a question that stays without
/// an answer twice in a row becomes an alarm, which only an answer ends.
struct SleepWatch: Equatable, Sendable {
  typealias Moment = Transport.Moment

  /// What is to be said.
  enum Call: Equatable, Sendable {
    case question
    case alarm
  }

  private enum State: Equatable, Sendable {
    /// No pad is on, or no baby is there.
    case off
    case quiet(until: Moment)
    /// How often in a row the question was asked, and until when an answer counts.
    case asked(times: Int, until: Moment)
    /// The alarm is said again then.
    case alarm(next: Moment, isHeard: Bool)
  }

  /// From an answer to the next question.
  let period: Duration
  /// How long an answer may take.
  let patience: Duration
  private var state = State.off

  /// Makes one that watches nobody yet.
  init(period: Duration = .seconds(180), patience: Duration = .seconds(30)) {
    self.period = period
    self.patience = patience
  }

  /// Whether nobody has answered twice.
  var isAlarm: Bool {
    if case .alarm = state { true } else { false }
  }

  /// When there is something to say; `nil` if nobody is watched.
  var next: Moment? {
    switch state {
    case .off: nil
    case .quiet(let next), .asked(_, let next), .alarm(let next, _): next
    }
  }

  /// Takes note of whether a pad is on.
  mutating func note(isPadOn: Bool, _ now: Moment) {
    switch (state, isPadOn) {
    case (.off, true): state = .quiet(until: now + period)
    case (_, false): state = .off
    default: break
    }
  }

  /// What is to be said now, if anything; it counts as said.
  mutating func call(_ now: Moment) -> Call? {
    guard let next, now.left(until: next) <= .zero else { return nil }
    switch state {
    case .off: return nil
    case .quiet:
      state = .asked(times: 1, until: now + patience)
      return .question
    case .asked(1, _):
      state = .asked(times: 2, until: now + patience)
      return .question
    case .asked:
      state = .alarm(next: now + Self.alarmPeriod, isHeard: false)
      return .alarm
    case .alarm(_, let isHeard):
      state = .alarm(next: now + Self.alarmPeriod, isHeard: isHeard)
      return .alarm
    }
  }

  /// The alarm was heard to its end.
  mutating func heardAlarm() {
    if case .alarm(let next, _) = state { state = .alarm(next: next, isHeard: true) }
  }

  /// Whether the alarm has been heard to its end.
  var isAlarmHeard: Bool {
    if case .alarm(_, isHeard: true) = state { true } else { false }
  }

  /// The listener has done something.
  ///
  /// - Returns: what that answers; `nil` if nothing was asked.
  mutating func answer(_ now: Moment) -> Call? {
    switch state {
    case .off, .quiet: return nil
    case .asked:
      state = .quiet(until: now + period)
      return .question
    case .alarm:
      state = .off
      return .alarm
    }
  }

  /// From one alarm's beginning to the next one's.
  private static let alarmPeriod = Duration.seconds(12)
}

/// Asking.
extension Transport {
  /// Asks somebody with a baby whether they are awake, if it is time to.
  mutating func watchSleep(heard: FramePosition, _ now: Moment) -> Effect? {
    guard sleepWatch != nil, state != .finished else { return nil }
    sleepWatch?.note(isPadOn: pad.wearing != nil, now)
    // The words that take it off come in a moment, or are being said.
    guard sleepWatch?.isAlarm == true || !isTakingPadOff && !pad.isAboutToEnd(at: now) else {
      return nil
    }
    let here = position(heard: heard)
    if isPlaying, sleepWatch?.isAlarm != true, isTalking(at: here) { return nil }
    switch sleepWatch?.call(now) {
    case nil: return nil
    case .question: return ask(at: here, now)
    case .alarm:
      guard let wearing = pad.wearing else { return nil }
      if !isTakingPadOff { _ = takePadOff(wearing, before: .rest(at: here), now) }
      return .say(.wakeUp)
    }
  }

  /// Whether words are being said, which a question does not cut off.
  private func isTalking(at here: FramePosition) -> Bool {
    navigator.soundingCue(at: here) != nil || passageHasWords && here <= passageStart
  }

  private mutating func ask(at here: FramePosition, _ now: Moment) -> Effect? {
    switch state {
    case .playing, .waitingForGo:
      let (entry, _) = wayBack(to: here, now)
      return pass(.play(Entry(from: entry, words: .stillAwake)), now)
    case .paused:
      held = here
      return .say(.stillAwake)
    case .waitingForDevice, .finished: return nil
    }
  }

  /// Takes a command as an answer.
  ///
  /// - Returns: whether it was one, and what to do then.
  mutating func answersSleepWatch(_ now: Moment) -> (isAnswer: Bool, effect: Effect?) {
    let wasHeard = sleepWatch?.isAlarmHeard == true
    switch sleepWatch?.answer(now) {
    case nil: return (false, nil)
    case .question: return (true, nil)
    // Otherwise the words that take the pad off are still to be heard.
    case .alarm: return (true, wasHeard ? goOnWithoutPad(now) : nil)
    }
  }
}
