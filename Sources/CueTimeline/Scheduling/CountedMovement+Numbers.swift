internal import RoutineScript
internal import SourceYAML

/// Numbers and chimes on their beats.
extension CountedMovement {
  /// What does not fit between two beats, and how much more time it needs.
  private struct Misfit {
    let text: String
    let missing: FrameCount
  }

  /// Puts a number or a chime on every beat; reports the worst of those that do not fit.
  func placeNumbers(_ writer: inout TimelineWriter, _ placement: inout CuePlacement) {
    let gap = writer.gaps.least
    let book = writer.book
    var next: FramePosition?
    var misfit: Misfit?
    var placed: [Cue] = []
    placed.reserveCapacity(Int(reps.beats.value))
    // From the last to the first: whether a number fits depends on where the next one starts.
    for rep in (1...reps.beats.value).reversed() {
      let beat = beat(rep)
      guard let number = Self.number(of: rep, in: reps, quietly: isQuiet) else {
        let chime = writer.cue(.rep, at: beat, rep: Count(rep))
        if let next, chime.end + gap > next {
          misfit = worse(misfit, Misfit(text: "chime", missing: chime.end + gap - next))
        }
        placed.append(chime)
        next = chime.start
        continue
      }
      let chosen = Self.chosen(number, on: beat, before: next, in: book, gap: gap)
      let start = beat - chosen.measure.anchor
      let end = start + chosen.measure.frames + gap
      if let next, end > next {
        let text = book.phrase(book.entry(of: number)).text
        misfit = worse(misfit, Misfit(text: text, missing: end - next))
      } else {
        placed.append(
          writer.cue(chosen.phrase, chosen.measure, .count, start: start, rep: Count(rep)))
      }
      next = start
    }
    placement.place(inOrder: placed.reversed())
    if let misfit { report(misfit, &writer) }
  }

  private func worse(_ known: Misfit?, _ new: Misfit) -> Misfit {
    guard let known, known.missing >= new.missing else { return new }
    return known
  }

  /// A number as slow as fits before the next one; the fastest if none fits.
  private static func chosen(
    _ number: Count, on beat: FramePosition, before next: FramePosition?, in book: Phrasebook,
    gap: FrameCount
  ) -> (phrase: Phrasebook.Entry, measure: ClipMeasure) {
    let plain = book.entry(of: number)
    var chosen = (phrase: plain, measure: book.measure(plain))
    for pace in Pace.ladder.dropFirst() {
      guard let next, beat - chosen.measure.anchor + chosen.measure.frames + gap > next else {
        break
      }
      let phrase = book.entry(plain, at: pace)
      chosen = (phrase, book.measure(phrase))
    }
    return chosen
  }

  /// Whether every number fits if beats are this far apart.
  private func fits(at period: Duration, _ writer: TimelineWriter) -> Bool {
    misfit(writer) { rep in origin + writer.frames(period.times(rep - 1)) } == nil
  }

  /// The worst of the numbers and chimes that do not fit between beats; `nil` if all fit.
  private func misfit(
    _ writer: TimelineWriter, beats: (_ rep: Int32) -> FramePosition
  ) -> Misfit? {
    let gap = writer.gaps.least
    var next: FramePosition?
    var misfit: Misfit?
    for rep in (1...reps.beats.value).reversed() {
      let beat = beats(rep)
      var (start, end) = (beat, beat + writer.frames(Chime.rep.duration))
      var text = "chime"
      if let number = Self.number(of: rep, in: reps, quietly: isQuiet) {
        let chosen = Self.chosen(number, on: beat, before: next, in: writer.book, gap: gap)
        start = beat - chosen.measure.anchor
        end = start + chosen.measure.frames
        text = writer.book.phrase(chosen.phrase).text
      }
      if let next, end + gap > next {
        misfit = worse(misfit, Misfit(text: text, missing: end + gap - next))
      }
      next = start
    }
    return misfit
  }

  /// Reports numbers that would not fit even if they were all that is said.
  ///
  /// - Returns: whether there are any.
  func reportMisfit(_ writer: inout TimelineWriter) -> Bool {
    guard let misfit = misfit(writer, beats: beat) else { return false }
    report(misfit, &writer)
    return true
  }

  /// Tenths of a second that are added to the tempo at most, to find one at which all numbers fit.
  private static let mostTries = 20

  private func report(_ misfit: Misfit, _ writer: inout TimelineWriter) {
    let period = reps.period
    let least = period + writer.rate.duration(of: misfit.missing)
    // Up to the next tenth of a second: what a person would write.
    let tenth = Duration.milliseconds(100)
    var tenths = Int((least / tenth).rounded(.up))
    // With more time, numbers are also said more slowly, which leaves less to those before them.
    let most = tenths + Self.mostTries
    while tenths < most, !fits(at: tenth * tenths, writer) { tenths += 1 }
    let place = step.place(of: StepKey.tempo)
    let enough = (tenth * tenths).written
    writer.report(
      Diagnostic(
        .error, .countDoesNotFit,
        "\"\(misfit.text)\" does not fit between two beats \(period.written) apart, even at its fastest",
        at: place.span, sourceLine: place.sourceLine,
        remedy: (reps.tempo.count == 1
          ? "use `tempo: \(enough)` or more"
          : "let the phases of `tempo` add up to \(enough) or more")
          // Counting less helps only if every number is said.
          + ([.up, .down].contains(reps.counting) ? ", or `count: every 5`" : "")
      ))
  }
}
