internal import RoutineScript

/// A heat pad, from the first of the words that put it on until the words that take it off have been
/// heard to their end: the one thing in a session that can hurt.
///
/// A state machine without sound, clock or timeline. It knows whether the pad may be on, until when,
/// whether the words that take it off are being said, and how much heat the skin has had. What the
/// session does about it is decided at one gate, `Transport.pass`.
struct HeatPad: Equatable, Sendable {
  typealias Moment = Transport.Moment

  /// A pad that may be on.
  struct Wearing: Equatable, Sendable {
    /// The step that put it on: an index into the timeline's steps.
    let step: Int
    /// Where it is, as the script says it.
    let place: String?
    /// Since when it heats: it takes some seconds to put it on.
    let since: Moment
    /// When it has to be off.
    var end: Moment
  }

  /// Heat that the skin in one place has had.
  struct Dose: Equatable, Sendable {
    let place: String?
    let time: Duration
    let ended: Moment
  }

  /// What is known of the pad.
  enum State: Equatable, Sendable {
    case off
    /// It may be on, and has time until it must be off.
    case on(Wearing)
    /// The words that take it off are being said; they count when they have been heard to their end.
    case calling(Wearing, since: Moment)
    /// The words cannot be said; they are tried again.
    case unsaid(Wearing, next: Moment)
  }

  private(set) var state = State.off
  /// Heat that has ended within the last hour.
  private(set) var doses: [Dose] = []
  /// Who watches the screen, if nothing is heard.
  private var alarm = Alarm()

  /// Heat in one place within `memory`, at the very most (the article: 10 to 15 minutes, 20 at most).
  static let most = SafetyLimits.longestHeat
  /// How long the skin remembers.
  static let memory = Duration.seconds(3600)
  /// Heat that is too short to be worth putting a pad on.
  static let least = Duration.seconds(30)
  /// Before the end, answers and repetitions give way for so long: some take that long to be said.
  static let approach = Duration.seconds(10)
  /// How soon the words are tried again if they could not be said.
  private static let retry = Duration.seconds(15)

  // MARK: What is known

  /// The pad that may be on.
  var wearing: Wearing? {
    switch state {
    case .off: nil
    case .on(let wearing), .calling(let wearing, _), .unsaid(let wearing, _): wearing
    }
  }

  /// Whether the words that take it off are being said.
  var isCalling: Bool {
    if case .calling = state { true } else { false }
  }

  /// Whether the words that take it off could not be said.
  var isUnsaid: Bool {
    if case .unsaid = state { true } else { false }
  }

  /// How long the pad may stay on; `nil` if it is off.
  func left(at now: Moment) -> Duration? { wearing.map { now.left(until: $0.end) } }

  /// Whether the pad has to be off by now, by either clock.
  func isDue(at now: Moment) -> Bool { left(at: now).map { $0 <= .zero } ?? false }

  /// Whether the words that take it off come so soon that nothing else may begin.
  func isAboutToEnd(at now: Moment) -> Bool { left(at: now).map { $0 < Self.approach } ?? false }

  /// How much heat the skin in a place may still have.
  func allowance(at place: String?, _ now: Moment) -> Duration {
    // Each dose counts whole until an hour after its end by both clocks.
    // Of a dose or a pad without a place, nobody knows that it was not this one.
    let had = doses.filter {
      $0.place == place || $0.place == nil || place == nil
    }.filter { now.passed(since: $0.ended).least < Self.memory }
      .reduce(.zero) { $0 + $1.time }
    return max(Self.most - had, .zero)
  }

  /// Whether any place has had heat within the last hour.
  func hasDoses(at now: Moment) -> Bool {
    doses.contains { now.passed(since: $0.ended).least < Self.memory }
  }

  // MARK: Transitions

  /// The words that put it on have begun; nothing changes if it is on already.
  ///
  /// - Parameters:
  ///   - step: the step they belong to: an index into the timeline's steps.
  ///   - place: where the pad is put.
  ///   - time: how long it is meant to heat, at most what the skin there may still have.
  ///   - setUp: how long it takes to put it on.
  ///   - now: the time.
  mutating func putOn(
    step: Int, place: String?, for time: Duration, after setUp: Duration, _ now: Moment
  ) {
    guard case .off = state else { return }
    let since = now + max(setUp, .zero)
    let time = min(time, allowance(at: place, now))
    state = .on(Wearing(step: step, place: place, since: since, end: since + time))
    alarm = Alarm()
  }

