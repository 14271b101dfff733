internal import RoutineScript
internal import SourceYAML

/// Schedules an interval of an exact length: its chimes, its announcements, the words inside it.
///
/// It begins on the frame its start chime strikes, right after its instruction, and ends on the
/// frame its end chime strikes; nothing said inside moves either.
struct Interval {
  let origin: FramePosition
  let duration: Duration
  var rep: Count?
  /// When time is announced; `nil` for what is usual at this length.
  var announcements: [Announcement]?
  var inside: [WordsInside] = []
  /// What is said if it would be silent for too long.
  var fillers = Fillers.none
  /// Whether chimes begin and end it.
  var hasChimes = true
  /// How its seconds are counted; `nil` for what is announced at this length.
  var counting: Counting?
  /// Whether a chime begins it: not if one has just been heard.
  var beginsWithChime = true
  /// Where the next step's words begin in it, which lead to that step's first beat in place of an end
  /// chime; `nil` for an interval that ends by itself.
  var leadsFrom: FramePosition?

  /// The shortest interval whose two chimes do not overlap.
  static let shortest = Chime.start.duration + Pacing.Gap.least

  /// Words for a listener who has heard nothing for a while, said in turn.
  struct Fillers {
    var words: [Phrasebook.Wording]
    /// The longest time without a word.
    var longestSilence: Duration

    static let none = Fillers(words: [], longestSilence: Pacing.longestSilence)
  }

  /// Schedules the interval and lets its time pass.
  func schedule(into writer: inout TimelineWriter) {
    let end = origin + writer.frames(duration)
    var placement = CuePlacement(gap: writer.gaps.least)
    if hasChimes {
      if beginsWithChime { placement.place(writer.cue(.start, at: origin, rep: rep)) }
      if leadsFrom == nil { placement.place(writer.cue(.end, at: end, rep: rep)) }
    }
    for bell in inside where bell.bell != nil {
      bell.place(from: origin, before: end, &writer, &placement) { _ in rep }
    }
    if leadsFrom == nil {
      countUp(&writer, &placement)
      countDown(&writer, &placement)
    }
    announceTime(&writer, &placement)
    let last = leadsFrom.map { $0 - writer.gaps.sentence + writer.gaps.least } ?? end
    for isOptional in [false, true] {
      for words in inside where words.isOptional == isOptional && words.bell == nil {
        words.place(from: origin, before: last, &writer, &placement) { _ in rep }
      }
    }
    fillSilences(until: last, &writer, &placement)
    writer.append(placement)
    writer.move(to: leadsFrom ?? end)
  }

  // MARK: Announcements

  private var plan: [Announcement] {
    let usual = UsualAnnouncements.inInterval(lasting: duration)
    guard let counting else { return announcements ?? usual }
    let others = (announcements ?? usual).filter { !$0.isCountdown }
    switch counting {
    // All its seconds are said already.
    case .up, .seconds: return announcements == nil ? [] : others
    case .down: return (announcements == nil ? [] : others) + [.last(duration)]
    case .last(let count): return others + [.last(.seconds(Int(count.value)))]
    case .every, .off: return others
    }
  }

  /// After how many seconds those that are over are counted; `nil` if they are not.
  private var period: Int64? {
    switch counting {
    case .up, .seconds: 1
    case .every(let period): Int64(period.value)
    default: nil
    }
  }

  /// Seconds that the end is counted down from, at most.
  private static let longestCountdown: Int64 = 60

  /// The same if quiet is wanted.
  private static let longestQuietCountdown: Int64 = 3

  /// Seconds that are counted up at most: as many as repetitions.
  private static let mostSeconds = 1_000

  /// Seconds that are over, each on its frame; if quiet is wanted, every fifth and the last three.
  private func countUp(_ writer: inout TimelineWriter, _ placement: inout CuePlacement) {
    guard let period else { return }
    let seconds = stride(from: period, to: 1 + duration.components.seconds, by: Int(period))
    for second in seconds.prefix(Self.mostSeconds) {
      let time = Duration.seconds(second)
      guard time < duration else { return }
      let isLast = duration - time <= .seconds(Self.longestQuietCountdown)
      guard !writer.options.isQuiet || second.isMultiple(of: 5) || isLast else { continue }
      let number = writer.book.entry(of: Count(Int32(second)))
      placeAnchored(number, at: origin + writer.frames(time), .count, &writer, &placement)
    }
  }

  /// The seconds that are counted down.
  static func countdown(of announcements: [Announcement], quietly isQuiet: Bool) -> Int64 {
    var seconds: Int64 = 0
    for case .last(let time) in announcements { seconds = max(seconds, time.components.seconds) }
    return min(seconds, isQuiet ? longestQuietCountdown : longestCountdown)
  }

  /// The last seconds, each on its frame.
  private func countDown(_ writer: inout TimelineWriter, _ placement: inout CuePlacement) {
    let seconds = Self.countdown(of: plan, quietly: writer.options.isQuiet)
    guard seconds > 0 else { return }
    for left in 1...seconds where Duration.seconds(left) < duration {
      let anchor = origin + writer.frames(duration - .seconds(left))
      let number = writer.book.entry(of: Count(Int32(left)))
      placeAnchored(number, at: anchor, .count, &writer, &placement)
    }
  }

