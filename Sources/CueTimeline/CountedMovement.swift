internal import RoutineScript

/// Lays out one set of repetitions: every number on its beat, names of phases where they fit.
struct CountedMovement {
  let reps: Repetitions
  let step: Step
  /// The first repetition's beat.
  let origin: FramePosition
  /// From the first beat to each repetition's, and to the end: one more than there are repetitions.
  private let beats: [Duration]
  private let scales: [TempoScale]
  private let isQuiet: Bool

  init(
    _ reps: Repetitions, of step: Step, at origin: FramePosition, in composer: Composer
  ) {
    self.reps = reps
    self.step = step
    self.origin = origin
    isQuiet = composer.options.isQuiet
    scales = (1...reps.count.value).map {
      composer.options.tempo.scale(step: Int(composer.stepIndex), rep: $0)
    }
    let period = reps.period
    var beats = [Duration.zero]
    for scale in scales { beats.append(beats[beats.count - 1] + scale.scaled(period)) }
    self.beats = beats
  }

  private var duration: Duration { beats[beats.count - 1] }

  /// Lays the set out and lets its time pass.
  ///
  /// Beats are multiples of the tempo, each rounded by itself, so that no error adds up.
  func compose(into composer: inout Composer) {
    let end = origin + composer.frames(duration)
    var stretch = Stretch(gap: composer.gaps.least)
    placeNumbers(&composer, &stretch)
    placePhases(end: end, &composer, &stretch)
    placeReminders(end: end, &composer, &stretch)
    composer.append(stretch)
    composer.move(to: end)
  }

  /// What is heard on a repetition's beat: a number, or `nil` for a chime.
  ///
  /// Quietly, a number is said only where it tells something: every fifth, and the last three.
  static func number(of rep: Int32, in reps: Repetitions, quietly isQuiet: Bool) -> Count? {
    let count = reps.count.value
    if isQuiet, [.up, .down].contains(reps.counting), rep % 5 != 0, count - rep >= 3 { return nil }
    switch reps.counting {
    case .up: return Count(rep)
    case .down: return Count(count - rep + 1)
    case .every(let period): return rep % period.value == 0 ? Count(rep) : nil
    case .last(let last): return count - rep < last.value ? Count(count - rep + 1) : nil
    case .off: return nil
    }
  }

  private func beat(_ rep: Int32, _ rate: SampleRate) -> FramePosition {
    origin + rate.frames(in: beats[Int(rep) - 1])
  }

  private func placeNumbers(_ composer: inout Composer, _ stretch: inout Stretch) {
    let gap = composer.gaps.least
    let book = composer.book
    var next: FramePosition?
    var misfit: (text: String, needed: FrameCount)?
    var placed: [Cue] = []
    placed.reserveCapacity(Int(reps.count.value))
    // From the last to the first: whether a number fits depends on where the next one starts.
    for rep in (1...reps.count.value).reversed() {
      let beat = beat(rep, composer.rate)
      guard let number = Self.number(of: rep, in: reps, quietly: isQuiet) else {
        let chime = composer.placed(.rep, at: beat, rep: Count(rep))
        if let next, chime.end + gap > next {
          misfit = longer(misfit, ("chime", chime.end + gap - next))
        }
        placed.append(chime)
        next = chime.start
        continue
      }
      let chosen = Self.chosen(number, on: beat, before: next, in: book, gap: gap)
      let start = beat - chosen.measure.anchor
      let end = start + chosen.measure.frames + gap
      if let next, end > next {
        misfit = longer(misfit, (book.phrase(book.entry(of: number)).text, end - next))
      } else {
        placed.append(
          composer.placed(chosen.phrase, chosen.measure, .count, start: start, rep: Count(rep)))
      }
      next = start
    }
    stretch.place(inOrder: placed.reversed())
    if let misfit { report(misfit, &composer) }
  }

  /// A number as slowly as it fits before the next, and as fast as there is where it does not.
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

  /// Whether every number fits where all beats are so far apart.
  private func fits(at period: Duration, _ composer: Composer) -> Bool {
    let gap = composer.gaps.least
    var next: FramePosition?
    for rep in (1...reps.count.value).reversed() {
      let beat = origin + composer.frames(period * Int(rep - 1))
      var (start, end) = (beat, beat + composer.frames(Chime.rep.duration))
      if let number = Self.number(of: rep, in: reps, quietly: isQuiet) {
        let measure = Self.chosen(number, on: beat, before: next, in: composer.book, gap: gap)
          .measure
        start = beat - measure.anchor
        end = start + measure.frames
      }
      if let next, end + gap > next { return false }
      next = start
    }
    return true
  }

  private func longer(
    _ known: (text: String, needed: FrameCount)?, _ new: (text: String, needed: FrameCount)
  ) -> (text: String, needed: FrameCount) {
    guard let known, known.needed >= new.needed else { return new }
    return known
  }

  /// Tenths of a second that a tempo is tried with beyond what one number alone would need.
  private static let mostTries = 20

