internal import SourceYAML

/// What a routine asks of its listener's body and hands, whoever looks for one that suits.
extension Routine {
  /// How a routine goes with a baby on the arm.
  public enum WithBaby: Hashable, Sendable {
    /// As it is: no step needs a hand.
    case asItIs
    /// Some steps are done in another way, or with the free hand.
    case otherwise
    /// Not without putting the baby down on the way.
    case babyDown
  }

  /// How it goes with a baby on the arm.
  public var withBaby: WithBaby {
    if steps.haveOne(where: \.asksToPutBabyDown) { return .babyDown }
    let needsHands = steps.haveOne {
      $0.hands != .none || $0.withBaby != nil || $0.forBaby != nil
    }
    if !needsHands, steps.flatMap(\.written).contains(where: { $0.forBaby == false }) {
      return .otherwise
    }
    return needsHands ? .otherwise : .asItIs
  }

  /// Something that a routine does to a body.
  public enum Effect: Hashable, Sendable, CaseIterable {
    case heat
    case movement
    case ball
  }

  /// What it does, with a baby on the arm or without.
  public var effects: Set<Effect> {
    Set(
      steps.flatMap(\.written).flatMap { [$0] + ($0.withBaby ?? []).flatMap(\.written) }
        .compactMap(\.action.effect))
  }
}

extension Step {
  /// Whether something is done in it that takes both hands.
  package var needsBothHands: Bool { action.isDone && hands == .both }

  /// The step itself and all that are written inside it, without what a baby changes.
  fileprivate var written: [Step] {
    switch action {
    case .rounds(let rounds): [self] + rounds.steps.flatMap(\.written)
    case .include(_, let steps): [self] + steps.flatMap(\.written)
    default: [self]
    }
  }

  fileprivate var asksToPutBabyDown: Bool {
    guard let withBaby else { return needsBothHands }
    return withBaby.haveOne(where: \.asksToPutBabyDown)
  }
}

extension [Step] {
  /// Whether a condition holds for one of the steps or of those that are written inside them, without
  /// what a baby changes and what is not done with one.
  fileprivate func haveOne(where holds: (Step) -> Bool) -> Bool {
    contains { step in
      if step.forBaby == false { return false }
      if holds(step) { return true }
      switch step.action {
      case .rounds(let rounds): return rounds.steps.haveOne(where: holds)
      case .include(_, let steps): return steps.haveOne(where: holds)
      default: return false
      }
    }
  }
}

extension Step.Action {
  /// Whether the listener does something in it that may need hands.
  package var isDone: Bool { effect != nil }

  fileprivate var effect: Routine.Effect? {
    switch self {
    case .reps, .hold, .work: .movement
    case .heat: .heat
    case .roll: .ball
    case .say, .pause, .wait, .rest, .rounds, .include: nil
    }
  }
}
