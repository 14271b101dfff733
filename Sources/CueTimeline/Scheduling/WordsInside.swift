internal import RoutineScript
internal import SourceYAML

/// Words to say, or a bell to ring, inside a step that has a length of its own, from a given time on.
struct WordsInside {
  var words: Phrasebook.Wording
  /// A bell instead of the words, exactly at its time.
  var bell: Chime?
  /// The earliest time, from the step's first beat or chime.
  var from: Duration
  var kind: Cue.Kind
  /// Whether they are left out without a finding if there is no room.
  var isOptional: Bool
  /// How late the words may come before they are left out; `nil` for until the end.
  var within: Duration?
  var line: Int32?
  var source: (span: SourceSpan, line: String)?

  /// Places every sentence between the anchored cues, or none of them: half a piece of advice may
  /// say the opposite of the whole.
  func place(
    from origin: FramePosition, before end: FramePosition, _ writer: inout TimelineWriter,
    _ placement: inout CuePlacement, rep: (FramePosition) -> Count?
  ) {
    if let bell {
      ring(bell, at: origin + writer.frames(from), &writer, &placement)
      return
    }
    var earliest = max(origin + writer.frames(from), writer.free)
    var placed: [Cue] = []
    for sentence in words.sentences {
      let measure = writer.book.measure(sentence)
      let limit = min(
        end - writer.gaps.least,
        within.map { earliest + writer.frames($0) } ?? end)
      guard let start = placement.firstRoom(from: earliest, frames: measure.frames, endingBy: limit)
      else {
        for cue in placed { placement.remove(cue) }
        reportNoRoom(for: sentence, &writer)
        return
      }
      let cue = writer.cue(sentence, measure, kind, start: start, line: line, rep: rep(start))
      placement.place(cue)
      placed.append(cue)
      earliest = start + measure.frames + writer.gaps.sentence
    }
  }

  private func ring(
    _ bell: Chime, at start: FramePosition, _ writer: inout TimelineWriter,
    _ placement: inout CuePlacement
  ) {
    guard placement.hasRoom(from: start, frames: writer.frames(bell.duration)),
      start >= writer.free || writer.lastEnd == nil
    else {
      reportNoRoom(for: bell.caption, &writer)
      return
    }
    placement.place(writer.cue(bell, at: start, line: line))
  }

  private func reportNoRoom(for sentence: Phrasebook.Entry, _ writer: inout TimelineWriter) {
    reportNoRoom(for: writer.book.phrase(sentence).text, &writer)
  }

  private func reportNoRoom(for sentence: String, _ writer: inout TimelineWriter) {
    guard !isOptional, let source else { return }
    writer.report(
      Diagnostic(
        .warning, .duringDoesNotFit,
        "there is no room for \"\(sentence.prefix(60))\" before the end, so it is left out",
        at: source.span, sourceLine: source.line,
        remedy: "say it earlier, say less, or count and announce less"))
  }

  /// The author's `during`, at their times.
  static func duringCues(
    of step: Step, lasting duration: Duration, in writer: inout TimelineWriter
  ) -> [WordsInside] {
    var result: [WordsInside] = []
    // Few, as `during` has few entries.
    var taken: [Duration] = []
    for cue in step.during {
      let times: [Duration]
      var within: Duration?
      switch cue.time {
      case .at(let time):
        times = [time]
        if taken.contains(time) {
          writer.report(
            Diagnostic(
              .warning, .twoAtOnce, "something else is said at \(time.written) already",
              at: cue.span, sourceLine: cue.sourceLine,
              remedy: "give it another time, or make one text of both"))
        }
        taken.append(time)
      case .every(let period):
        let count = max(1, Int(duration / period))
        times = (1...count).map { period * $0 }.filter { $0 < duration }
        within = period
      }
      // A bell may ring at the very end.
      let isPast = { (time: Duration) in
        cue.text == nil ? time > duration : time >= duration
      }
      if times.isEmpty || times.contains(where: isPast) {
        writer.report(
          Diagnostic(
            .warning, .duringPastEnd,
            "this is never said: the step lasts \(duration.written)", at: cue.span,
            sourceLine: cue.sourceLine, remedy: "give it a time before the end"))
        continue
      }
      var bell: Chime?
      if case .bell(let rung) = cue.sound { bell = Chime(rung) }
      let words =
        cue.text.map { writer.words($0) } ?? Phrasebook.Wording(text: "", sentences: [])
      result += times.map { time in
        WordsInside(
          words: words, bell: bell, from: time, kind: .during, isOptional: false, within: within,
          line: Int32(cue.span.start.line), source: (cue.span, cue.sourceLine))
      }
    }
    return result
  }
}
