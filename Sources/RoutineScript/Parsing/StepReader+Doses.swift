internal import SourceYAML

/// How much is done in a step: one value, or one for each set.
extension StepReader {
  func repetitions() -> Repetitions? {
    let counts = counts(StepKind.reps, upTo: ScriptLimits.repetitions)
    let sets = reader.count(StepKey.sets, upTo: ScriptLimits.sets)
    let rests = rests()
    let tempo = TempoReader(context: context).phases(reader.entry(StepKey.tempo))
    let counting = counting()
    let alternating = alternating()
    let number = turns(sets, StepKey.sets, values: counts)
    reportRests(rests, between: number, unless: sets)
    guard let counts, let tempo else { return nil }
    return Repetitions(
      counts: counts, tempo: tempo, counting: counting ?? .up, sets: number, rests: rests,
      alternating: alternating)
  }

  func hold() -> Hold? {
    let durations = durations(StepKind.hold)
    let times = reader.count(StepKey.times, upTo: ScriptLimits.repetitions)
    let rests = rests()
    let number = turns(times, StepKey.times, values: durations)
    reportRests(rests, between: number, unless: times)
    let counting = counting()
    return durations.map {
      Hold(durations: $0, times: number, rests: rests, counting: counting)
    }
  }

  func work() -> Work? {
    let durations = durations(StepKind.work)
    let sets = reader.count(StepKey.sets, upTo: ScriptLimits.sets)
    let rests = rests()
    let end = reader.spoken(StepKey.end)
    let number = turns(sets, StepKey.sets, values: durations)
    reportRests(rests, between: number, unless: sets)
    return durations.map { Work(durations: $0, sets: number, rests: rests, end: end) }
  }

  // MARK: Values for each set

  private func counts(_ key: some GrammarKey, upTo limit: Int32) -> [Count]? {
    values(key) { scalar in
      context.plainText(scalar).flatMap {
        context.count($0, scalar, of: key.rawValue, upTo: limit)
      }
    }
  }

  private func durations(_ key: some GrammarKey, orNone: Bool = false) -> [Duration]? {
    values(key) { context.duration($0, of: key.rawValue, orNone: orNone) }
  }

  func rests() -> [Duration] { durations(StepKey.rest, orNone: true) ?? [] }

  /// A key's values; `nil` if it is absent or after a finding.
  private func values<Value>(
    _ key: some GrammarKey, _ read: (SourceScalar) -> Value?
  ) -> [Value]? {
    guard let entry = reader.entry(key) else { return nil }
    guard case .list(let items, _) = entry.value else {
      return context.scalar(entry.value, of: key.rawValue).flatMap(read).map { [$0] }
    }
    if items.isEmpty {
      context.report(
        .missingKey, "`\(key.rawValue)` is empty", at: entry.key.span,
        remedy: "write one value, or one for each set")
      return nil
    }
    let values = limited(items, to: Int(ScriptLimits.sets), entry).compactMap {
      context.scalar($0, of: key.rawValue).flatMap(read)
    }
    return values.count == items.count ? values : nil
  }

  /// How many sets or times there are: as many as there are values, if there are several.
  private func turns<Value>(_ written: Count?, _ key: StepKey, values: [Value]?) -> Count {
    guard let values, values.count > 1 else { return written ?? .one }
    if let written, Int(written.value) != values.count, let scalar = reader.scalar(key) {
      context.report(
        .outOfRange,
        "`\(key.rawValue)` is `\(scalar.quoted)`, and `\(kind.rawValue)` has \(values.count) values",
        at: scalar.span, remedy: "remove `\(key.rawValue):`, or write one value for each")
    }
    return Count(Int32(values.count))
  }

  /// Reports rests that are between nothing, or not as many as there are places for them.
  private func reportRests(_ rests: [Duration], between turns: Count, unless written: Count?) {
    guard let entry = reader.entry(StepKey.rest), !rests.isEmpty else { return }
    if turns == .one, written == nil {
      guard !reader.has(StepKey.eachSide) else { return }
      let key = (kind == .hold ? StepKey.times : .sets).rawValue
      context.report(
        .misplacedKey, "`rest` needs `\(key): 2` or more",
        at: entry.key.span, remedy: "add `\(key): 2`, or make the rest a step of its own")
      return
    }
    reportNumber(of: rests, between: turns)
  }

  func reportNumber(of rests: [Duration], between turns: Count) {
    guard rests.count > 1, rests.count != Int(turns.value) - 1,
      let entry = reader.entry(StepKey.rest)
    else { return }
    context.report(
      .outOfRange,
      "`rest` has \(rests.count) values, and there are \(turns.value - 1) rests between \(turns.value)",
      at: entry.key.span, remedy: "write one value, or \(turns.value - 1)")
  }
}
