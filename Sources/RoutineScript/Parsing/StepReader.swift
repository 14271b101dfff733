internal import SourceYAML

/// Reads one step whose kind is known.
struct StepReader {
  let reader: ScriptReader
  let kind: StepKind
  let parser: StepParser

  private var context: ScriptContext { reader.context }

  func read(chain: inout IncludeChain) -> Step? {
    // Everything is read before anything is given up, so that all findings come at once.
    let action = action(chain: &chain)
    let instruction = kind == .say ? nil : reader.spoken(StepKey.say)
    let name = reader.spoken(StepKey.of)
    let sides = sides()
    let during = during()
    let announcements = announcements()
    let hands = reader.word(StepKey.hands, as: Hands.self) ?? .none
    let withBaby = reader.entry(StepKey.withBaby).flatMap {
      parser.steps($0.value, of: StepKey.withBaby.rawValue, chain: &chain)
    }
    let section = reader.translatedText(StepKey.section)
    let because = reader.text(StepKey.because)
    guard let action else { return nil }
    let start = reader.entry(kind)?.key.span ?? reader.span
    return Step(
      action: action, name: name, instruction: instruction, during: during,
      announcements: announcements, sides: sides, hands: hands, withBaby: withBaby,
      section: section, because: because, span: start, source: context.source,
      entries: reader.entries)
  }

  private func action(chain: inout IncludeChain) -> Step.Action? {
    switch kind {
    case .say: return reader.spoken(StepKind.say).map { .say($0) }
    case .pause: return reader.duration(StepKind.pause).map { .pause($0) }
    case .wait:
      let atMost = reader.duration(StepKey.atMost)
      reportSilence()
      return reader.spoken(StepKind.wait).map { .wait($0, atMost: atMost) }
    case .reps: return repetitions().map { .reps($0) }
    case .hold: return hold().map { .hold($0) }
    case .heat:
      let place = reader.spoken(StepKey.on)
      return reader.duration(StepKind.heat).map { .heat($0, on: place) }
    case .roll:
      let place = reader.spoken(StepKey.on)
      let pressure = reader.entry(StepKey.pressure).map { entry in
        limited(context.items(entry.value), to: ScriptLimits.pressures, entry).compactMap {
          context.scalar($0, of: StepKey.pressure.rawValue).flatMap {
            context.spoken($0, of: StepKey.pressure.rawValue)
          }
        }
      }
      return reader.duration(StepKind.roll).map { .roll($0, on: place, pressure: pressure ?? []) }
    case .rest: return reader.duration(StepKind.rest).map { .rest($0) }
    case .rounds:
      let rounds = reader.count(StepKind.rounds, upTo: ScriptLimits.rounds)
      let steps = reader.required(
        StepKey.steps, remedy: "under `repeat`, add `steps:` with the steps of one round"
      ).flatMap { parser.steps($0.value, of: StepKey.steps.rawValue, chain: &chain) }
      guard let rounds, let steps else { return nil }
      return .rounds(rounds, steps)
    case .include:
      guard let name = reader.scalar(StepKind.include), let text = context.plainText(name) else {
        return nil
      }
      return chain.include(text.trimmed, at: name.span, in: context).map {
        .include(text.trimmed, $0)
      }
    }
  }

  /// Reports a wait for only a time, which would be spoken.
  private func reportSilence() {
    guard case .scalar(let scalar) = reader.entry(StepKind.wait)?.value, !scalar.isLiteral,
      WrittenDuration.isOne(scalar.text)
    else { return }
    context.report(
      .wrongShape, "`wait` says this aloud, and then waits for the listener's go", at: scalar.span,
      remedy: "for silence, write `pause: \(scalar.quoted)`; to have it said, put it in quotes",
      as: .warning)
  }

