internal import RoutineScript

/// The names of phases: the first right after the number, the others on their own beats.
extension CountedMovement {
  /// Repetitions whose phases are named if there is no room in all of them.
  private static let taughtRepetitions: Int32 = 2

  /// A phase of a repetition: its name, if it has one, and when it begins in it, as written.
  private struct Phase {
    let name: Name?
    let start: Duration
  }

  /// The name of a phase, as it is said at the voice's own pace.
  private struct Name {
    let phrase: Phrasebook.Entry
    let measure: ClipMeasure

    /// The same at another pace.
    func form(_ pace: Pace, _ book: Phrasebook) -> Name {
      if pace == .normal { return self }
      let phrase = book.entry(phrase, at: pace)
      return Name(phrase: phrase, measure: book.measure(phrase))
    }
  }

  /// Names the phases of every repetition; only of the first two if quiet is wanted or one name has
  /// no room.
  func placePhases(
    end: FramePosition, _ writer: inout TimelineWriter, _ placement: inout CuePlacement
  ) {
    let phases = phases(writer.book)
    guard phases.contains(where: { $0.name != nil }) else { return }
    var trial = placement
    let fits =
      !isQuiet
      && (1...reps.count.value).allSatisfy { rep in
        placePhases(of: rep, phases, end: end, &writer, &trial)
      }
    if fits {
      placement = trial
      return
    }
    // After two repetitions the listener knows them; the numbers stay.
    for rep in 1...min(Self.taughtRepetitions, reps.count.value) {
      _ = placePhases(of: rep, phases, end: end, &writer, &placement)
    }
  }

  private func phases(_ book: Phrasebook) -> [Phase] {
    var start = Duration.zero
    return reps.tempo.map { phase in
      defer { start += phase.duration }
      let name = phase.name.flatMap {
        $0.isEmpty ? nil : book.entry(of: Phrase($0, delivery: .beat))
      }.map { Name(phrase: $0, measure: book.measure($0)) }
      return Phase(name: name, start: start)
    }
  }

  /// - Returns: whether every name found its place.
  private func placePhases(
    of rep: Int32, _ phases: [Phase], end: FramePosition, _ writer: inout TimelineWriter,
    _ placement: inout CuePlacement
  ) -> Bool {
    let gap = writer.gaps.least
    let beat = beat(rep)
    let scale = scales[Int(rep) - 1]
    var fits = true
    // Later phases first: they are anchored, and the first one follows its number in what is left.
    for phase in phases.dropFirst().reversed() {
      guard let name = phase.name else { continue }
      let anchor = origin + writer.frames(beats[Int(rep) - 1] + scale.scaled(phase.start))
      fits = placeName(name, at: anchor, rep: rep, end: end, &writer, &placement) && fits
    }
    guard let first = phases.first?.name else { return fits }
    let limit = (placement.nextStart(after: beat).map { $0 - gap }) ?? end - gap
    for pace in Pace.ladder {
      let form = first.form(pace, writer.book)
      if let start = placement.firstRoom(from: beat, frames: form.measure.frames, endingBy: limit) {
        placement.place(
          writer.cue(form.phrase, form.measure, .phase, start: start, rep: Count(rep)))
        return fits
      }
    }
    return false
  }

  private func placeName(
    _ name: Name, at anchor: FramePosition, rep: Int32, end: FramePosition,
    _ writer: inout TimelineWriter, _ placement: inout CuePlacement
  ) -> Bool {
    for pace in Pace.ladder {
      let form = name.form(pace, writer.book)
      let start = anchor - form.measure.anchor
      let frames = form.measure.frames
      if placement.hasRoom(from: start, frames: frames), start + frames <= end {
        placement.place(
          writer.cue(form.phrase, form.measure, .phase, start: start, rep: Count(rep)))
        return true
      }
    }
    return false
  }
}
