internal import RoutineScript

/// Schedules one set of repetitions: what is said on every beat, and the names of phases on theirs.
struct CountedMovement {
  let reps: Repetitions
  let step: Step
  /// The first repetition's beat.
  let origin: FramePosition
  /// From the first beat to each repetition's, and to the end: one more than there are repetitions.
  let beats: [Duration]
  /// The frames of the same.
  private let beatFrames: [FramePosition]
  /// The tempo of each repetition.
  let scales: [TempoScale]
  let isQuiet: Bool

  init(
    _ reps: Repetitions, of step: Step, at origin: FramePosition, in writer: TimelineWriter
  ) {
    self.reps = reps
    self.step = step
    self.origin = origin
    isQuiet = writer.options.isQuiet
    let (rate, tempo, index) = (writer.rate, writer.options.tempo, Int(writer.stepIndex))
    scales = (1...reps.beats.value).map { tempo.scale(step: index, rep: $0) }
    let period = reps.period
    var beats = [Duration.zero]
    beats.reserveCapacity(scales.count + 1)
    for scale in scales { beats.append(beats[beats.count - 1] + scale.scaled(period)) }
    self.beats = beats
    // Each is rounded on its own, so that errors do not add up.
    beatFrames = beats.map { origin + rate.frames(in: $0) }
  }

  private var duration: Duration { beats[beats.count - 1] }

  /// The end of the last repetition.
  var end: FramePosition { beatFrames[beatFrames.count - 1] }

  /// Schedules the set and lets its time pass.
  func schedule(into writer: inout TimelineWriter) {
    var placement = CuePlacement(gap: writer.gaps.least)
    if reps.counting == .seconds || !reps.alternating.isEmpty
      || reps.tempo.contains(where: { writer.book.catalogue.name(of: $0) != nil })
    {
      placeNamed(&writer, &placement)
    } else {
      placeNumbers(&writer, &placement)
    }
    placeDuringCues(&writer, &placement)
    writer.append(placement)
    writer.move(to: end)
  }

  /// What is heard on a repetition's beat: a number, or `nil` for a chime.
  ///
  /// If quiet is wanted, only every fifth number and the last three are said. On sides in turn, the
  /// first has the number of both.
  static func number(of beat: Int32, in reps: Repetitions, quietly isQuiet: Bool) -> Count? {
    let count = reps.count.value
    let sides = Int32(max(1, reps.alternating.count))
    let (turn, side) = (beat - 1).quotientAndRemainder(dividingBy: sides)
    guard side == 0 else { return nil }
    let rep = turn + 1
    if isQuiet, [.up, .down].contains(reps.counting), rep % 5 != 0, count - rep >= 3 { return nil }
    switch reps.counting {
    case .up: return Count(rep)
    case .down: return Count(count - rep + 1)
    case .every(let period): return rep % period.value == 0 ? Count(rep) : nil
    case .last(let last): return count - rep < last.value ? Count(count - rep + 1) : nil
    case .seconds, .off: return nil
    }
  }

  /// The frame of a repetition's beat.
  func beat(_ rep: Int32) -> FramePosition { beatFrames[Int(rep) - 1] }

  /// The author's `during`, between the counts.
  private func placeDuringCues(
    _ writer: inout TimelineWriter, _ placement: inout CuePlacement
  ) {
    for words in WordsInside.duringCues(of: step, lasting: duration, in: &writer) {
      let rate = writer.rate
      words.place(from: origin, before: end, &writer, &placement) { start in
        let into = rate.duration(of: max(.zero, start - origin))
        let after = Int32(beats.partitionPoint { $0 > into })
        return Count(min(max(after, 1), reps.beats.value))
      }
    }
  }
}

extension Repetitions {
  /// From one beat to the next, as written.
  var period: Duration { tempo.reduce(.zero) { $0 + $1.duration } }
}
