import CueTimeline
import Foundation
import RoutineScript
import Sound
import TestSupport
import Testing

@testable import LiveSession

/// A listener with a heat pad, in a world without sound or clock: a stream that plays frame by frame,
/// a device that comes and goes, two clocks, and a process that is killed and started again.
///
/// It hears what the stream plays, and knows by the words alone since when the pad may be on.
struct HeatWorld {
  /// What is being played, as `PlaybackStream` plays it.
  struct Segment {
    var lead: Int64
    let words: LiveSession.Announcement?
    /// The words with the breath after them.
    let wordFrames: Int64
    var from: FramePosition
    let until: FramePosition
    var entry: Int64 { lead + wordFrames }
    var length: Int64 { entry + (until - from).value }

    func position(_ played: Int64) -> FramePosition {
      min(max(from + FrameCount(played - entry), from), until)
    }
  }

  private let timeline: Timeline
  private let onWords: [Cue]
  private let offWords: [Cue]
  private let rate: Int64
  private let breath: Int64
  private let callFrames: Int64
  /// The first of its sentences, which takes the pad off.
  private let padOffFrames: Int64
  private let isWithBaby: Bool

  private(set) var transport: Transport
  private var segment: Segment?
  private var played: Int64 = 0
  private(set) var isSounding = false
  private(set) var isDeviceThere = true
  /// The place kept on disk.
  private var kept: (transport: Transport, heard: FramePosition, now: Transport.Moment)?
  private var hasEnded = false
  /// The last session that had heat, as it is kept on disk.
  private var lastHeat: SavedSession?

  // What the clocks show.
  private var boot = Duration.seconds(100_000)
  private var wall = Duration.seconds(1_800_000_000)
  private var starts = 1
  /// The time that really passed.
  private(set) var time = Duration.zero

  // What the listener knows.
  /// Since when the pad may be on, by the words that were heard.
  private(set) var padOnSince: Duration?
  /// How long it may be on from then, and how much of that passes before it heats.
  private var limit = Duration.zero
  private var setUp = Duration.zero
  private var place: String?
  /// The heat that each place has had.
  private var had: [(place: String?, heat: Duration, ended: Duration)] = []
  /// How long the words have been overdue while somebody could have said them without a break.
  private var overdue = Duration.zero
  /// How long they have been while nobody could, without a sign on the screen.
  private var unseen = Duration.zero
  private var alarmedAt: Duration?
  private var isAnswered = false
  private(set) var failures: [String] = []
  private var log: [String] = []

  /// How late the words may be said to their end: the chime and the pause before them, the lead-in of
  /// a device that slept, the words themselves.
  private static let slack = Duration.seconds(4)
  /// How long what sounds may go on when the time is over: until the session looks.
  private static let tolerance = Duration.milliseconds(350)

  /// If `isWithBaby`, the listener is asked every 3 s whether they are awake.
  init(_ timeline: Timeline, isWithBaby: Bool = false) {
    self.timeline = timeline
    rate = Int64(timeline.rate.hertz)
    breath = rate / 4
    onWords = timeline.cues.filter { timeline.caption(of: $0).hasPrefix("Put the heat pad on") }
    offWords = timeline.cues.filter { timeline.caption(of: $0) == "Take the pad off." }
    padOffFrames = offWords.first?.frames.value ?? rate
    callFrames =
      timeline.steps.lazy.compactMap(\.heat?.takingOff).first
      .map { ($0.upperBound - $0.lowerBound).value } ?? rate
    transport = Self.transport(timeline, isWithBaby)
    self.isWithBaby = isWithBaby
  }

  private static func transport(_ timeline: Timeline, _ isWithBaby: Bool) -> Transport {
    var transport = Transport(timeline, isWithBaby: isWithBaby)
    if isWithBaby {
      transport.sleepWatch = SleepWatch(period: .seconds(3), patience: .seconds(2))
    }
    return transport
  }

  var now: Transport.Moment { .init(sinceBoot: boot, date: wall) }
  private var bootID: String { "start \(starts)" }
  var heard: FramePosition { segment?.position(played) ?? .start }

  mutating func start() { perform(transport.start(now: now)) }

  // MARK: What happens

