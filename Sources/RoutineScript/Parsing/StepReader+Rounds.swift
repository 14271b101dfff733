internal import SourceYAML

/// Steps that are done in rounds: counted, on the minute, or as many as fit.
extension StepReader {
  func rounds(chain: inout IncludeChain) -> Rounds? {
    let plan = plan()
    let steps =
      inside
      ?? reader.required(
        StepKey.steps, remedy: "under `\(kind.rawValue)`, add `steps:` with the steps of one round"
      ).flatMap { parser.steps($0.value, of: StepKey.steps.rawValue, chain: &chain) }
    if let steps { rejectTimed(in: steps) }
    guard let plan, let steps else { return nil }
    return Rounds(plan: plan, steps: steps)
  }

  private func plan() -> Rounds.Plan? {
    switch kind {
    case .every:
      let period = reader.duration(StepKind.every)
      _ = reader.required(StepKey.times, remedy: "say how many rounds there are: `times: 10`")
      let times = reader.count(StepKey.times, upTo: ScriptLimits.rounds)
      guard let period, let times else { return nil }
      return .every(period, times: times)
    case .amrap: return reader.duration(StepKind.amrap).map { .fitting($0) }
    default:
      let count = reader.count(StepKind.rounds, upTo: ScriptLimits.rounds)
      let rests = rests()
      if let count { reportNumber(of: rests, between: count) }
      return count.map { .count($0, rests: rests) }
    }
  }

  /// Reports what cannot be inside rounds that the clock drives: other such rounds; and in rounds that
  /// may end anywhere, heat, whose pad has to come off.
  private func rejectTimed(in steps: [Step]) {
    guard kind != .rounds else { return }
    for step in steps {
      switch step.action {
      case .rounds(let rounds):
        if rounds.kind != .rounds { reject(step) }
        rejectTimed(in: rounds.steps)
      case .include(_, let steps): rejectTimed(in: steps)
      case .heat, .wait: if kind == .amrap { reject(step) }
      default: break
      }
      rejectTimed(in: step.withBaby ?? [])
    }
  }

  private func reject(_ step: Step) {
    let inner = step.action.kind.rawValue
    let place = step.place()
    context.findings.report(
      Diagnostic(
        .error, .misplacedKey, "`\(inner)` cannot be inside `\(kind.rawValue)`", at: place.span,
        sourceLine: place.sourceLine, remedy: "do it before or after these rounds"))
  }
}
