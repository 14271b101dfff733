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

/// Movement for a time, in which nothing is counted: jumping jacks, a run on the spot.
public struct Work: Equatable, Sendable {
  /// How long, for each set; one if all sets are alike.
  public let durations: [Duration]
  /// How many sets.
  public let sets: Count
  /// The rests between sets, in order; one if all are alike, none if the script does not say.
  public let rests: [Duration]
  /// What is said at its end; `nil` for what is usual.
  public let end: ScriptText?

  /// How long; if sets differ, in the first.
  public var duration: Duration { durations.first ?? .zero }
  /// The rest between sets; `nil` if the script does not say.
  public var rest: Duration? { rests.first }

  /// The same for as long as one of the sets lasts.
  package func inSet(_ set: Count) -> Work {
    Work(durations: [durations.value(inSet: set) ?? duration], sets: sets, rests: rests, end: end)
  }
}

extension Array {
  /// The value for a set: the last one stands for all that follow.
  package func value(inSet set: Count) -> Element? {
    isEmpty ? nil : self[Swift.min(Int(set.value), count) - 1]
  }
}
