internal import RoutineScript

/// One thing to do at one place in a routine, after rounds, sides, sets and includes are unrolled.
struct PlannedStep: Equatable {
  enum Part: Equatable {
    /// A script's step itself; for repetitions, one set of them.
    case step
    /// The rest between two sets.
    case restBetweenSets(Duration)
    /// Announces a side before the steps that are done on it.
    case side
    /// Asks the listener to put the baby down, and waits.
    case babyDown
    /// Ends rounds that the clock drives.
    case roundsEnd
  }

  /// A step's place in rounds that the clock drives.
  struct Clock: Equatable {
    /// The step whose rounds they are.
    let owner: Step
    let plan: Rounds.Plan
    /// The round.
    let round: Count
    /// Whether the round begins with it: its first beat, or its first word if it has none.
    var beginsRound = false
  }

  /// One of several in a row: the second of three.
  struct Turn: Equatable {
    let number: Count
    /// `nil` if nobody knows how many there will be.
    let of: Count?
    /// Whether there are rounds in this round.
    var isOuter = false
  }

  let part: Part
  /// The side it is done on.
  let side: Side?
  /// The side's place in the order of sides, from 0; `nil` if the side has been announced before.
  let sideOrder: Int?
  /// The set, if there are several.
  let set: Turn?
  /// The rounds that begin with this step, from the outermost to the innermost.
  let rounds: [Turn]
  /// Its place in rounds that the clock drives; `nil` if it is in none.
  var clock: Clock?
  /// Whether the step's own words are said here: not again with each set and side.
  let saysInstruction: Bool
  /// Whether how much is done is said, since it is not the same in each set.
  let saysAmount: Bool
  /// The section it belongs to.
  let section: String
  /// Whether that section begins with it.
  let startsSection: Bool
  let step: Step

  /// Whether it is a rest, either a step of its own or between sets.
  var isRest: Bool {
    switch part {
    case .restBetweenSets: return true
    case .side, .babyDown, .roundsEnd: return false
    case .step:
      if case .rest = step.action { return true }
      return false
    }
  }

  /// The movement for a time that it is, if it is some.
  var work: Work? {
    if part == .step, case .work(let work) = step.action { work } else { nil }
  }

  /// What kind of step it is on a timeline.
  var kind: StepKind {
    switch part {
    case .restBetweenSets: .rest
    case .side: .say
    case .roundsEnd: .pause
    case .babyDown: .wait
    case .step: step.action.kind
    }
  }
}

extension Step.Action {
  /// How many repetitions it counts, or how many times it holds.
  var repetitions: Int64 {
    switch self {
    case .reps(let reps): Int64(reps.beats.value)
    case .hold(let hold): Int64(hold.times.value)
    case .work: 1
    default: 0
    }
  }
}