  private func repetitions() -> Repetitions? {
    let count = reader.count(StepKind.reps, upTo: ScriptLimits.repetitions)
    let sets = reader.count(StepKey.sets, upTo: ScriptLimits.sets)
    let rest = reader.duration(StepKey.rest)
    let tempo = tempo()
    let counting = counting()
    if rest != nil, sets == nil {
      reader.entry(StepKey.rest).map {
        context.report(
          .misplacedKey, "`rest` needs `sets: 2` or more",
          at: $0.key.span, remedy: "add `sets: 2`, or make the rest a step of its own")
      }
    }
    guard let count, let tempo else { return nil }
    let period = tempo.reduce(.zero) { $0 + $1.duration }
    if period < ScriptLimits.shortestRepetition, let entry = reader.entry(StepKey.tempo) {
      context.report(
        .outOfRange, "`tempo` is \(period.written), faster than anybody moves", at: entry.span,
        remedy: "write `tempo: \(ScriptLimits.shortestRepetition.written)` or more")
      return nil
    }
    return Repetitions(
      count: count, tempo: tempo, counting: counting ?? .up, sets: sets ?? .one, rest: rest)
  }

  /// A movement at an unhurried pace, if the script names no tempo.
  static let usualTempo = Duration.seconds(3)

  private func tempo() -> [Repetitions.Phase]? {
    guard let entry = reader.entry(StepKey.tempo) else {
      return [Repetitions.Phase(name: nil, duration: Self.usualTempo)]
    }
    guard case .mapping = entry.value else {
      if case .list = entry.value {
        context.report(
          .wrongShape, "`tempo` is one duration or named ones, and this is a list",
          at: entry.value.span, remedy: "write `tempo: { up: 2s, down: 3s }`")
        return nil
      }
      guard let scalar = context.scalar(entry.value, of: StepKey.tempo.rawValue),
        let duration = context.duration(scalar, of: StepKey.tempo.rawValue)
      else { return nil }
      return [Repetitions.Phase(name: nil, duration: duration)]
    }
    guard let phases = MappingReader(entry.value, "`tempo`", in: context) else { return nil }
    if phases.entries.isEmpty {
      context.report(
        .missingKey, "`tempo` is empty", at: phases.span,
        remedy: "write `tempo: 2s` or `tempo: { up: 2s, down: 3s }`")
      return nil
    }
    let read = limited(phases.entries, to: ScriptLimits.phases, entry).compactMap {
      phase -> Repetitions.Phase? in
      if context.reportMissingSpace(phase, among: phases.entries) { return nil }
      if context.reportMissingColon(phase) { return nil }
      guard let scalar = context.scalar(phase.value, of: phase.key.text),
        let duration = context.duration(scalar, of: phase.key.text)
      else { return nil }
      let name = context.translation?.scalar(for: phase.key) ?? phase.key
      return Repetitions.Phase(name: name.text.trimmed, duration: duration)
    }
    return read.count == phases.entries.count ? read : nil
  }

  /// The items of a list, up to a limit; more are a finding.
  private func limited<Item>(_ items: [Item], to limit: Int, _ entry: SourceEntry) -> [Item] {
    if items.count > limit {
      context.report(
        .tooLarge, "`\(entry.key.text)` has more than \(limit) entries", at: entry.key.span,
        remedy: "keep at most \(limit)")
    }
    return Array(items.prefix(limit))
  }

  private func counting() -> Counting? {
    guard let scalar = reader.scalar(StepKey.count), let text = context.plainText(scalar) else {
      return nil
    }
    let words = text.split(separator: " ").map(String.init)
    switch (words.first, words.count) {
    case ("up", 1): return .up
    case ("down", 1): return .down
    case ("off", 1): return .off
    case ("every", 2):
      return context.count(
        words[1], scalar, of: StepKey.count.rawValue, upTo: ScriptLimits.repetitions
      )
      .map { .every($0) }
    case ("last", 2):
      return context.count(
        words[1], scalar, of: StepKey.count.rawValue, upTo: ScriptLimits.repetitions
      )
      .map { .last($0) }
    default:
      let nearest = Suggestion.nearest(to: text, among: ["up", "down", "off"])
      context.report(
        .badWord,
        "`count` cannot be \(context.quote(scalar, text))"
          + Suggestion.clause(nearest),
        at: scalar.span, remedy: "write `up`, `down`, `every 5`, `last 3` or `off`")
      return nil
    }
  }

