internal import RoutineScript

/// Seconds counted aloud: a phase's name on its first second, then "two, three, four".
extension NamedRepetitions {
  /// Plans all repetitions, from the last second to the first.
  func planSeconds(_ beats: Beats) -> Plan {
    var plan = Plan(unsaid: names.map { _ in 0 })
    var next: FramePosition?
    for rep in (1...reps.beats.value).reversed() {
      for phase in names.indices.reversed() {
        for second in (0..<reps.tempo[phase].duration.wholeSeconds).reversed() {
          let beat = beats.time(rep, phase, .seconds(second))
          let limit = next.map { $0 - gap } ?? beats.end
          let (sounds, isWhole) = sounds(of: rep, phase, second, on: beat, endingBy: limit)
          if !isWhole {
            if second == nameSecond(of: phase), names[phase] != nil {
              plan.unsaid[phase] += 1
              plan.crowded.insert(phase)
            } else {
              plan.isUncounted = true
            }
          }
          plan.sounds += sounds.reversed()
          next = sounds.first?.start ?? next
        }
      }
    }
    plan.sounds.reverse()
    announceLast(beats, in: &plan)
    return plan
  }

  /// Which second of a phase is its name: the second one if the first is the side that is next.
  private func nameSecond(of phase: Int) -> Int {
    phase == 0 && !reps.alternating.isEmpty && reps.tempo[0].duration.wholeSeconds > 1 ? 1 : 0
  }

  /// What is heard on a second, and whether that is all there is to say.
  private func sounds(
    of rep: Int32, _ phase: Int, _ second: Int, on beat: FramePosition,
    endingBy limit: FramePosition
  ) -> ([Sound], isWhole: Bool) {
    let nameSecond = nameSecond(of: phase)
    if phase == 0, second == 0, !reps.alternating.isEmpty {
      let turn = turn(nil, rep, beat, endingBy: limit, isNamed: nameSecond == 0)
      return (turn.sounds, turn.hasName)
    }
    let name = second == nameSecond ? names[phase] : nil
    let word = name ?? BeatWord(book.entry(of: Count(Int32(second + 1))), in: book)
    guard let form = word.form(on: beat, endingBy: limit, in: book) else { return ([], false) }
    let sound = Sound(
      word: form, kind: name == nil ? .count : .phase, start: beat - form.measure.anchor,
      rep: Count(rep))
    return ([sound], true)
  }

  /// Says that the last repetition comes, in the last phase before it, if there is room between two
  /// seconds: the one thing that is said of how many there are.
  private func announceLast(_ beats: Beats, in plan: inout Plan) {
    let last = reps.beats.value
    guard last > 1, var index = plan.sounds.firstIndex(where: { $0.rep.value == last }) else {
      return
    }
    let from = beats.beat(last - 1, names.count - 1)
    let forms = [book.entry(of: .last), book.entry(ofShort: .last)].compactMap(\.self)
    while index > 0, plan.sounds[index - 1].start >= from {
      let limit = plan.sounds[index].start - gap
      for form in forms {
        for pace in Pace.ladder {
          // The second before it makes room as well.
          let second = plan.sounds[index - 1].form(pace, book)
          let word = BeatWord(form, in: book).form(pace, book)
          let start = second.end + gap
          guard start + word.measure.frames <= limit else { continue }
          plan.sounds[index - 1] = second
          plan.sounds.insert(
            Sound(word: word, kind: .announce, start: start, rep: Count(last - 1)), at: index)
          return
        }
      }
      index -= 1
    }
  }
}

extension NamedRepetitions.Sound {
  /// The same on its beat at a pace.
  fileprivate func form(_ pace: Pace, _ book: Phrasebook) -> Self {
    guard let word, book.phrase(word.phrase).pace < pace else { return self }
    let other = BeatWord(book.entry(word.phrase, at: pace), in: book)
    return NamedRepetitions.Sound(
      word: other, kind: kind, start: start + word.measure.anchor - other.measure.anchor, rep: rep)
  }
}

extension Duration {
  /// The seconds that begin in it and are over in it; at least one.
  fileprivate var wholeSeconds: Int { max(1, Int(clamping: components.seconds)) }
}
