internal import RoutineScript

/// Lays out an interval of an exact length: its chimes, its announcements, the words inside it.
///
/// It begins on the frame its start chime strikes, right after its instruction, and ends on the
/// frame its end chime strikes; nothing said inside moves either.
struct Interval {
  let origin: FramePosition
  let duration: Duration
  var rep: Count?
  /// When time is announced; `nil` for what suits the length.
  var announcements: [Announcement]?
  var inside: [WordsInside] = []
  /// What is said where it would be silent for too long.
  var company = Company.none

  /// Words for a listener who has heard nothing for a while: in turn, and as many as it takes.
  struct Company {
    var words: [Phrasebook.Wording]
    /// The longest time without a word.
    var longestSilence: Duration

    static let none = Company(words: [], longestSilence: .seconds(20))
  }

  /// Lays the interval out and lets its time pass.
  func compose(into composer: inout Composer) {
    let end = origin + composer.frames(duration)
    var stretch = Stretch(gap: composer.gaps.least)
    stretch.place(composer.placed(.start, at: origin, rep: rep))
    stretch.place(composer.placed(.end, at: end, rep: rep))
    countDown(&composer, &stretch)
    announceTime(&composer, &stretch)
    for words in inside.sorted(by: { !$0.isOptional && $1.isOptional }) {
      words.place(from: origin, before: end, &composer, &stretch) { _ in rep }
    }
    keepCompany(until: end, &composer, &stretch)
    composer.append(stretch)
    composer.move(to: end)
  }

  private var plan: [Announcement] { announcements ?? Self.usual(for: duration) }

  /// What suits an interval's length.
  static func usual(for duration: Duration) -> [Announcement] {
    switch duration {
    // Short enough to be counted through.
    case ..<(.seconds(11)): [.last(duration)]
    case ..<(.seconds(21)): [.last(.seconds(3))]
    case ..<(.seconds(150)): [.halfway, .last(.seconds(3))]
    case ..<(.seconds(300)): [.halfway, .every(.seconds(60)), .last(.seconds(3))]
    // Never more than two minutes without a word.
    default: [.every(.seconds(120)), .every(.seconds(60)), .last(.seconds(3))]
    }
  }

  /// Seconds that the end is counted down from, at most.
  private static let longestCountdown: Int64 = 60

  /// Seconds that an end is counted down from where quiet is wanted.
  private static let quietCountdown: Int64 = 3

  /// The last seconds, each on its frame.
  private func countDown(_ composer: inout Composer, _ stretch: inout Stretch) {
    var seconds: Int64 = 0
    for case .last(let time) in plan { seconds = max(seconds, time.components.seconds) }
    seconds = min(
      seconds, composer.options.isQuiet ? Self.quietCountdown : Self.longestCountdown)
    guard seconds > 0 else { return }
    for left in 1...seconds where Duration.seconds(left) < duration {
      let anchor = origin + composer.frames(duration - .seconds(left))
      let number = composer.book.entry(of: Count(Int32(left)))
      placeAnchored(number, at: anchor, .count, &composer, &stretch)
    }
  }

  /// "Halfway" and "two minutes left", each on its frame.
  private func announceTime(_ composer: inout Composer, _ stretch: inout Stretch) {
    var times: [(left: Duration, key: PhraseCatalogue.Key)] = []
    for announcement in plan {
      switch announcement {
      case .halfway: times.append((duration / 2, .halfway))
      case .every(let period):
        // Every minute is for the last one only where two minutes are the period.
        let isLastMinute =
          announcements == nil && period == .seconds(60) && duration >= .seconds(300)
        var left = period
        while left < duration {
          times.append((left, .timeLeft))
          if isLastMinute { break }
          left += period
        }
        if period >= duration { reportUnsaid("every \(period.written)", &composer) }
      case .last: break
      }
    }
    var said: [Duration: PhraseCatalogue.Key] = [:]
    for (left, key) in times {
      if let other = said[left] {
        if other != key { reportTwo(at: duration - left, &composer) }
        continue
      }
      said[left] = key
      let anchor = origin + composer.frames(duration - left)
      let book = composer.book
      placeAnchored(
        book.entry(of: key, .time(left)), short: book.entry(ofShort: key, .time(left)), at: anchor,
        .announce, &composer, &stretch)
    }
  }