  private func hold() -> Hold? {
    let duration = reader.duration(StepKind.hold)
    let times = reader.count(StepKey.times, upTo: ScriptLimits.repetitions)
    let rest = reader.duration(StepKey.rest)
    if rest != nil, times == nil {
      reader.entry(StepKey.rest).map {
        context.report(
          .misplacedKey, "`rest` needs `times: 2` or more",
          at: $0.key.span, remedy: "add `times: 2`, or make the rest a step of its own")
      }
    }
    return duration.map { Hold(duration: $0, times: times ?? .one, rest: rest) }
  }

  private func sides() -> [Side] {
    guard let entry = reader.entry(StepKey.eachSide) else { return [] }
    if context.items(entry.value).isEmpty {
      context.report(
        .missingKey, "`each side` is empty", at: entry.key.span,
        remedy: "write `each side: [right, left]`, in the order to do them")
    }
    var sides: [Side] = []
    for item in context.items(entry.value) {
      guard let scalar = context.scalar(item, of: StepKey.eachSide.rawValue),
        let text = context.plainText(scalar)
      else { continue }
      guard let side = Side(rawValue: text.trimmed) else {
        let nearest = Suggestion.nearest(to: text, among: Side.allCases.map(\.rawValue))
        context.report(
          .badWord,
          "`each side` cannot be \(context.quote(scalar, text))"
            + Suggestion.clause(nearest),
          at: scalar.span, remedy: "write `each side: [right, left]`, in the order to do them",
          correction: scalar.text == text
            ? Suggestion.correction(of: text, among: Side.allCases.map(\.rawValue)) : nil)
        continue
      }
      if sides.contains(side) {
        context.report(
          .badWord, "`each side` names `\(side.rawValue)` twice", at: scalar.span,
          remedy: "write `each side: [right, left]`")
      } else {
        sides.append(side)
      }
    }
    // If a word was not understood, that is the finding.
    if sides.count == 1, context.items(entry.value).count == 1, !reader.has(StepKey.because) {
      let other: Side = sides == [.left] ? .right : .left
      context.report(
        .oneSide, "`each side` leaves out the \(other.rawValue) side", at: entry.key.span,
        remedy:
          "write `each side: [\(sides[0].rawValue), \(other.rawValue)]`, or say why with `because:`",
        as: .warning)
    }
    return sides
  }

  /// A period in which something can be said again.
  private func period(_ time: Duration?, _ scalar: SourceScalar, of key: String) -> Duration? {
    guard let time, time < ScriptLimits.shortestPeriod else { return time }
    context.report(
      .outOfRange, "`\(key)` is `\(scalar.quoted)`, too often to be said", at: scalar.span,
      remedy: "write `\(ScriptLimits.shortestPeriod.written)` or more")
    return nil
  }

