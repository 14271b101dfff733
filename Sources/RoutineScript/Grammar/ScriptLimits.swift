internal import SourceYAML

/// What a script can ask for at most; beyond these nothing a person does is left.
package enum ScriptLimits {
  /// Repetitions in a set, times of a hold.
  package static let repetitions: Int32 = 1000
  /// Sets of repetitions.
  package static let sets: Int32 = 100
  /// Rounds of a `repeat`.
  package static let rounds: Int32 = 1000
  /// The shortest repetition.
  package static let shortestRepetition = Duration.milliseconds(300)
  /// The longest repetition that is not taken for a mistake.
  static let usualRepetition = Duration.seconds(120)
  /// The shortest period of something said again and again.
  package static let shortestPeriod = Duration.seconds(5)
  /// Seconds that can be counted down.
  package static let countdown = Duration.seconds(1)...Duration.seconds(60)
  /// Entries of a `during`.
  package static let duringCues = 20
  /// Levels of a `pressure`.
  package static let pressures = 10
  /// Levels of a routine.
  package static let levels = 20
  /// Sides of a step.
  package static let sides = 10
  /// Named phases of a `tempo`.
  package static let phases = 12
  /// Bytes of all scripts that are read for one, itself included.
  package static let bytes = 1 << 20
  /// Steps written in a script and all it includes.
  package static let writtenSteps = 10_000
  /// Files included in each other.
  package static let includeDepth = 16
}
