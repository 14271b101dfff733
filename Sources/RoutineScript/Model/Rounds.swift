/// Steps that are done in rounds.
public struct Rounds: Equatable, Sendable {
  /// How many rounds there are.
  public enum Plan: Equatable, Sendable {
    /// So many, with rests between them, in order; one rest if all are alike, none if there is none.
    case count(Count, rests: [Duration])
    /// So many, each of which begins when the time of the one before is over.
    case every(Duration, times: Count)
    /// As many as fit into a time, at whose end they stop.
    case fitting(Duration)
  }

  /// How many there are.
  public let plan: Plan
  /// The steps of one round.
  public let steps: [Step]

  /// What kind of step they make.
  public var kind: StepKind {
    switch plan {
    case .count: .rounds
    case .every: .every
    case .fitting: .amrap
    }
  }

  /// How many there are, if the script says.
  public var count: Count? {
    switch plan {
    case .count(let count, _), .every(_, let count): count
    case .fitting: nil
    }
  }
}
