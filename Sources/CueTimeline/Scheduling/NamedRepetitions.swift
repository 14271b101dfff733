internal import RoutineScript

/// Decides what is said in each repetition of a set whose phases have names: scheduling rule 8.
///
/// The later names come first, each on its own beat: they tell what to do at a moment that no number
/// marks. On the repetition's beat is its number or chime, and the first name after it. Where both do
/// not fit, even at their fastest, one of them stands for both: the name, or the number if the next
/// repetition has none either, so that at least every other one is counted.
///
/// Pure, so that longer phases can be tried for an author who has given them too little time.
struct NamedRepetitions {
  let reps: Repetitions
  let isQuiet: Bool
  let book: Phrasebook
  let gap: FrameCount
  let names: [BeatWord?]
  /// The sides that repetitions are done on in turn.
  private let sides: [BeatWord]
  private let chime: FrameCount

  init(_ reps: Repetitions, quietly isQuiet: Bool, in book: Phrasebook, gap: FrameCount) {
    self.reps = reps
    self.isQuiet = isQuiet
    self.book = book
    self.gap = gap
    chime = book.rate.frames(in: Chime.rep.duration)
    sides = reps.alternating.map {
      BeatWord(Phrase(book.catalogue.name(inTurn: $0), delivery: .beat), in: book)
    }
    names = reps.tempo.map { phase in
      book.catalogue.name(of: phase).map { BeatWord(Phrase($0, delivery: .beat), in: book) }
    }
  }

  /// When repetitions and their phases begin.
  struct Beats {
    /// A time in a phase of a repetition; the beginning of the first phase is the repetition's beat.
    let time: (_ rep: Int32, _ phase: Int, _ into: Duration) -> FramePosition
    /// The end of the last repetition.
    let end: FramePosition

    /// The beat of a phase.
    func beat(_ rep: Int32, _ phase: Int) -> FramePosition { time(rep, phase, .zero) }
  }

  /// Something that is heard in a repetition.
  struct Sound {
    /// What is said; `nil` for a chime.
    let word: BeatWord?
    let kind: Cue.Kind
    let start: FramePosition
    let rep: Count
    /// The frame after a word.
    var end: FramePosition { start + (word?.measure.frames ?? .zero) }
  }

  /// What is heard in all repetitions.
  struct Plan {
    /// In order of time.
    var sounds: [Sound] = []
    /// In how many repetitions each phase has no room for its name.
    var unsaid: [Int32]
    /// Whether two numbers in a row have no room.
    var isUncounted = false
    /// The phases that are too short for what is said in them.
    var crowded: Set<Int> = []
  }

  /// Plans all repetitions.
  func plan(_ beats: Beats) -> Plan {
    if reps.counting == .seconds { return planSeconds(beats) }
    let plan = plan(beats, lastIsCounted: false)
    guard plan.unsaid[0] > 0 else { return plan }
    // Numbers and names take turns. A count had better end with its number, if that costs no name.
    let other = self.plan(beats, lastIsCounted: true)
    return other.unsaid[0] <= plan.unsaid[0] ? other : plan
  }

  /// Plans all repetitions, from the last to the first: whether a word fits depends on where the next
  /// one starts.
  private func plan(_ beats: Beats, lastIsCounted: Bool) -> Plan {
    var plan = Plan(unsaid: names.map { _ in 0 })
    var next: FramePosition?
    var nextIsCounted = !lastIsCounted
    for rep in (1...reps.beats.value).reversed() {
      var (later, unsaid) = laterNames(of: rep, beats, before: next)
      let limit = later.last?.start ?? next
      var signal = signal(
        of: rep, at: beats.beat(rep, 0), endingBy: limit.map { $0 - gap } ?? beats.end,
        nextIsCounted: nextIsCounted)
      // On the beat, where the movement begins, something has to be heard.
      while signal.sounds.isEmpty, let crowding = later.popLast() {
        plan.unsaid[crowding.phase] += 1
        plan.crowded.insert(0)
        let limit = later.last?.start ?? next
        signal = self.signal(
          of: rep, at: beats.beat(rep, 0), endingBy: limit.map { $0 - gap } ?? beats.end,
          nextIsCounted: nextIsCounted)
      }
      if !signal.hasName, names[0] != nil { unsaid.append(0) }
      for phase in unsaid { plan.unsaid[phase] += 1 }
      plan.crowded.formUnion(unsaid)
      if !signal.isCounted, !nextIsCounted, rep < reps.beats.value {
        plan.isUncounted = true
        plan.crowded.insert(0)
      }
      plan.sounds += later.map(\.sound)
      plan.sounds += signal.sounds.reversed()
      next = plan.sounds.last?.start ?? next
      nextIsCounted = signal.isCounted
    }
    plan.sounds.reverse()
    return plan
  }

  // MARK: The phases after the first

  private struct LaterName {
    let phase: Int
    let sound: Sound
    var start: FramePosition { sound.start }
  }

  /// The names on their own beats, from the last to the first, each as slow as fits; one without room
  /// leaves its room to the others.
  private func laterNames(
    of rep: Int32, _ beats: Beats, before next: FramePosition?
  ) -> (placed: [LaterName], unsaid: [Int]) {
    var placed: [LaterName] = []
    var unsaid: [Int] = []
    for phase in names.indices.dropFirst().reversed() {
      guard let name = names[phase] else { continue }
      let limit = (placed.last?.start ?? next).map { $0 - gap } ?? beats.end
      let beat = beats.beat(rep, phase)
      guard let form = name.form(on: beat, endingBy: limit, in: book) else {
        unsaid.append(phase)
        continue
      }
      placed.append(
        LaterName(
          phase: phase,
          sound: Sound(
            word: form, kind: .phase, start: beat - form.measure.anchor, rep: Count(rep))))
    }
    return (placed, unsaid)
  }

