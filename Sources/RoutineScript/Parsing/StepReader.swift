internal import SourceYAML

/// Reads one step whose kind is known.
struct StepReader {
  let reader: ScriptReader
  let kind: StepKind
  let parser: StepParser
  /// The steps inside, if they have been read already.
  var inside: [Step]?
  /// Where it is written, if that is not where its kind is.
  var place: SourceSpan?

  var context: ScriptContext { reader.context }

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
      self.withBaby($0, action, chain: &chain)
    }
    let only = self.only(chain: &chain)
    let section = reader.translatedText(StepKey.section)
    let because = reader.text(StepKey.because)
    guard let action, only.isForLevel, !action.isNone else { return nil }
    let start = place ?? reader.entry(kind)?.key.span ?? reader.span
    return Step(
      action: action, name: name, instruction: instruction, during: during,
      announcements: announcements, sides: sides, hands: hands, withBaby: withBaby,
      forBaby: only.baby, section: section, because: because, span: start, source: context.source,
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
    case .work: return work().map { .work($0) }
    case .heat:
      let place = reader.spoken(StepKey.place)
      return reader.duration(StepKind.heat).map { .heat($0, on: place) }
    case .roll:
      let place = reader.spoken(StepKey.place)
      let pressure = reader.entry(StepKey.pressure).map { entry in
        limited(context.items(entry.value), to: ScriptLimits.pressures, entry).compactMap {
          context.scalar($0, of: StepKey.pressure.rawValue).flatMap {
            context.spoken($0, of: StepKey.pressure.rawValue)
          }
        }
      }
      return reader.duration(StepKind.roll).map { .roll($0, on: place, pressure: pressure ?? []) }
    case .rest: return reader.duration(StepKind.rest).map { .rest($0) }
    case .rounds, .every, .amrap:
      return rounds(chain: &chain).map { .rounds($0) }
    case .include:
      if let inside, let name = reader.text(StepKind.include) { return .include(name, inside) }
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

  /// The items of a list, up to a limit; more are a finding.
  func limited<Item>(_ items: [Item], to limit: Int, _ entry: SourceEntry) -> [Item] {
    if items.count > limit {
      context.report(
        .tooLarge, "`\(entry.key.text)` has more than \(limit) entries", at: entry.key.span,
        remedy: "keep at most \(limit)")
    }
    return Array(items.prefix(limit))
  }

  func counting() -> Counting? {
    guard let scalar = reader.scalar(StepKey.count), let text = context.plainText(scalar) else {
      return nil
    }
    let words = text.split(separator: " ").map(String.init)
    switch (words.first, words.count) {
    case ("up", 1): return .up
    case ("down", 1): return .down
    case ("off", 1): return .off
    case ("seconds", 1): return .seconds
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
      let nearest = Suggestion.nearest(to: text, among: ["up", "down", "seconds", "off"])
      context.report(
        .badWord,
        "`count` cannot be \(context.quote(scalar, text))"
          + Suggestion.clause(nearest),
        at: scalar.span, remedy: "write `up`, `down`, `every 5`, `last 3`, `seconds` or `off`")
      return nil
    }
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
      let at = one.scalar(DuringKey.at).flatMap {
        context.duration($0, of: DuringKey.at.rawValue, orNone: true)
      }
      let every = one.scalar(DuringKey.every).flatMap { scalar in
        period(
          context.duration(scalar, of: DuringKey.every.rawValue), scalar,
          of: DuringKey.every.rawValue)
      }
      let remedy = "write `- at: 30s` or `- every: 45s`, and under it `say:`"
      let sound = sound(of: one, remedy: remedy)
      if one.has(DuringKey.at) == one.has(DuringKey.every) {
        context.report(
          one.has(DuringKey.at) ? .twoKinds : .missingKey,
          one.has(DuringKey.at)
            ? "`at` and `every` exclude each other" : "`at` or `every` is missing",
          at: one.span, remedy: remedy)
        return nil
      }
      guard let time = at.map(DuringCue.Time.at) ?? every.map(DuringCue.Time.every), let sound
      else {
        return nil
      }
      let key = (one.entry(DuringKey.at) ?? one.entry(DuringKey.every))?.key.span ?? one.span
      let value = (one.scalar(DuringKey.at) ?? one.scalar(DuringKey.every))?.span ?? key
      // The time, as it is written: that is what has to be changed.
      let isOnOneLine = key.start.line == value.end.line && key.start < value.end
      let span =
        isOnOneLine ? SourceSpan(file: key.file, start: key.start, end: value.end) : key
      return DuringCue(time: time, sound: sound, place: SourcePlace(span, in: context.source))
    }
  }

  /// What an entry of `during` lets hear: words, or a bell.
  private func sound(of entry: ScriptReader, remedy: String) -> DuringCue.Sound? {
    if entry.has(DuringKey.say), entry.has(DuringKey.chime) {
      context.report(
        .twoKinds, "`say` and `chime` exclude each other", at: entry.span,
        remedy: "write two entries")
      return nil
    }
    if entry.has(DuringKey.chime) {
      return entry.word(DuringKey.chime, as: Bell.self).map { .bell($0) }
    }
    return entry.required(DuringKey.say, remedy: remedy).flatMap { _ in
      entry.spoken(DuringKey.say).map { .words($0) }
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