  private func report(
    _ misfit: (text: String, needed: FrameCount), _ composer: inout Composer
  ) {
    let period = reps.period
    let least = period + composer.rate.duration(of: misfit.needed)
    // Up to the next tenth of a second: what a person would write.
    let tenth = Duration.milliseconds(100)
    var tenths = Int((least / tenth).rounded(.up))
    // More time also lets numbers be said more slowly, which then leave less to those before them.
    let most = tenths + Self.mostTries
    while tenths < most, !fits(at: tenth * tenths, composer) { tenths += 1 }
    let place = step.place(of: "tempo")
    composer.report(
      Diagnostic(
        .error, .countDoesNotFit,
        "\"\(misfit.text)\" does not fit between two beats \(period.written) apart, even at its fastest",
        at: place.span, sourceLine: place.sourceLine,
        remedy: (reps.tempo.count == 1
          ? "use `tempo: \((tenth * tenths).written)` or more"
          : "let the phases of `tempo` add up to \((tenth * tenths).written) or more")
          // Counting less helps only where every number is said.
          + ([.up, .down].contains(reps.counting) ? ", or `count: every 5`" : "")
      ))
  }

  /// The names of phases: the first right after the number, the others on their own beats.
  private func placePhases(
    end: FramePosition, _ composer: inout Composer, _ stretch: inout Stretch
  ) {
    let phases = phases(composer.book)
    guard phases.contains(where: { $0.name != nil }) else { return }
    var trial = stretch
    // Quietly, no more is said than has to be.
    let fits =
      !isQuiet
      && (1...reps.count.value).allSatisfy { rep in
        placePhases(of: rep, phases, end: end, &composer, &trial)
      }
    if fits {
      stretch = trial
      return
    }
    // After two repetitions the listener knows them; the numbers stay.
    for rep in 1...min(Self.taughtRepetitions, reps.count.value) {
      _ = placePhases(of: rep, phases, end: end, &composer, &stretch)
    }
  }

  /// Repetitions whose phases are named where not all can be.
  private static let taughtRepetitions: Int32 = 2

  /// A phase of a repetition: its name, where it has one, and how far into it it begins, as written.
  private struct Phase {
    let name: Phrasebook.Entry?
    let start: Duration
  }

  private func phases(_ book: Phrasebook) -> [Phase] {
    var start = Duration.zero
    return reps.tempo.map { phase in
      defer { start += phase.duration }
      let name = phase.name.flatMap {
        $0.isEmpty ? nil : book.entry(of: Phrase($0, delivery: .beat))
      }
      return Phase(name: name, start: start)
    }
  }

  /// - Returns: whether every name found its place.
  private func placePhases(
    of rep: Int32, _ phases: [Phase], end: FramePosition, _ composer: inout Composer,
    _ stretch: inout Stretch
  ) -> Bool {
    let gap = composer.gaps.least
    let beat = beat(rep, composer.rate)
    let scale = scales[Int(rep) - 1]
    var fits = true
    // Later phases first: they are anchored, and the first follows its number in what is left.
    for phase in phases.dropFirst().reversed() {
      guard let name = phase.name else { continue }
      let anchor = origin + composer.frames(beats[Int(rep) - 1] + scale.scaled(phase.start))
      fits = placeName(name, at: anchor, rep: rep, end: end, &composer, &stretch) && fits
    }
    guard let first = phases.first?.name else { return fits }
    for pace in Pace.ladder {
      let phrase = composer.book.entry(first, at: pace)
      let measure = composer.book.measure(phrase)
      let limit = (stretch.nextStart(after: beat).map { $0 - gap }) ?? end - gap
      if let start = stretch.firstRoom(from: beat, frames: measure.frames, endingBy: limit) {
        stretch.place(composer.placed(phrase, measure, .phase, start: start, rep: Count(rep)))
        return fits
      }
    }
    return false
  }

  private func placeName(
    _ name: Phrasebook.Entry, at anchor: FramePosition, rep: Int32, end: FramePosition,
    _ composer: inout Composer, _ stretch: inout Stretch
  ) -> Bool {
    for pace in Pace.ladder {
      let phrase = composer.book.entry(name, at: pace)
      let measure = composer.book.measure(phrase)
      let start = anchor - measure.anchor
      if stretch.hasRoom(from: start, frames: measure.frames), start + measure.frames <= end {
        stretch.place(composer.placed(phrase, measure, .phase, start: start, rep: Count(rep)))
        return true
      }
    }
    return false
  }

  /// The author's `during`, between the counts.
  private func placeReminders(
    end: FramePosition, _ composer: inout Composer, _ stretch: inout Stretch
  ) {
    for words in WordsInside.reminders(of: step, lasting: duration, in: &composer) {
      let rate = composer.rate
      words.place(from: origin, before: end, &composer, &stretch) { start in
        let into = rate.duration(of: max(.zero, start - origin))
        let after = Int32(beats.partitionPoint { $0 > into })
        return Count(min(max(after, 1), reps.count.value))
      }
    }
  }
}

extension Repetitions {
  /// From one beat to the next, as written.
  fileprivate var period: Duration { tempo.reduce(.zero) { $0 + $1.duration } }
}
