public import RoutineScript

/// Where a listener is, as it is said: "Left side. Six of ten."
public struct Whereabouts: Equatable, Sendable {
  /// The current step.
  public let step: String
  /// The side, in words.
  public let side: String?
  /// The number of the repetition.
  public let rep: Count?
  /// How many repetitions there are, if they are counted.
  public let reps: Count?
  /// What is left of the step's interval, if it has no repetitions.
  public let leftInStep: Duration?
  /// What is left of the routine.
  public let left: Duration

  /// Makes whereabouts.
  public init(
    step: String, side: String? = nil, rep: Count? = nil, reps: Count? = nil,
    leftInStep: Duration? = nil, left: Duration = .zero
  ) {
    self.step = step
    self.side = side
    self.rep = rep
    self.reps = reps
    self.leftInStep = leftInStep
    self.left = left
  }
}
