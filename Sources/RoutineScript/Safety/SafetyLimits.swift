internal import SourceYAML

/// What a body should not be asked to do, with the source of each limit.
///
/// The source of all of them is the article the project started from: Thriving Mommas, "Thoracic
/// Spine aka Upper Back Pain": moist heat 10–15 minutes and 20 at the very most, THEN movement; a
/// ball for 2–5 minutes.
public enum SafetyLimits {
  /// Heat in one place, beyond which a script must say why.
  public static let usualHeat = Duration.seconds(15 * 60)
  /// The most heat in one place.
  public static let longestHeat = Duration.seconds(20 * 60)
  /// A ball on one area, below and above which a script must say why.
  public static let usualRoll = Duration.seconds(2 * 60)...Duration.seconds(5 * 60)
  /// The longest time for a ball on one area.
  public static let longestRoll = Duration.seconds(10 * 60)

  /// How findings name the source of their figures.
  private static let source = "Thriving Mommas"

  static func check(_ routine: Routine, into findings: DiagnosticCollector) {
    // With a baby on the arm, other steps may come together than without.
    for withBaby in [false, true] {
      var body = Body(withBaby: withBaby)
      check(routine.steps, &body, into: findings)
    }
  }

  /// What has been done so far to the listener's body.
  private struct Body {
    var hasMoved = false
    /// Whether there is a baby on the arm.
    var withBaby = false
    /// Heat since the last movement, by the place as the script has it: rounds of it add up.
    var heat: [String: Duration] = [:]

    /// As after that many rounds of what was done since another moment.
    func repeated(_ count: Count, since before: Self) -> Self {
      var body = self
      for (place, heat) in heat where !hasMoved {
        let start = before.heat[place] ?? .zero
        body.heat[place] = max(heat, start + (heat - start) * Int(count.value - 1))
      }
      return body
    }
  }

  private static func check(
    _ steps: [Step], _ body: inout Body, into findings: DiagnosticCollector
  ) {
    for step in steps where step.forBaby == nil || step.forBaby == body.withBaby {
      switch step.action {
      case .heat(let duration, let place):
        let place = place.map(name) ?? ""
        body.heat[place, default: .zero] += duration
        let all = body.heat.values.reduce(.zero, +)
        checkHeat(step, duration, inOnePlace: body.heat[place] ?? duration, all, into: findings)
        if body.hasMoved, step.because == nil {
          report(
            step, .warning, .heatAfterMovement, "heat comes after movement or the ball here",
            "put it before them: warm muscles move better (\(source)); or say why with `because:`",
            findings)
        }
      case .roll(let duration, _, _):
        checkRoll(step, duration, into: findings)
        body = Body(hasMoved: true, withBaby: body.withBaby)
      case .reps, .hold, .work: body = Body(hasMoved: true, withBaby: body.withBaby)
      case .rounds(let rounds):
        let before = body
        check(rounds.steps, &body, into: findings)
        let count = rounds.count ?? Count(ScriptLimits.rounds)
        guard count > .one else { break }
        body = body.repeated(count, since: before)
        // Once more for what the next round does after this one.
        check(rounds.steps, &body, into: findings)
      case .include(_, let steps): check(steps, &body, into: findings)
      case .say, .pause, .wait, .rest: break
      }
      if let instead = step.withBaby {
        var other = body
        other.heat = [:]
        check(instead, &other, into: findings)
      }
    }
  }

  /// A place as the script has it, however it is typed.
  private static func name(_ place: ScriptText) -> String {
    place.pieces.map { piece in
      if case .words(let words) = piece { words.lowercased().trimmed } else { "" }
    }.joined(separator: " ")
  }

  /// Checks a step of heat.
  ///
  /// - Parameters:
  ///   - step: the step.
  ///   - own: how long it heats.
  ///   - sum: the same with what came before it in the same place.
  ///   - all: the same in any place: two names may be of one.
  ///   - findings: where findings go.
  private static func checkHeat(
    _ step: Step, _ own: Duration, inOnePlace sum: Duration, _ all: Duration,
    into findings: DiagnosticCollector
  ) {
    let remedy =
      sum == own
      ? "write `heat: 15 min`"
      : "heat there for 15 min in all, or put a movement between"
    if sum > longestHeat {
      report(
        step, .error, .heatTooLong,
        "heat for \(sum.written) in one place can burn; 20 minutes is the limit (\(source))",
        remedy, findings)
    } else if step.because != nil {
      return
    } else if sum > usualHeat {
      report(
        step, .warning, .heatTooLong,
        "heat for \(sum.written) is more than the usual 10 to 15 minutes (\(source))",
        remedy + ", or say why with `because:`", findings)
    } else if all > longestHeat {
      report(
        step, .warning, .heatTooLong,
        "heat for \(all.written) without a movement between; in one place, 20 minutes is the limit (\(source))",
        "put a movement between, or, if these places do not touch, say so with `because:`", findings
      )
    }
  }

  private static func checkRoll(
    _ step: Step, _ duration: Duration, into findings: DiagnosticCollector
  ) {
    if duration > longestRoll {
      report(
        step, .error, .rollTooLong,
        "a ball for \(duration.written) on one area can bruise; 10 minutes is the limit, twice the usual (\(source))",
        "write `roll: 5 min`", findings)
    } else if duration > usualRoll.upperBound, step.because == nil {
      report(
        step, .warning, .rollTooLong,
        "a ball for \(duration.written) is more than the usual 2 to 5 minutes (\(source))",
        "write `roll: 5 min`, or say why with `because:`", findings)
    } else if duration < usualRoll.lowerBound, step.because == nil {
      report(
        step, .warning, .rollTooShort,
        "a ball for \(duration.written) is less than the usual 2 to 5 minutes (\(source))",
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
