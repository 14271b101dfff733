internal import RoutineScript
internal import SourceYAML

/// Unrolls a routine into the steps that are done, in order.
struct Expansion {
  /// The most steps that are done: a routine with more is a mistake, not a plan.
  static let mostSteps = 100_000
  /// The most repetitions that are counted: more than a day of them, one a second.
  static let mostRepetitions: Int64 = 100_000
  /// The longest routine.
  static let longestRoutine = WrittenDuration.longest

  private let withBaby: Bool
  private let phrases: PhraseCatalogue
  private(set) var planned: [PlannedStep] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The time that is known from the script alone.
  private var certain = Duration.zero
  private var repetitions: Int64 = 0
  private var isTooLong = false
  /// Whether the listener has put the baby down for the step before.
  private var babyIsDown = false
  /// The section named by the last `section:` key; it lasts until the next.
  private var namedSection: String?
  private var currentSection: String?
  private var pendingRounds: [PlannedStep.Turn] = []
  private var pendingSection: String?

  init(_ routine: Routine, withBaby: Bool, phrases: PhraseCatalogue) {
    self.withBaby = withBaby
    self.phrases = phrases
    add(routine.steps, side: nil)
  }

  private mutating func add(_ steps: [Step], side: Side?) {
    for step in steps
    where !isTooLong && (step.forBaby == nil || step.forBaby == withBaby) {
      if withBaby, let instead = step.withBaby {
        if let section = step.section { pendingSection = section }
        add(instead, side: side)
        continue
      }
      if withBaby, step.action.isDone {
        if step.needsBothHands, !babyIsDown { plan(step, .babyDown, side: side) }
        babyIsDown = step.needsBothHands
      }
      add(step, side: side)
    }
  }

  private mutating func add(_ step: Step, side outer: Side?) {
    guard !step.sides.isEmpty else { return add(step, side: outer, order: nil) }
    for (order, side) in step.sides.enumerated() where !isTooLong {
      if order > 0, let rest = step.action.restsBetweenSides.value(inSet: Count(Int32(order))) {
        self.rest(rest, after: step, side: step.sides[order - 1])
      }
      add(step, side: side, order: order)
    }
  }

  /// Adds a step on one side; `order` is that side's place among the step's own.
  private mutating func add(_ step: Step, side: Side?, order: Int?) {
    let isFirst = (order ?? 0) == 0
    switch step.action {
    case .rounds(let rounds):
      if order != nil {
        plan(step, .side, side: side, sideOrder: order, says: isFirst)
      } else if step.instruction != nil || rounds.kind != .rounds {
        plan(step, .step, side: side)
      } else if let section = step.section {
        pendingSection = section
      }
      add(rounds, of: step, side: side)
    case .include(_, let steps):
      if step.instruction != nil {
        plan(step, .step, side: side)
      } else if let section = step.section {
        pendingSection = section
      }
      add(steps, side: side)
    case .reps(let reps):
      addSets(
        reps.sets, of: step, rests: reps.rests, isVaried: reps.counts.count > 1, side: side,
        order: order
      ) { .reps(reps.inSet($0)) }
    case .work(let work):
      addSets(
        work.sets, of: step, rests: work.rests, isVaried: work.durations.count > 1, side: side,
        order: order
      ) { .work(work.inSet($0)) }
    case .hold(let hold) where hold.durations.count > 1:
      addSets(
        hold.times, of: step, rests: hold.rests, isVaried: true, side: side, order: order
      ) { .hold(hold.alone($0)) }
    default:
      plan(step, .step, side: side, sideOrder: order, says: isFirst)
    }
  }