  mutating func send(_ command: Transport.Command) {
    guard !hasEnded else { return }
    note("\(command)")
    if let alarmedAt, time - alarmedAt >= .seconds(1) { isAnswered = true }
    perform(transport.handle(command, heard: heard, now: now))
    look()
  }

  mutating func loseDevice() {
    guard isDeviceThere, !hasEnded else { return }
    note("device lost")
    isDeviceThere = false
    overdue = .zero
    if let segment, isSounding {
      let isCut = played < segment.entry
      self.segment = Segment(
        lead: rate * 4 / 10, words: isCut ? segment.words : nil,
        wordFrames: isCut ? segment.wordFrames : Int64(0), from: segment.position(played),
        until: segment.until)
      played = 0
    }
    perform(transport.lostDevice(heard: heard, now: now))
    look()
  }

  mutating func returnDevice() {
    guard !isDeviceThere, !hasEnded else { return }
    note("device back")
    isDeviceThere = true
    perform(transport.regainedDevice(heard: heard, now: now))
    look()
  }

  /// The machine sleeps, or the process is stopped: time passes, and nothing is played.
  mutating func sleep(_ time: Duration) {
    note("sleep \(time)")
    overdue = .zero
    go(time)
  }

  mutating func setWallClock(by change: Duration) {
    note("clock \(change)")
    wall += change
    look()
  }

  /// Lets time pass on all clocks.
  private mutating func go(_ passed: Duration) {
    boot += passed
    wall += passed
    time += passed
  }

  /// The process is killed, and the session resumed after a time, or another one started.
  mutating func kill(for time: Duration, reboots: Bool, isNew: Bool = false) {
    note("killed for \(time)\(reboots ? ", reboots" : "")\(isNew ? ", a new one" : "")")
    guard let kept else { return }
    let request = SavedSession.Request(routine: "sample")
    let saved = SavedSession(
      kept.transport, heard: kept.heard, request: request, plan: .written,
      fingerprint: timeline.fingerprint, now: kept.now, boot: bootID)
    go(time)
    if reboots {
      starts += 1
      boot = .seconds(10)
    }
    guard let json = try? saved.json, let read = try? SavedSession(json: json),
      let place = read.place(on: timeline)
    else { return fail("the session cannot be resumed") }
    if read.hasHeat { lastHeat = read }
    transport = Self.transport(timeline, isWithBaby)
    (segment, played, isSounding, hasEnded) = (nil, 0, false, false)
    (overdue, unseen, alarmedAt, isAnswered) = (.zero, .zero, nil, false)
    isDeviceThere = true
    let beginning =
      isNew
      ? Session.Beginning(heat: lastHeat)
      : Session.Beginning(read, at: place.position, heat: lastHeat)
    perform(transport.start(beginning, plan: .written, now: now, boot: bootID))
    look()
  }

  // MARK: Time

  /// Lets time pass, as a session does: it looks whenever its transport wants to.
  mutating func run(_ time: Duration) {
    note("run \(time)")
    var left = time
    while left > .zero, !hasEnded {
      var step = min(left, transport.nextLook(heard: heard, now: now, showsSeconds: false))
      if isSounding, isDeviceThere, let segment {
        step = min(step, duration(segment.length - played) + .milliseconds(1))
      }
      pass(step)
      left -= step
      look()
    }
    if hasEnded { go(left) }
  }

  private func duration(_ frames: Int64) -> Duration {
    timeline.rate.duration(of: FrameCount(frames))
  }

  /// Plays for a time.
  private mutating func pass(_ passed: Duration) {
    if isSounding, isDeviceThere, let segment {
      let end = min(played + timeline.rate.frames(in: passed).value, segment.length)
      hear(segment, from: played, to: end, since: time)
      played = end
    }
    go(passed)
    if let padOnSince, time - padOnSince > limit {
      let late = min(passed, time - padOnSince - limit)
      if isDeviceThere { overdue += late } else if !isAnswered { unseen += late }
      if overdue > Self.slack { fail("the pad is on, and nothing said for \(overdue)") }
      if unseen > .seconds(16) { fail("the pad is on, and nothing shown for \(unseen)") }
    } else {
      (overdue, unseen) = (.zero, .zero)
    }
    if isSounding, isDeviceThere, let segment, played >= segment.length {
      isSounding = false
      perform(transport.reachedEnd(at: segment.until, now: now))
    }
  }

