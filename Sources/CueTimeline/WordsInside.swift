internal import RoutineScript

/// Words to be said inside a step that has a time of its own, from a moment on.
struct WordsInside {
  var words: Phrasebook.Wording
  var from: Duration
  var kind: Cue.Kind
  /// Left out where there is no room; other words that find none are a finding.
  var isOptional: Bool
  /// How late the words may come before they are better left out; `nil` for until the end.
  var within: Duration?
  var line: Int32?
  var source: (span: SourceSpan, line: String)?

  /// Gives every sentence a place in what anchored cues have left, or none of them: half a piece of
  /// advice may say the opposite of the whole.
  func place(
    from origin: FramePosition, before end: FramePosition, _ composer: inout Composer,
    _ stretch: inout Stretch, rep: (FramePosition) -> Count?
  ) {
    var earliest = origin + composer.frames(from)
    var placed: [Cue] = []
    for sentence in words.sentences {
      let measure = composer.book.measure(sentence)
      let limit = min(
        end - composer.gaps.least,
        within.map { earliest + composer.frames($0) } ?? end)
      guard let start = stretch.firstRoom(from: earliest, frames: measure.frames, endingBy: limit)
      else {
        for cue in placed { stretch.remove(cue) }
        reportNoRoom(for: sentence, &composer)
        return
      }
      let cue = composer.placed(
        sentence, measure, kind, start: start, line: line, rep: rep(start))
      stretch.place(cue)
      placed.append(cue)
      earliest = start + measure.frames + composer.gaps.sentence
    }
  }

  private func reportNoRoom(for sentence: Phrasebook.Entry, _ composer: inout Composer) {
    guard !isOptional, let source else { return }
    let sentence = composer.book.phrase(sentence).text
    composer.report(
      Diagnostic(
        .warning, .duringDoesNotFit,
        "there is no room for \"\(sentence.prefix(60))\" before the end, so it is left out",
        at: source.span, sourceLine: source.line,
        remedy: "say it earlier, say less, or count and announce less"))
  }

  /// The author's `during`, at their times.
  static func reminders(
    of step: Step, lasting duration: Duration, in composer: inout Composer
  ) -> [WordsInside] {
    var result: [WordsInside] = []
    var taken: Set<Duration> = []
    for reminder in step.during {
      let times: [Duration]
      var within: Duration?
      switch reminder.time {
      case .at(let time):
        times = [time]
        if !taken.insert(time).inserted {
          composer.report(
            Diagnostic(
              .warning, .twoAtOnce, "something else is to be said at \(time.written) already",
              at: reminder.span, sourceLine: reminder.sourceLine,
              remedy: "give it another time, or make one text of both"))
        }
      case .every(let period):
        let count = max(1, Int(duration / period))
        times = (1...count).map { period * $0 }.filter { $0 < duration }
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
      let words = composer.words(reminder.text)
      result += times.map { time in
        WordsInside(
          words: words, from: time, kind: .during, isOptional: false, within: within,
          line: Int32(reminder.span.start.line), source: (reminder.span, reminder.sourceLine))
      }
    }
    return result
  }
}
