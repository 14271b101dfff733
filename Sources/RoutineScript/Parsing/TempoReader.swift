internal import SourceYAML

/// Reads `tempo`: a duration, phases by name, or the digits of strength coaches.
struct TempoReader {
  let context: ScriptContext

  private static let remedy = "write `tempo: 2s` or `tempo: { up: 2s, down: 3s }`"

  /// The phases of one repetition; `nil` after a finding.
  func phases(_ entry: SourceEntry?) -> [Repetitions.Phase]? {
    guard let entry else {
      return [Repetitions.Phase(name: nil, duration: StepReader.usualTempo)]
    }
    let read: [Repetitions.Phase]? =
      switch entry.value {
      case .mapping(let entries, _): named(entries, entry)
      case .list(let items, _): listed(items, entry)
      case .scalar: single(entry)
      }
    guard let phases = read else { return nil }
    return isOneOf(period: phases.reduce(.zero) { $0 + $1.duration }, at: entry.span)
      ? phases : nil
  }

  private func isOneOf(period: Duration, at span: SourceSpan) -> Bool {
    if period < ScriptLimits.shortestRepetition {
      context.report(
        .outOfRange, "`tempo` is \(period.written), faster than anybody moves", at: span,
        remedy: "write `tempo: \(ScriptLimits.shortestRepetition.written)` or more")
      return false
    }
    if period > ScriptLimits.usualRepetition {
      context.report(
        .outOfRange, "`tempo` is how long one repetition takes, and this is \(period.written)",
        at: span, remedy: "write seconds, or `hold:` for a position and `work:` for a time",
        as: .warning)
    }
    return true
  }

  // MARK: Phases by name

  private func named(_ entries: [SourceEntry], _ tempo: SourceEntry) -> [Repetitions.Phase]? {
    guard !entries.isEmpty else {
      context.report(
        .missingKey, "`tempo` is empty", at: tempo.value.span, remedy: Self.remedy)
      return nil
    }
    reportTooMany(entries.count, tempo)
    let phases = entries.prefix(ScriptLimits.phases).compactMap { phase($0, among: entries) }
    return phases.count == entries.count ? phases : nil
  }

  /// Phases in a list, in which a name may come twice.
  private func listed(_ items: [SourceNode], _ tempo: SourceEntry) -> [Repetitions.Phase]? {
    guard !items.isEmpty else {
      context.report(
        .missingKey, "`tempo` is empty", at: tempo.key.span, remedy: Self.remedy)
      return nil
    }
    reportTooMany(items.count, tempo)
    let phases = items.prefix(ScriptLimits.phases).compactMap { item -> Repetitions.Phase? in
      guard case .mapping(let entries, _) = item, entries.count == 1 else {
        report(item)
        return nil
      }
      return phase(entries[0], among: entries)
    }
    return phases.count == items.count ? phases : nil
  }

  /// Reports an item of a list that is not one phase.
  private func report(_ item: SourceNode) {
    var example = "[in: 4s, hold: 2s, out: 6s]"
    if case .scalar(let scalar) = item, let phase = Self.spelled(scalar.text).first {
      example = "[\(phase.name): \(phase.duration), …]"
    }
    context.report(
      .wrongShape,
      "each phase in the list of a `tempo` is a name and a duration, and this is "
        + item.shape, at: item.span, remedy: "write `tempo: \(example)`")
  }

  private func reportTooMany(_ count: Int, _ tempo: SourceEntry) {
    guard count > ScriptLimits.phases else { return }
    context.report(
      .tooLarge, "`tempo` has more than \(ScriptLimits.phases) entries", at: tempo.key.span,
      remedy: "keep at most \(ScriptLimits.phases)")
  }