  // MARK: The beat

  /// What is heard on a repetition's beat, in order; nothing if there is no room at all.
  struct Signal {
    var sounds: [Sound] = []
    var hasName = false
    /// Whether its number is said, or it does not have one.
    var isCounted = true
  }

  private func signal(
    of rep: Int32, at beat: FramePosition, endingBy limit: FramePosition, nextIsCounted: Bool
  ) -> Signal {
    let number = CountedMovement.number(of: rep, in: reps, quietly: isQuiet).map {
      BeatWord(book.entry(of: $0), in: book)
    }
    if !sides.isEmpty { return turn(number, rep, beat, endingBy: limit) }
    guard let name = names[0] else {
      return plain(number, rep, beat, endingBy: limit)
    }
    if let both = both(number, name, rep, beat, endingBy: limit) { return both }
    let asNumber = plain(number, rep, beat, endingBy: limit)
    if number != nil, !nextIsCounted, !asNumber.sounds.isEmpty, asNumber.isCounted {
      return asNumber
    }
    guard let form = name.form(on: beat, endingBy: limit, in: book) else { return asNumber }
    return Signal(
      sounds: [
        Sound(word: form, kind: .phase, start: beat - form.measure.anchor, rep: Count(rep))
      ], hasName: true, isCounted: number == nil)
  }

  /// A side on its beat, and after it the first name and the number, as far as there is room.
  func turn(
    _ number: BeatWord?, _ rep: Int32, _ beat: FramePosition, endingBy limit: FramePosition,
    isNamed: Bool = true
  ) -> Signal {
    let side = sides[Int(rep - 1) % sides.count]
    let firstName = isNamed ? names[0] : nil
    let (name, count) = (
      firstName.map { ($0, Cue.Kind.phase) }, number.map { ($0, Cue.Kind.count) }
    )
    let choices = [[name, count], [name], [count], []].map { $0.compactMap(\.self) }
    for followers in choices {
      for pace in Pace.ladder {
        let form = side.form(pace, book)
        var sounds = [
          Sound(word: form, kind: .phase, start: beat - form.measure.anchor, rep: Count(rep))
        ]
        for (word, kind) in followers {
          let start = (sounds.last?.end ?? beat) + gap
          sounds.append(
            Sound(word: word.form(pace, book), kind: kind, start: start, rep: Count(rep)))
        }
        guard let end = sounds.last?.end, end <= limit else { continue }
        let hasName = firstName == nil || followers.contains { $0.1 == .phase }
        return Signal(sounds: sounds, hasName: hasName)
      }
    }
    return Signal()
  }

  /// A number or a chime, and the first name right after it.
  private func both(
    _ number: BeatWord?, _ name: BeatWord, _ rep: Int32, _ beat: FramePosition,
    endingBy limit: FramePosition
  ) -> Signal? {
    for pace in Pace.ladder {
      let name = name.form(pace, book)
      let first = plain(number?.form(pace, book), rep, beat)
      let start = first.end + gap
      guard start + name.measure.frames <= limit else { continue }
      return Signal(
        sounds: [
          first.sound, Sound(word: name, kind: .phase, start: start, rep: Count(rep)),
        ], hasName: true)
    }
    return nil
  }

  /// A number alone, as slow as fits; a chime if there is none.
  private func plain(
    _ number: BeatWord?, _ rep: Int32, _ beat: FramePosition, endingBy limit: FramePosition
  ) -> Signal {
    if let number {
      guard let form = number.form(on: beat, endingBy: limit, in: book) else {
        return Signal(isCounted: false)
      }
      return Signal(sounds: [plain(form, rep, beat).sound])
    }
    let chime = plain(nil, rep, beat)
    return Signal(sounds: chime.end <= limit ? [chime.sound] : [])
  }

  private func plain(
    _ number: BeatWord?, _ rep: Int32, _ beat: FramePosition
  ) -> (sound: Sound, end: FramePosition) {
    guard let number else {
      let sound = Sound(word: nil, kind: .chime, start: beat, rep: Count(rep))
      return (sound, beat + chime)
    }
    let start = beat - number.measure.anchor
    let sound = Sound(word: number, kind: .count, start: start, rep: Count(rep))
    return (sound, start + number.measure.frames)
  }
}

/// A number or a name as it is said on a beat, at one pace.
struct BeatWord {
  let phrase: Phrasebook.Entry
  let measure: ClipMeasure

  init(_ phrase: Phrasebook.Entry, in book: Phrasebook) {
    self.phrase = phrase
    measure = book.measure(phrase)
  }

  init(_ phrase: Phrase, in book: Phrasebook) { self.init(book.entry(of: phrase), in: book) }

  /// The same at another pace.
  func form(_ pace: Pace, _ book: Phrasebook) -> BeatWord {
    pace == .normal ? self : BeatWord(book.entry(phrase, at: pace), in: book)
  }

  /// The slowest form that is felt on a beat and ends in time; `nil` if none does.
  func form(
    on beat: FramePosition, endingBy limit: FramePosition, in book: Phrasebook
  ) -> BeatWord? {
    for pace in Pace.ladder {
      let form = form(pace, book)
      if beat - form.measure.anchor + form.measure.frames <= limit { return form }
    }
    return nil
  }
}