  private func during() -> [DuringCue] {
    guard let entry = reader.entry(StepKey.during) else { return [] }
    let items = context.items(entry.value)
    guard (1...ScriptLimits.duringCues).contains(items.count) else {
      context.report(
        items.isEmpty ? .missingKey : .tooLarge,
        items.isEmpty
          ? "`during` is empty" : "`during` has more than \(ScriptLimits.duringCues) entries",
        at: entry.key.span, remedy: "write `- at: 30s` or `- every: 45s`, and under it `say:`")
      return []
    }
    return items.compactMap { item in
      if case .scalar(let scalar) = item, !scalar.isNothing {
        context.report(
          .wrongShape, "`during` needs a time for `\(scalar.quoted)`", at: scalar.span,
          remedy: "write `- at: 30s` or `- every: 45s`, and under it `say: \(scalar.quoted)`")
        return nil
      }
      guard
        let one = MappingReader(item, "`during`", in: context)?
          .rejectingKeys(otherThan: DuringKey.names, what: "`during`")
      else { return nil }
      // If a key was not understood, that is the finding.
      guard one.entries.allSatisfy({ DuringKey.names.contains($0.key.text) }) else { return nil }
      let at = one.duration(DuringKey.at)
      let every = one.scalar(DuringKey.every).flatMap { scalar in
        period(
          context.duration(scalar, of: DuringKey.every.rawValue), scalar,
          of: DuringKey.every.rawValue)
      }
      let remedy = "write `- at: 30s` or `- every: 45s`, and under it `say:`"
      let text = one.required(DuringKey.say, remedy: remedy).flatMap { _ in
        one.spoken(DuringKey.say)
      }
      if one.has(DuringKey.at) == one.has(DuringKey.every) {
        context.report(
          one.has(DuringKey.at) ? .twoKinds : .missingKey,
          one.has(DuringKey.at)
            ? "`at` and `every` exclude each other" : "`at` or `every` is missing",
          at: one.span, remedy: remedy)
        return nil
      }
      guard let time = at.map(DuringCue.Time.at) ?? every.map(DuringCue.Time.every), let text else {
        return nil
      }
      let key = (one.entry(DuringKey.at) ?? one.entry(DuringKey.every))?.key.span ?? one.span
      let value = (one.scalar(DuringKey.at) ?? one.scalar(DuringKey.every))?.span ?? key
      // The time, as it is written: that is what has to be changed.
      let isOnOneLine = key.start.line == value.end.line && key.start < value.end
      let span =
        isOnOneLine ? SourceSpan(file: key.file, start: key.start, end: value.end) : key
      return DuringCue(time: time, text: text, place: SourcePlace(span, in: context.source))
    }
  }

  private func announcements() -> [Announcement]? {
    guard let entry = reader.entry(StepKey.announce) else { return nil }
    var result: [Announcement] = []
    for item in context.items(entry.value) {
      guard let scalar = context.scalar(item, of: StepKey.announce.rawValue),
        let text = context.plainText(scalar)?.trimmed
      else { continue }
      if text == "off" { continue }
      if text == "halfway" {
        result.append(.halfway)
      } else if text.hasPrefix("every ") {
        let time = context.duration(
          String(text.dropFirst(6)), scalar, of: StepKey.announce.rawValue)
        if let time = period(time, scalar, of: StepKey.announce.rawValue) {
          result.append(.every(time))
        }
      } else if text.hasPrefix("last ") {
        // "last 5" means seconds, as one says it.
        let rest = text.dropFirst(5).trimmed
        let time = rest.allSatisfy(\.isNumber) ? rest + " s" : rest
        guard let time = context.duration(time, scalar, of: StepKey.announce.rawValue) else {
          continue
        }
        if ScriptLimits.countdown.contains(time) {
          result.append(.last(time))
        } else {
          context.report(
            .outOfRange, "`announce` is \(context.quote(scalar, text))", at: scalar.span,
            remedy: "the last 1 to 60 seconds can be counted down: write `last 5 s`")
        }
      } else {
        context.report(
          .badWord, "`announce` cannot be \(context.quote(scalar, text))", at: scalar.span,
          remedy: "write `halfway`, `every 2 min`, `last 5 s`, a list of these, or `off`")
      }
    }
    return result
  }
}

extension ScriptContext {
  /// Reports a duration without the colon before it, as in `{ up 2s }`.
  ///
  /// - Returns: whether it is one.
  func reportMissingColon(_ entry: SourceEntry) -> Bool {
    guard case .scalar(let value) = entry.value, value.isNothing, !entry.key.isLiteral,
      let space = entry.key.text.firstIndex(of: " ")
    else { return false }
    let (name, rest) = (entry.key.text[..<space], entry.key.text[space...].trimmed)
    guard WrittenDuration.isOne(rest) else { return false }
    report(
      .wrongShape, "a `:` is missing after `\(name)`", at: entry.key.span,
      remedy: "write `\(name): \(rest)`")
    return true
  }
}