  /// Fills what would be silent for too long, each part with as few words as it takes.
  private func keepCompany(
    until end: FramePosition, _ composer: inout Composer, _ stretch: inout Stretch
  ) {
    guard !company.words.isEmpty else { return }
    // Quietly, no more is said than has to be.
    let longest = max(company.longestSilence, composer.options.isQuiet ? .seconds(60) : .zero)
    var silentFrom = composer.lastEnd ?? origin
    var turn = 0
    // What is said already, and the end.
    let said = stretch.cues
    for index in 0...said.count where index == said.count || said[index].kind != .chime {
      let (start, next) =
        index < said.count ? (said[index].start, said[index].end) : (end, end)
      let silence = composer.rate.duration(of: start - silentFrom)
      let before = composer.rate.duration(of: origin - silentFrom)
      let parts = Int((silence / (longest - Self.timeToSay)).rounded(.up))
      for part in 1..<max(1, parts) {
        WordsInside(
          words: company.words[turn % company.words.count],
          from: max(.zero, silence * part / parts - before), kind: .during, isOptional: true
        ).place(from: origin, before: end, &composer, &stretch) { _ in rep }
        turn += 1
      }
      silentFrom = next
    }
  }

  /// What words may take of the silence that they are to break, their own place being moved by
  /// others' included.
  private static let timeToSay = Duration.seconds(3)

  /// Puts the first form that fits on its frame: as it is, short, faster; else none.
  private func placeAnchored(
    _ phrase: Phrasebook.Entry, short: @autoclosure () -> Phrasebook.Entry? = nil,
    at anchor: FramePosition, _ kind: Cue.Kind, _ composer: inout Composer,
    _ stretch: inout Stretch
  ) {
    if place(phrase, at: anchor, kind, &composer, &stretch) { return }
    let short = short()
    if let short, place(short, at: anchor, kind, &composer, &stretch) { return }
    for pace in Pace.ladder.dropFirst() {
      let faster = composer.book.entry(short ?? phrase, at: pace)
      if place(faster, at: anchor, kind, &composer, &stretch) { return }
    }
    reportUnsaid(composer.book.phrase(phrase).text, &composer)
  }

  /// - Returns: whether there was room.
  private func place(
    _ phrase: Phrasebook.Entry, at anchor: FramePosition, _ kind: Cue.Kind,
    _ composer: inout Composer, _ stretch: inout Stretch
  ) -> Bool {
    let measure = composer.book.measure(phrase)
    let start = anchor - measure.anchor
    guard start > origin, stretch.hasRoom(from: start, frames: measure.frames) else { return false }
    stretch.place(composer.placed(phrase, measure, kind, start: start, rep: rep))
    return true
  }

  /// Two announcements of the author's own at one moment: only the first is said.
  private func reportTwo(at time: Duration, _ composer: inout Composer) {
    guard announcements != nil, let step = composer.step, step.announcements != nil else { return }
    let place = step.place(of: "announce")
    composer.report(
      Diagnostic(
        .warning, .twoAtOnce, "two times are to be announced at \(time.written)", at: place.span,
        sourceLine: place.sourceLine,
        remedy: "leave one of them out of `announce`: only the first is said"))
  }

  /// What the author asked to have announced is missed where it is not.
  private func reportUnsaid(_ text: String, _ composer: inout Composer) {
    guard announcements != nil, let step = composer.step, step.announcements != nil else { return }
    let place = step.place(of: "announce")
    composer.report(
      Diagnostic(
        .warning, .announceDoesNotFit,
        "there is no room to announce \"\(text)\" in \(duration.written), so it is left out",
        at: place.span, sourceLine: place.sourceLine,
        remedy: "announce less, or make the step longer"))
  }
}
