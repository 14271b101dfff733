internal import RoutineScript

/// Lays out an interval of an exact length: its chimes, its announcements, the words inside it.
///
/// It begins on the frame its start chime strikes, right after its instruction, and ends on the
/// frame its end chime strikes; nothing said inside moves either.
struct Interval {
  /// Words to be said inside, from a time on.
  struct Inside {
    var text: String
    var from: Duration
    var kind: Cue.Kind
    /// Left out where there is no room; other words that find none are a finding.
    var isOptional: Bool
    /// How late the words may come before they are better left out; `nil` for until the end.
    var within: Duration?
    var line: Int32?
    var source: (span: SourceSpan, line: String)?
  }

  let origin: FramePosition
  let duration: Duration
  var rep: Count?
  /// When time is announced; `nil` for what suits the length.
  var announcements: [Announcement]?
  var inside: [Inside] = []

  /// Lays the interval out and lets its time pass.
  func compose(into composer: inout Composer) {
    let end = origin + composer.frames(duration)
    var stretch = Stretch(gap: composer.frames(Composer.Gap.least))
    stretch.place(composer.placed(.start, at: origin, rep: rep))
    stretch.place(composer.placed(.end, at: end, rep: rep))
    countDown(&composer, &stretch)
    announceTime(&composer, &stretch)
    for words in inside.sorted(by: { !$0.isOptional && $1.isOptional }) {
      place(words, before: end, &composer, &stretch)
    }
    composer.append(stretch.cues)
    composer.move(to: end)
  }

  private var plan: [Announcement] { announcements ?? Self.usual(for: duration) }

  /// What suits an interval's length.
  static func usual(for duration: Duration) -> [Announcement] {
    switch duration {
    // Short enough to be counted through.
    case ..<(.seconds(11)): [.last(duration)]
    case ..<(.seconds(40)): [.last(.seconds(3))]
    case ..<(.seconds(150)): [.halfway, .last(.seconds(3))]
    case ..<(.seconds(300)): [.halfway, .every(.seconds(60)), .last(.seconds(3))]
    // Never more than two minutes without a word.
    default: [.every(.seconds(120)), .every(.seconds(60)), .last(.seconds(3))]
    }
  }

  /// Seconds that the end is counted down from, at most.
  private static let longestCountdown: Int64 = 60

  /// The last seconds, each on its frame.
  private func countDown(_ composer: inout Composer, _ stretch: inout Stretch) {
    var seconds: Int64 = 0
    for case .last(let time) in plan { seconds = max(seconds, time.components.seconds) }
    seconds = min(seconds, Self.longestCountdown)
    guard seconds > 0 else { return }
    for left in 1...seconds where Duration.seconds(left) < duration {
      let anchor = origin + composer.frames(duration - .seconds(left))
      let phrase = Phrase(composer.phrases.number(left), delivery: .beat)
      placeAnchored([phrase], at: anchor, .count, &composer, &stretch)
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
    for (left, key) in times {
      let anchor = origin + composer.frames(duration - left)
      let text = composer.phrases.text(key, .time(left))
      let short = composer.phrases.short(key, .time(left))
      placeAnchored(
        [Phrase(text)] + (short.map { [Phrase($0)] } ?? []), at: anchor, .announce, &composer,
        &stretch)
    }
  }

  /// Puts the first form that fits on its frame: as it is, short, faster; else none.
  private func placeAnchored(
    _ forms: [Phrase], at anchor: FramePosition, _ kind: Cue.Kind, _ composer: inout Composer,
    _ stretch: inout Stretch
  ) {
    let attempts = forms + (forms.last.map { last in Pace.ladder.dropFirst().map(last.at) } ?? [])
    for phrase in attempts {
      let measure = composer.clips.measure(phrase)
      let start = anchor - measure.anchor
      if start > origin, stretch.hasRoom(from: start, frames: measure.frames) {
        stretch.place(composer.placed(phrase, measure, kind, start: start, rep: rep))
        return
      }
    }
    if let last = forms.first { reportUnsaid(last.text, &composer) }
  }

  /// What the author asked to have announced is missed where it is not.
  private func reportUnsaid(_ text: String, _ composer: inout Composer) {
    guard announcements != nil, let step = composer.step, step.announcements != nil else { return }
    composer.report(
      Diagnostic(
        .warning, .announceDoesNotFit,
        "there is no room to announce \"\(text)\" in \(duration.written), so it is left out",
        at: step.span, sourceLine: step.sourceLine, remedy: "announce less, or make the step longer"
      ))
  }

  private func place(
    _ words: Inside, before end: FramePosition, _ composer: inout Composer, _ stretch: inout Stretch
  ) {
    var earliest = origin + composer.frames(words.from)
    var trial = stretch
    for sentence in composer.phrases.sentences(of: words.text) {
      let phrase = Phrase(sentence)
      let measure = composer.clips.measure(phrase)
      let limit = min(
        end - composer.frames(Composer.Gap.least),
        words.within.map { earliest + composer.frames($0) } ?? end)
      guard let start = trial.firstRoom(from: earliest, frames: measure.frames, endingBy: limit)
      else {
        if !words.isOptional, let source = words.source {
          composer.report(
            Diagnostic(
              .warning, .duringDoesNotFit,
              "there is no room for \"\(sentence.prefix(60))\" before the end, so it is left out",
              at: source.span, sourceLine: source.line,
              remedy: "say it earlier, say less, or announce less"))
        }
        return
      }
      trial.place(
        composer.placed(phrase, measure, words.kind, start: start, line: words.line, rep: rep))
      earliest = start + measure.frames + composer.frames(Composer.Gap.sentence)
    }
    // All sentences or none: half a piece of advice may say the opposite of the whole.
    stretch = trial
  }

  /// The author's `during`, at their times.
  static func reminders(
    of step: Step, lasting duration: Duration, in composer: inout Composer
  ) -> [Inside] {
    var result: [Inside] = []
    for reminder in step.during {
      let times: [Duration]
      var within: Duration?
      switch reminder.time {
      case .at(let time): times = [time]
      case .every(let period):
        let count = duration / period
        times = (1...max(1, Int(count))).map { period * $0 }.filter { $0 < duration }
        within = period
      }
      if times.isEmpty || times.contains(where: { $0 >= duration }) {
        composer.report(
          Diagnostic(
            .warning, .duringPastEnd,
            "this is never said: the step lasts \(duration.written)", at: reminder.span,
            sourceLine: reminder.sourceLine, remedy: "give it a time before the end"))
        continue
      }
      let text = composer.words(reminder.text)
      result += times.map { time in
        Inside(
          text: text, from: time, kind: .during, isOptional: false, within: within,
          line: Int32(reminder.span.start.line), source: (reminder.span, reminder.sourceLine))
      }
    }
    return result
  }
}