  private func phase(_ phase: SourceEntry, among entries: [SourceEntry]) -> Repetitions.Phase? {
    if context.reportMissingSpace(phase, among: entries) { return nil }
    if context.reportMissingColon(phase) { return nil }
    guard let scalar = context.scalar(phase.value, of: phase.key.text),
      let duration = context.duration(scalar, of: phase.key.text)
    else { return nil }
    let name = context.translation?.scalar(for: phase.key) ?? phase.key
    return Repetitions.Phase(name: name.text.trimmed, duration: duration)
  }

  // MARK: One value

  private func single(_ entry: SourceEntry) -> [Repetitions.Phase]? {
    guard let scalar = context.scalar(entry.value, of: StepKey.tempo.rawValue),
      let text = context.plainText(scalar)
    else { return nil }
    if let phases = Self.digits(text.trimmed) { return phases }
    // Most are durations, and looking for anything else takes longer.
    if !WrittenDuration.isOne(text.trimmed), report(text, scalar) { return nil }
    return context.duration(text, scalar, of: StepKey.tempo.rawValue).map {
      [Repetitions.Phase(name: nil, duration: $0)]
    }
  }

  /// The digits that strength coaches write: `3-1-2-0` is three seconds down, one below, two up, and
  /// none above.
  private static func digits(_ text: String) -> [Repetitions.Phase]? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let standard: [Repetitions.StandardPhase] = [.lower, .hold, .lift, .hold]
    guard parts.count == standard.count,
      parts.allSatisfy({ (1...2).contains($0.utf8.count) && $0.utf8.allSatisfy(\.isDigit) })
    else { return nil }
    return zip(standard, parts.compactMap { Int64($0) }).compactMap { phase, seconds in
      seconds == 0
        ? nil : Repetitions.Phase(name: nil, duration: .seconds(seconds), standard: phase)
    }
  }

  /// Reports what is written as on a sheet of paper.
  private func report(_ text: String, _ scalar: SourceScalar) -> Bool {
    let isWhole = scalar.text == text
    let phases = Self.spelled(text)
    if !phases.isEmpty {
      let pairs = phases.map { "\($0.name): \($0.duration)" }.joined(separator: ", ")
      let isRepeated = Set(phases.map(\.name)).count < phases.count
      let better = isRepeated ? "[\(pairs)]" : "{ \(pairs) }"
      context.report(
        .badDuration, "`tempo` is \(context.quote(scalar, text)), and phases are in braces",
        at: scalar.span, remedy: "write `tempo: \(better)`", correction: isWhole ? better : nil)
      return true
    }
    if let digits = text.trimmed.wholeMatch(of: /([0-9])([0-9])([0-9xX])([0-9])/) {
      // An explosive lift, `x`, takes the second that a count has.
      let third = digits.output.3.lowercased() == "x" ? "1" : digits.output.3
      let better =
        "\(digits.output.1)-\(digits.output.2)-\(third)-\(digits.output.4)"
      context.report(
        .badDuration,
        "`tempo` is \(context.quote(scalar, text)): seconds to lower, hold, lift and hold?",
        at: scalar.span,
        remedy: "write these digits as `tempo: \(better)`, or a duration such as `tempo: 3s`")
      return true
    }
    return false
  }

  /// `lift 3s, hold 5s` taken apart; nothing if it is something else.
  private static func spelled(_ text: String) -> [(name: String, duration: String)] {
    let parts = text.split { $0 == "," || $0 == ";" || $0 == "/" }
    let phases = parts.compactMap { part -> (name: String, duration: String)? in
      guard let match = part.trimmed.wholeMatch(of: /([^0-9:{}\[\]]+?) *[:=]? *([0-9].*)/),
        WrittenDuration.isOne(String(match.output.2)),
        match.output.1.contains(where: \.isLetter)
      else { return nil }
      return (String(match.output.1), String(match.output.2))
    }
    return phases.count == parts.count ? phases : []
  }
}

extension StepReader {
  /// A movement at an unhurried pace, if the script names no tempo.
  static let usualTempo = Duration.seconds(3)
}
