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
  }

  /// One of several in a row: the second of three.
  struct Turn: Equatable {
    let number: Count
    let of: Count
  }

  let part: Part
  /// The side it is done on.
  let side: Side?
  /// The side's place in the order of sides, from 0; `nil` if the side has been announced before.
  let sideOrder: Int?
  /// The set, if there are several.
  let set: Turn?
  /// The round that begins with this step.
  let round: Turn?
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
    case .side, .babyDown: return false
    case .step:
      if case .rest = step.action { return true }
      return false
    }
  }

  /// What kind of step it is on a timeline.
  var kind: StepKind {
    switch part {
    case .restBetweenSets: .rest
    case .side: .say
    case .babyDown: .wait
    case .step: step.action.kind
    }
  }
}

extension Step.Action {
  /// How many repetitions it counts, or how many times it holds.
  var repetitions: Int64 {
    switch self {
    case .reps(let reps): Int64(reps.count.value)
    case .hold(let hold): Int64(hold.times.value)
    case .work: 1
    default: 0
    }
  }
}
