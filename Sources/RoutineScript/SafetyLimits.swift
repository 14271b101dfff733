/// What a body should not be asked to do, with where each limit comes from.
///
/// The source of all of them is the article the project started from: Thriving Mommas, "Thoracic
/// Spine aka Upper Back Pain": moist heat 10–15 minutes and 20 at the very most, THEN movement; a
/// ball for 2–5 minutes.
public enum SafetyLimits {
  /// Heat in one place, beyond which a script must say why.
  public static let usualHeat = Duration.seconds(15 * 60)
  /// Heat in one place, at the very most.
  public static let longestHeat = Duration.seconds(20 * 60)
  /// A ball on one area, below and above which a script must say why.
  public static let usualRoll = Duration.seconds(2 * 60)...Duration.seconds(5 * 60)
  /// A ball on one area, at the very most.
  public static let longestRoll = Duration.seconds(10 * 60)

  static func check(_ routine: Routine, into findings: DiagnosticCollector) {
    var movedBefore = false
    check(routine.steps, movedBefore: &movedBefore, into: findings)
  }

  private static func check(
    _ steps: [Step], movedBefore: inout Bool, into findings: DiagnosticCollector
  ) {
    for step in steps {
      switch step.action {
      case .heat(let duration, _):
        checkHeat(step, duration, into: findings)
        if movedBefore, step.because == nil {
          report(
            step, .warning, .heatAfterMovement, "heat comes after movement or the ball here",
            "put it before them: warm muscles move better; or say why with `because:`", findings)
        }
      case .roll(let duration, _, _):
        checkRoll(step, duration, into: findings)
        movedBefore = true
      case .reps, .hold: movedBefore = true
      case .rounds(_, let steps), .include(_, let steps):
        check(steps, movedBefore: &movedBefore, into: findings)
      case .say, .pause, .wait, .rest: break
      }
      if let instead = step.withBaby {
        var moved = movedBefore
        check(instead, movedBefore: &moved, into: findings)
      }
    }
  }

  private static func checkHeat(
    _ step: Step, _ duration: Duration, into findings: DiagnosticCollector
  ) {
    if duration > longestHeat {
      report(
        step, .error, .heatTooLong,
        "heat for \(duration.written) in one place can burn; 20 minutes are the very most",
        "write `heat: 15 min`", findings)
    } else if duration > usualHeat, step.because == nil {
      report(
        step, .warning, .heatTooLong,
        "heat for \(duration.written) is more than the usual 10 to 15",
        "write `heat: 15 min`, or say why with `because:`", findings)
    }
  }

  private static func checkRoll(
    _ step: Step, _ duration: Duration, into findings: DiagnosticCollector
  ) {
    if duration > longestRoll {
      report(
        step, .error, .rollTooLong,
        "a ball for \(duration.written) on one area can bruise; 10 minutes are the very most",
        "write `roll: 5 min`", findings)
    } else if duration > usualRoll.upperBound, step.because == nil {
      report(
        step, .warning, .rollTooLong,
        "a ball for \(duration.written) is more than the usual 2 to 5",
        "write `roll: 5 min`, or say why with `because:`", findings)
    } else if duration < usualRoll.lowerBound, step.because == nil {
      report(
        step, .warning, .rollTooShort,
        "a ball for \(duration.written) is less than the usual 2 to 5 minutes",
        "write `roll: 2 min`, or say why with `because:`", findings)
    }
  }

  private static func report(
    _ step: Step, _ severity: Diagnostic.Severity, _ id: DiagnosticID, _ message: String,
    _ remedy: String, _ findings: DiagnosticCollector
  ) {
    findings.report(
      Diagnostic(
        severity, id, message, at: step.span, sourceLine: step.sourceLine, remedy: remedy))
  }
}
