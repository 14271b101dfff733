internal import RoutineScript
internal import SourceYAML

/// The names of phases, with the numbers that they leave room for.
extension CountedMovement {
  /// Puts numbers and names on their beats; reports names that are not said every time.
  func placeNamed(_ writer: inout TimelineWriter, _ placement: inout CuePlacement) {
    if reps.counting != .seconds, reportMisfit(&writer) { return }
    let named = NamedRepetitions(reps, quietly: isQuiet, in: writer.book, gap: writer.gaps.least)
    let plan = named.plan(beats(of: reps.tempo.map(\.duration), writer.rate))
    placement.place(
      inOrder: plan.sounds.map { sound in
        guard let word = sound.word else {
          return writer.cue(.rep, at: sound.start, rep: sound.rep)
        }
        return writer.cue(word.phrase, word.measure, sound.kind, start: sound.start, rep: sound.rep)
      })
    // At another tempo the listener has chosen what is left out.
    if !plan.crowded.isEmpty || plan.isUncounted, scales.allSatisfy({ $0 == .written }) {
      report(plan, named, &writer)
    }
  }

  /// When repetitions and their phases begin, if phases last as long as these.
  private func beats(
    of phases: [Duration], _ rate: SampleRate
  ) -> NamedRepetitions.Beats {
    var starts: [Duration] = []
    var period = Duration.zero
    for phase in phases {
      starts.append(period)
      period += phase
    }
    var beats = [Duration.zero]
    beats.reserveCapacity(scales.count + 1)
    for scale in scales { beats.append(beats[beats.count - 1] + scale.scaled(period)) }
    let frame = { (time: Duration) in origin + rate.frames(in: time) }
    return NamedRepetitions.Beats(
      time: { rep, phase, into in
        let index = Int(rep) - 1
        return frame(beats[index] + scales[index].scaled(starts[phase] + into))
      }, end: frame(beats[beats.count - 1]))
  }

  // MARK: Findings

  /// Tenths of a second that phases get at most, to find times at which all names are said.
  private static let mostTries = 40

  /// Reports names that are never said, or not every time, with the times at which they are.
  private func report(
    _ plan: NamedRepetitions.Plan, _ named: NamedRepetitions, _ writer: inout TimelineWriter
  ) {
    let written = reps.tempo.map(\.duration)
    var phases = written
    var crowded = plan.crowded
    for _ in 0..<Self.mostTries where !crowded.isEmpty {
      for index in crowded { phases[index] = phases[index].lengthened }
      crowded = named.plan(beats(of: phases, writer.rate)).crowded
    }
    // Numbers are asked for as well, which have their own finding.
    guard !writer.book.lacksMeasures else { return }
    let unsaid = plan.unsaid.indices.filter { plan.unsaid[$0] > 0 }
    let never = unsaid.filter { plan.unsaid[$0] == reps.beats.value }
    let names = (never.isEmpty ? unsaid : never).map {
      "\"\(writer.book.catalogue.name(of: reps.tempo[$0]) ?? "")\""
    }
    let what =
      names.isEmpty
      ? "some numbers are" : "\(names.listed) \(names.count == 1 ? "is" : "are")"
    let longer = phases.indices.filter { phases[$0] != written[$0] }.map {
      "`\(writer.book.catalogue.name(of: reps.tempo[$0]) ?? "")` \(phases[$0].written)"
    }
    let place = step.place(of: StepKey.tempo)
    writer.report(
      Diagnostic(
        .warning, .nameDoesNotFit,
        "\(what) \(never.isEmpty && !names.isEmpty ? "not said every time" : "never said"): "
          + "there is no room, even at the fastest",
        at: place.span, sourceLine: place.sourceLine,
        remedy: reps.counting == .seconds && unsaid.isEmpty
          ? "count the seconds of shorter phases"
          : crowded.isEmpty
            ? "give \(longer.listed) or more" : "make the phases of `tempo` longer"))
  }
}

extension Duration {
  /// Up to the next tenth of a second: what a person would write.
  fileprivate var lengthened: Duration {
    let tenth = Duration.milliseconds(100)
    return tenth * (Int((self / tenth).rounded(.down)) + 1)
  }
}

extension [String] {
  /// As a list in a sentence: "a, b and c".
  fileprivate var listed: String {
    guard count > 1 else { return joined() }
    return dropLast().joined(separator: ", ") + " and " + self[count - 1]
  }
}