  /// Adds a step set by set, with a rest between two.
  ///
  /// - Parameters:
  ///   - sets: how many.
  ///   - step: the step.
  ///   - rests: the rests in the script.
  ///   - isVaried: whether sets differ, so that each says how much it is.
  ///   - side: the side it is done on.
  ///   - order: that side's place among the step's own.
  ///   - action: what is done in a set.
  private mutating func addSets(
    _ sets: Count, of step: Step, rests: [Duration], isVaried: Bool, side: Side?, order: Int?,
    _ action: (Count) -> Step.Action
  ) {
    for number in 1...sets.value where !isTooLong {
      let set = Count(number)
      if number > 1 {
        rest(
          rests.value(inSet: Count(number - 1)) ?? Pacing.Settle.betweenSets, after: step,
          side: side)
      }
      plan(
        isVaried ? step.doing(action(set)) : step, .step, side: side,
        sideOrder: number == 1 ? order : nil,
        set: sets > .one ? PlannedStep.Turn(number: set, of: sets) : nil,
        says: number == 1 && (order ?? 0) == 0, saysAmount: isVaried)
    }
  }

  /// Adds rounds of steps, with a rest between two if the script has one.
  private mutating func add(_ rounds: Rounds, of step: Step, side: Side?) {
    let hasRounds = rounds.steps.contains { $0.hasRounds(withBaby: withBaby) }
    switch rounds.plan {
    case .count(let count, let rests):
      for number in 1...count.value where !isTooLong {
        if number > 1, let rest = rests.value(inSet: Count(number - 1)) {
          self.rest(rest, after: step, side: side)
        }
        if count > .one {
          pendingRounds.append(
            PlannedStep.Turn(number: Count(number), of: count, isOuter: hasRounds))
        }
        add(rounds.steps, side: side)
      }
    case .every(let period, let times):
      let before = certain
      for number in 1...times.value where !isTooLong {
        addRound(PlannedStep.Turn(number: Count(number), of: times), of: rounds, step, side: side)
      }
      certain = max(certain, before + period.times(times.value))
      endRounds(rounds, step, side: side)
    case .fitting(let duration):
      // At least as many as fit; what is said makes them fewer.
      let before = certain
      var number: Int32 = 0
      while !isTooLong, certain - before < duration, number < ScriptLimits.rounds {
        number += 1
        addRound(PlannedStep.Turn(number: Count(number), of: nil), of: rounds, step, side: side)
      }
      certain = before + duration
      endRounds(rounds, step, side: side)
    }
  }

  /// Adds a round that the clock drives.
  private mutating func addRound(
    _ turn: PlannedStep.Turn, of rounds: Rounds, _ owner: Step, side: Side?
  ) {
    let first = planned.count
    var turn = turn
    turn.isOuter = rounds.steps.contains { $0.hasRounds(withBaby: withBaby) }
    pendingRounds.append(turn)
    add(rounds.steps, side: side)
    guard first < planned.count else { return }
    for index in first..<planned.count {
      planned[index].clock = PlannedStep.Clock(
        owner: owner, plan: rounds.plan, round: turn.number)
    }
    let beginning = planned[first...].firstIndex { $0.part == .step && $0.step.action.takesTime }
    planned[beginning ?? first].clock?.beginsRound = true
  }

  private mutating func endRounds(_ rounds: Rounds, _ owner: Step, side: Side?) {
    pendingRounds = []
    plan(owner, .roundsEnd, side: side)
    guard planned.last?.part == .roundsEnd, case .rounds = planned.last?.step.action else { return }
    planned[planned.count - 1].clock = PlannedStep.Clock(
      owner: owner, plan: rounds.plan, round: rounds.count ?? .one)
  }

  /// Adds a rest between two sets, sides or rounds; one of no length is left out.
  private mutating func rest(_ duration: Duration, after step: Step, side: Side?) {
    if duration > .zero { plan(step, .restBetweenSets(duration), side: side) }
  }