  private mutating func hear(_ segment: Segment, from: Int64, to: Int64, since: Duration) {
    if from < segment.entry, to > segment.lead, let words = segment.words {
      let isCall = words == .takePadOff || words == .wakeUp
      if !isCall { notice("other words", since) }
      if isCall, to >= segment.lead + padOffFrames { takeOff() }
      if case .putPadOn(let left, _) = words {
        let step = timeline.steps.first { $0.heat != nil && $0.range.contains(segment.from) }
        putOn(
          step?.heat?.place, at: since, for: left, after: duration(segment.entry))
      }
    }
    guard to > segment.entry else { return }
    let (first, last) = (segment.position(from), segment.position(to))
    for cue in onWords where cue.start >= first && cue.start < last {
      let step = timeline.steps[Int(cue.step)]
      guard let interval = step.interval else { continue }
      putOn(
        step.heat?.place, at: since + duration((cue.start - first).value),
        for: duration((interval.upperBound - interval.lowerBound).value),
        after: duration((interval.lowerBound - cue.start).value))
    }
    if overdue > Self.tolerance {
      let cues = timeline.cues.filter { $0.start < last && $0.end > first }
      for cue in cues where cue.kind != .chime && !offWords.contains(cue) {
        notice(timeline.caption(of: cue), since)
      }
    }
    for cue in offWords where cue.end > first && cue.end <= last && cue.start >= segment.from {
      takeOff()
    }
  }

  /// Nothing but silence comes before the words when the time is over.
  private mutating func notice(_ what: String, _ since: Duration) {
    if padOnSince != nil, overdue > Self.tolerance { fail("the pad is on, and it says \(what)") }
  }

  private mutating func putOn(
    _ place: String?, at start: Duration, for heat: Duration, after setUp: Duration
  ) {
    guard padOnSince == nil else { return }
    padOnSince = start
    let before = had.filter { $0.place == place && start - $0.ended < .seconds(3590) }
      .reduce(Duration.zero) { $0 + $1.heat }
    let most = max(.seconds(20 * 60 + 5) - before, .zero)
    limit = setUp + min(heat, most)
    self.setUp = setUp
    self.place = place
    (overdue, unseen, alarmedAt, isAnswered) = (.zero, .zero, nil, false)
  }

  private mutating func takeOff() {
    if let padOnSince {
      had.append((place, max(time - padOnSince - setUp, .zero), time))
    }
    padOnSince = nil
    (overdue, unseen, alarmedAt, isAnswered) = (.zero, .zero, nil, false)
  }

  // MARK: The session's part

  private mutating func look() {
    guard !hasEnded else { return }
    perform(transport.update(heard: heard, now: now))
    if transport.raisesAlarm(now: now) {
      unseen = .zero
      alarmedAt = alarmedAt ?? time
    }
    if !hasEnded { kept = (transport, heard, now) }
  }

  private mutating func perform(_ effect: Transport.Effect?) {
    switch effect {
    case .play(let passage):
      let words = passage.words
      begin(
        Segment(
          lead: passage.isContinuation ? 0 : rate / 5, words: words,
          wordFrames: frames(of: words), from: passage.from,
          until: passage.until ?? .start + timeline.frames))
    case .say(let words):
      let here = heard
      begin(
        Segment(
          lead: rate * 4 / 10, words: words,
          wordFrames: frames(of: words), from: here, until: here))
    case .pause:
      isSounding = false
      transport.hold(at: heard)
    case .end:
      hasEnded = true
      kept = (transport, heard, now)
      isSounding = false
      if padOnSince != nil, isDeviceThere { fail("it ends, and the pad is on") }
    case .show, .volume, .reschedule, nil: break
    }
  }

  /// How long words outside of the timeline last, with the breath after them.
  private func frames(of words: LiveSession.Announcement?) -> Int64 {
    switch words {
    case nil: 0
    case .takePadOff, .wakeUp: callFrames + breath
    default: rate * 2 + breath
    }
  }

  private mutating func begin(_ segment: Segment) {
    self.segment = segment
    played = 0
    isSounding = true
  }

  private mutating func note(_ what: String) { log.append("\(time): \(what)") }

  private mutating func fail(_ what: String) {
    guard failures.isEmpty else { return }
    failures.append(what + " after:\n" + log.suffix(30).joined(separator: "\n"))
  }
}