  /// "Halfway" and "two minutes left", each on its frame.
  private func announceTime(_ writer: inout TimelineWriter, _ placement: inout CuePlacement) {
    var times: [(left: Duration, key: PhraseCatalogue.Key)] = []
    for announcement in plan {
      switch announcement {
      case .halfway: times.append((duration / 2, .halfway))
      case .every(let period):
        // In a long interval that is announced every two minutes, the last minute is one more.
        let isLastMinute =
          announcements == nil && period == .seconds(60) && duration >= .seconds(300)
        var left = period
        while left < duration {
          times.append((left, .timeLeft))
          if isLastMinute { break }
          left += period
        }
        if period >= duration { reportUnsaid("every \(period.written)", &writer) }
      case .last: break
      }
    }
    var said: [Duration: PhraseCatalogue.Key] = [:]
    for (left, key) in times {
      if let other = said[left] {
        if other != key { reportTwo(at: duration - left, &writer) }
        continue
      }
      said[left] = key
      let anchor = origin + writer.frames(duration - left)
      // From there on, other words lead to the end.
      if let leadsFrom, anchor >= leadsFrom { continue }
      let book = writer.book
      placeAnchored(
        book.entry(of: key, .time(left)), short: book.entry(ofShort: key, .time(left)), at: anchor,
        .announce, &writer, &placement)
    }
  }

  /// Puts the first form that fits on its frame: as it is, short, faster; otherwise none.
  private func placeAnchored(
    _ phrase: Phrasebook.Entry, short: @autoclosure () -> Phrasebook.Entry? = nil,
    at anchor: FramePosition, _ kind: Cue.Kind, _ writer: inout TimelineWriter,
    _ placement: inout CuePlacement
  ) {
    if place(phrase, at: anchor, kind, &writer, &placement) { return }
    let short = short()
    if let short, place(short, at: anchor, kind, &writer, &placement) { return }
    for pace in Pace.ladder.dropFirst() {
      let faster = writer.book.entry(short ?? phrase, at: pace)
      if place(faster, at: anchor, kind, &writer, &placement) { return }
    }
    reportUnsaid(writer.book.phrase(phrase).text, &writer)
  }

  /// - Returns: whether there was room.
  private func place(
    _ phrase: Phrasebook.Entry, at anchor: FramePosition, _ kind: Cue.Kind,
    _ writer: inout TimelineWriter, _ placement: inout CuePlacement
  ) -> Bool {
    let measure = writer.book.measure(phrase)
    let start = anchor - measure.anchor
    guard start > origin, start >= writer.free,
      placement.hasRoom(from: start, frames: measure.frames)
    else {
      return false
    }
    if let leadsFrom, start + measure.frames + writer.gaps.sentence > leadsFrom { return false }
    placement.place(writer.cue(phrase, measure, kind, start: start, rep: rep))
    return true
  }

  // MARK: Silences

  /// Fills what would be silent for too long, with as few words as possible.
  private func fillSilences(
    until end: FramePosition, _ writer: inout TimelineWriter, _ placement: inout CuePlacement
  ) {
    guard !fillers.words.isEmpty else { return }
    let longest = max(
      fillers.longestSilence, writer.options.isQuiet ? Pacing.longestSilenceIfQuiet : .zero)
    let longestPart = longest - Self.timeToSay
    var silentFrom = writer.lastEnd ?? origin
    var turn = 0
    // Between what is said already, and up to the end.
    let said = placement.cues
    for index in 0...said.count where index == said.count || said[index].kind != .chime {
      let (start, next) =
        index < said.count ? (said[index].start, said[index].end) : (end, end)
      defer { silentFrom = next }
      let silence = writer.rate.duration(of: start - silentFrom)
      // Most are short enough.
      guard silence > longestPart else { continue }
      let before = writer.rate.duration(of: origin - silentFrom)
      let parts = Int((silence / longestPart).rounded(.up))
      for part in 1..<parts {
        WordsInside(
          words: fillers.words[turn % fillers.words.count],
          from: max(.zero, silence * part / parts - before), kind: .during, isOptional: true
        ).place(from: origin, before: end, &writer, &placement) { _ in rep }
        turn += 1
      }
    }
  }

  /// How much of a silence the words that fill it may take, including the time by which other words
  /// delay them.
  private static let timeToSay = Duration.seconds(3)

  // MARK: Findings

  /// Reports two announcements of the author at one moment: only the first is said.
  private func reportTwo(at time: Duration, _ writer: inout TimelineWriter) {
    report(
      .twoAtOnce, "two times are announced at \(time.written)",
      remedy: "leave one of them out of `announce`: only the first is said", &writer)
  }

  /// Reports an announcement of the author that is not said.
  private func reportUnsaid(_ text: String, _ writer: inout TimelineWriter) {
    report(
      .announceDoesNotFit,
      "there is no room to announce \"\(text)\" in \(duration.written), so it is left out",
      remedy: "announce less, or make the step longer", &writer)
  }

  /// Reports something about `announce`, if the author has written it.
  private func report(
    _ id: DiagnosticID, _ message: @autoclosure () -> String, remedy: String,
    _ writer: inout TimelineWriter
  ) {
    guard announcements != nil, let step = writer.step, step.announcements != nil else { return }
    let place = step.place(of: StepKey.announce)
    writer.report(
      Diagnostic(
        .warning, id, message(), at: place.span, sourceLine: place.sourceLine, remedy: remedy))
  }
}