  private mutating func plan(
    _ step: Step, _ part: PlannedStep.Part, side: Side?, sideOrder: Int? = nil,
    set: PlannedStep.Turn? = nil, says: Bool = true, saysAmount: Bool = false
  ) {
    certain += duration(of: step, part)
    if part == .step { repetitions += step.action.repetitions }
    guard planned.count < Self.mostSteps, certain <= Self.longestRoutine,
      repetitions <= Self.mostRepetitions
    else {
      isTooLong = true
      let what =
        if certain > Self.longestRoutine {
          "this routine lasts more than a day from here on"
        } else if repetitions > Self.mostRepetitions {
          "this routine counts more than \(Self.mostRepetitions) repetitions from here on"
        } else {
          "this routine has more than \(Self.mostSteps) steps from here on"
        }
      diagnostics.append(
        Diagnostic(
          .error, .tooLong, what, at: step.span, sourceLine: step.sourceLine,
          remedy: "repeat it fewer times"))
      return
    }
    let (section, starts) = section(for: step, part)
    planned.append(
      PlannedStep(
        part: part, side: side, sideOrder: sideOrder, set: set, rounds: pendingRounds,
        saysInstruction: says, saysAmount: saysAmount, section: section, startsSection: starts,
        step: step))
    pendingRounds = []
  }

  /// Which section a step belongs to, and whether it begins there.
  private mutating func section(for step: Step, _ part: PlannedStep.Part) -> (String, Bool) {
    let written = step.section ?? pendingSection
    if let written, part == .step || part == .babyDown || part == .side,
      written != namedSection || pendingSection != nil
    {
      pendingSection = nil
      namedSection = written
      currentSection = written
      return (written, true)
    }
    if let namedSection { return (namedSection, false) }
    let own: String?
    switch step.action {
    case .reps, .hold, .work, .heat, .roll:
      own = step.plainName ?? phrases.name(of: step.action.kind)
    default: own = nil
    }
    let name = own ?? currentSection ?? phrases.name(of: step.action.kind)
    defer { currentSection = name }
    return (name, name != currentSection)
  }

  private func duration(of step: Step, _ part: PlannedStep.Part) -> Duration {
    switch part {
    case .restBetweenSets(let duration): return duration
    case .side, .roundsEnd: return .zero
    case .babyDown: return Pacing.waitInFile
    case .step: break
    }
    switch step.action {
    case .pause(let duration), .heat(let duration, _), .roll(let duration, _, _),
      .rest(let duration):
      return duration
    case .reps(let reps):
      return reps.period.times(reps.beats.value)
    case .hold(let hold):
      return (hold.duration + (hold.rest ?? .zero)).times(hold.times.value)
    case .work(let work): return work.duration
    case .wait(_, let atMost): return atMost ?? Pacing.waitInFile
    default: return .zero
    }
  }
}

extension Step.Action {
  /// The rests between the sides of its step; none if they are between its sets.
  var restsBetweenSides: [Duration] {
    switch self {
    case .reps(let reps) where reps.sets == .one: reps.rests
    case .hold(let hold) where hold.times == .one: hold.rests
    case .work(let work) where work.sets == .one: work.rests
    case .rounds(let rounds):
      switch rounds.plan {
      case .count(_, let rests): rests
      case .every, .fitting: []
      }
    default: []
    }
  }
}

extension Rounds {
  /// Whether its steps are done more than once.
  fileprivate var isRepeated: Bool {
    switch plan {
    case .count(let count, _): count > .one
    case .every, .fitting: true
    }
  }
}

extension Step {
  /// Whether it is done in rounds, or something in it is.
  fileprivate func hasRounds(withBaby: Bool) -> Bool {
    if withBaby, let steps = self.withBaby {
      return steps.contains { $0.hasRounds(withBaby: true) }
    }
    return switch action {
    case .rounds(let rounds):
      rounds.isRepeated || rounds.steps.contains { $0.hasRounds(withBaby: withBaby) }
    case .include(_, let steps): steps.contains { $0.hasRounds(withBaby: withBaby) }
    default: false
    }
  }

  /// The step's `of` as plain words.
  var plainName: String? {
    name.map { name in
      if name.pieces.count == 1, case .words(let words) = name.pieces[0] { return words }
      return name.pieces.map { piece in
        switch piece {
        case .words(let words): words
        case .duration(let duration): duration.written
        case .length: ""
        }
      }.joined()
    }
  }
}