  /// The listener wants less of it.
  mutating func shorten(to end: Moment) {
    guard case .on(var wearing) = state else { return }
    wearing.end = wearing.end.orEarlier(end)
    state = .on(wearing)
  }

  /// The words that take it off begin.
  mutating func call(_ now: Moment) {
    guard let wearing else { return }
    state = .calling(wearing, since: now)
  }

  /// The words that take it off were heard to their end.
  mutating func said(_ now: Moment) {
    guard let wearing else { return }
    let time = min(now.passed(since: wearing.since).most, Self.most)
    doses.removeAll { now.passed(since: $0.ended).least >= Self.memory }
    if time > .zero { doses.append(Dose(place: wearing.place, time: time, ended: now)) }
    state = .off
    alarm = Alarm()
  }

  /// The words that take it off cannot be said now.
  mutating func couldNotSay(_ now: Moment) {
    guard let wearing else { return }
    state = .unsaid(wearing, next: now + Self.retry)
  }

  /// Whether words that could not be said are to be tried again.
  func isToRetry(_ now: Moment) -> Bool {
    guard case .unsaid(_, let next) = state else { return false }
    return now.left(until: next) <= .zero
  }

  /// The pad as it was kept on disk.
  mutating func restore(_ wearing: Wearing?, doses: [Dose]) {
    state = wearing.map(State.on) ?? .off
    self.doses = doses
    alarm = Alarm()
  }

  // MARK: If nothing is heard

  /// Shows that the pad has to come off, again and again, if nobody can have heard it.
  private struct Alarm: Equatable {
    var first: Moment?
    var next: Moment?
    var isAnswered = false
  }

  /// How often it is shown.
  private static let alarmPeriod = Duration.seconds(15)
  /// How long it takes to see it and to answer.
  private static let reaction = Duration.seconds(1)
  /// How late the words may be before it is shown.
  private static let grace = Duration.seconds(5)

  /// Whether to show now, by other means than sound, that the pad has to come off.
  ///
  /// - Parameters:
  ///   - isMute: whether nothing can be heard now.
  ///   - now: the time.
  /// - Returns: whether it is time to show it, for the first time or again.
  mutating func raisesAlarm(isMute: Bool, _ now: Moment) -> Bool {
    guard let due = alarmDue(isMute: isMute, now), due <= .zero, !alarm.isAnswered,
      alarm.next.map({ now.left(until: $0) <= .zero }) ?? true
    else { return false }
    alarm.first = alarm.first ?? now
    alarm.next = now + Self.alarmPeriod
    return true
  }

  /// When to look again whether to show it; `nil` if it is not shown.
  func nextAlarm(isMute: Bool, _ now: Moment) -> Duration? {
    guard let due = alarmDue(isMute: isMute, now), !alarm.isAnswered else { return nil }
    return max(due, alarm.next.map { now.left(until: $0) } ?? due)
  }

  /// How long until the pad is overdue, and nobody can have heard it.
  private func alarmDue(isMute: Bool, _ now: Moment) -> Duration? {
    guard let wearing else { return nil }
    let left = now.left(until: wearing.end)
    switch state {
    case .unsaid: return .zero
    case .calling(_, let since) where !isMute: return now.left(until: since + Self.grace)
    default: return isMute ? left : left + Self.grace
    }
  }

  /// The listener has done something.
  ///
  /// - Returns: whether that answers what is shown, if the words cannot be said at all: then the
  ///   listener knows.
  mutating func answer(_ now: Moment) -> Bool {
    // Something done in that very moment was about to be done anyway.
    guard let first = alarm.first, now.passed(since: first).least >= Self.reaction else {
      return false
    }
    alarm.isAnswered = true
    guard isUnsaid else { return false }
    said(now)
    return true
  }
}
