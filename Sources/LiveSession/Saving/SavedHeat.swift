internal import CueTimeline
internal import FoundationEssentials
internal import RoutineScript

extension SavedSession {
  /// A heat pad that was on.
  ///
  /// Version 0.1.0 knows only its step and its end.
  struct Pad: Codable, Equatable, Sendable {
    var step: Int
    var end: Date
    /// The end by the clock that nobody can set, in seconds since that start of the system.
    var endSinceBoot: Double?
    /// How many seconds it had heated.
    var heated: Double?
    var place: String?
  }

  /// Heat that the skin has had.
  struct Dose: Codable, Equatable, Sendable {
    var place: String?
    var seconds: Double
    var ended: Date
  }

  /// The clock that nobody can set, when the session was saved.
  struct Clock: Codable, Equatable, Sendable {
    /// Which start of the system it counts from.
    var boot: String?
    var sinceBoot: Double
  }
}

extension SavedSession.Clock {
  init(_ now: Transport.Moment, boot: String?) {
    self.init(boot: boot, sinceBoot: now.sinceBoot / .seconds(1))
  }
}

extension SavedSession.Pad {
  init(_ wearing: HeatPad.Wearing, _ now: Transport.Moment) {
    self.init(
      step: wearing.step, end: Date(wearing.end), endSinceBoot: wearing.end.sinceBoot / .seconds(1),
      heated: now.passed(since: wearing.since).most / .seconds(1), place: wearing.place)
  }
}

extension SavedSession.Dose {
  init(_ dose: HeatPad.Dose) {
    self.init(place: dose.place, seconds: dose.time / .seconds(1), ended: Date(dose.ended))
  }
}

extension Date {
  /// What the wall clock shows at a moment.
  init(_ moment: Transport.Moment) {
    self.init(timeIntervalSince1970: moment.date / .seconds(1))
  }
}

/// What was kept of a heat pad, brought to another run of the program: neither clock is believed if
/// it says that there is more time than there can be.
struct KeptHeat {
  private let saved: SavedSession
  private let now: Transport.Moment
  private let timeline: TimelineNavigator
  /// How long ago it was saved, at the most; `nil` if nobody knows.
  private let mostPassed: Duration?
  /// The same at the least.
  private let leastPassed: Duration

  /// - Parameters:
  ///   - saved: the session as it was kept.
  ///   - timeline: what is played now.
  ///   - now: the time.
  ///   - boot: which start of the system this is.
  init(
    _ saved: SavedSession, on timeline: TimelineNavigator, _ now: Transport.Moment, boot: String?
  ) {
    self.saved = saved
    self.timeline = timeline
    self.now = now
    let wall = Self.duration(now.date / .seconds(1) - saved.savedAt.timeIntervalSince1970)
    var steady: Duration?
    if let clock = saved.clock, let boot, clock.boot == boot {
      let passed = Self.duration(now.sinceBoot / .seconds(1) - clock.sinceBoot)
      if passed >= .zero { steady = passed }
    }
    // A moment is lost in writing seconds as decimals.
    mostPassed = wall > .milliseconds(-10) ? max(wall, steady ?? .zero, .zero) : steady
    leastPassed = max(min(wall, steady ?? wall), .zero)
  }

  /// The pad that may still be on.
  func wearing(at position: FramePosition) -> HeatPad.Wearing? {
    guard let pad = saved.pad else { return forgotten(at: position) }
    // The same step, unless the routine has changed: the pad is hot all the same.
    let step = timeline.heatStep(nearestTo: pad.step) ?? pad.step
    var left = Self.duration(pad.end.timeIntervalSince(saved.savedAt))
    if let end = pad.endSinceBoot, let clock = saved.clock {
      left = min(left, Self.duration(end - clock.sinceBoot))
    }
    return wearing(
      step, pad.place ?? timeline.heat(of: step)?.place, left: left,
      heated: pad.heated.map(Self.duration) ?? .zero)
  }

  /// A pad that another session left on: it has to be off by now, and is of no step of this timeline.
  var forgottenPad: HeatPad.Wearing? {
    guard let pad = saved.pad, leastPassed < Self.longestForgotten else { return nil }
    return HeatPad.Wearing(
      step: timeline.timeline.steps.count, place: pad.place,
      since: now - min(mostPassed ?? HeatPad.most, HeatPad.most), end: now)
  }

  /// After a day, nobody still has it on.
  private static let longestForgotten = Duration.seconds(86_400)

  /// A pad that version 0.1.0 did not know of: it knew of none before the heat's first chime and
  /// after its last.
  private func forgotten(at position: FramePosition) -> HeatPad.Wearing? {
    guard saved.clock == nil, let heat = timeline.heat(around: position),
      position >= heat.puttingOn
    else { return nil }
    let rate = timeline.timeline.rate
    return wearing(
      heat.step, heat.place, left: rate.duration(of: heat.end - max(position, heat.start)),
      heated: rate.duration(of: max(position, heat.start) - heat.start))
  }

  private func wearing(
    _ step: Int, _ place: String?, left: Duration, heated: Duration
  ) -> HeatPad.Wearing {
    // More than the step lasts, or than anybody may have, nobody has left.
    var longest = HeatPad.most
    if let heat = timeline.heat(of: step) {
      let rate = timeline.timeline.rate
      longest =
        min(longest, rate.duration(of: heat.end - heat.start))
        + rate.duration(of: heat.start - heat.puttingOn) + .seconds(1)
    }
    let isKnown = left <= longest
    let rest = mostPassed.map { max(left - $0, .zero) } ?? .zero
    let had = min(max(heated, .zero) + (mostPassed ?? HeatPad.most), HeatPad.most)
    return HeatPad.Wearing(
      step: step, place: place, since: now - had, end: now + (isKnown ? rest : .zero))
  }

  /// The heat that the skin has had.
  var doses: [HeatPad.Dose] {
    (saved.heat ?? []).prefix(100).compactMap { dose in
      let ago = max(Self.duration(saved.savedAt.timeIntervalSince(dose.ended)), .zero) + leastPassed
      guard ago < HeatPad.memory else { return nil }
      return HeatPad.Dose(
        place: dose.place, time: min(max(Self.duration(dose.seconds), .zero), HeatPad.most),
        ended: now - ago)
    }
  }

  /// Seconds from a file, which may say anything.
  private static func duration(_ seconds: Double) -> Duration {
    guard seconds.isFinite else { return .zero }
    return .milliseconds(Int64((min(max(seconds, -1e9), 1e9) * 1000).rounded()))
  }
}
