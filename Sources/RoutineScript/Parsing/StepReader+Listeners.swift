internal import SourceYAML

/// What of a step is only for some listeners, or another thing for some of them.
extension StepReader {
  /// Who a step is for.
  struct Only {
    /// Whether it is for the level in force.
    var isForLevel = true
    /// Whether it is for a baby on the arm, or for none; `nil` for both.
    var baby: Bool?
  }

  func only(chain: inout IncludeChain) -> Only {
    guard let entry = reader.entry(StepKey.only) else { return Only() }
    let items = context.items(entry.value)
    if items.isEmpty {
      context.report(
        .missingKey, "`only` is empty", at: entry.key.span,
        remedy: "write a level, `with baby` or `without baby`")
    }
    var only = Only()
    var levels: [Level] = []
    for item in limited(items, to: ScriptLimits.levels, entry) {
      guard let scalar = context.scalar(item, of: StepKey.only.rawValue),
        let text = context.plainText(scalar)?.trimmed
      else { continue }
      switch text {
      case OnlyFor.withBaby: only.baby = true
      case OnlyFor.withoutBaby: only.baby = false
      case _ where context.levels.contains(Level(rawValue: text)):
        levels.append(Level(rawValue: text))
      default: reportUnknown(text, scalar)
      }
    }
    if !levels.isEmpty {
      // What is read now may be left out at another level.
      context.settings?.noteUse()
      chain.noteLevels()
      only.isForLevel = levels.contains(context.level)
    }
    return only
  }

  private func reportUnknown(_ text: String, _ scalar: SourceScalar) {
    let names = context.levels.map(\.rawValue) + [OnlyFor.withBaby, OnlyFor.withoutBaby]
    let nearest = Suggestion.nearest(to: text, among: names)
    context.report(
      .unknownSetting,
      "there is no level \(context.quote(scalar, text))" + Suggestion.clause(nearest),
      at: scalar.span, remedy: "write one of \(names.asKeyList)",
      correction: scalar.text == text ? Suggestion.correction(of: text, among: names) : nil)
  }

  // MARK: With a baby

  /// What is done with a baby on the arm: the same with some keys changed, or something else.
  func withBaby(
    _ entry: SourceEntry, _ action: Step.Action?, chain: inout IncludeChain
  ) -> [Step]? {
    guard case .mapping(let changes, _) = entry.value, !changes.isEmpty,
      !changes.contains(where: { StepKind.strongNames.contains($0.key.text) })
    else {
      return parser.steps(entry.value, of: StepKey.withBaby.rawValue, chain: &chain)
    }
    guard chain.admitStep(),
      let changed = MappingReader(entry.value, "`\(StepKey.withBaby.rawValue)`", in: context)
    else { return nil }
    let read = parser.rejectingKeys(changed, kind: kind)
    let names = read.entries.map(\.key.text)
    let kept = reader.entries.filter { entry in
      let key = entry.key.text
      return !names.contains(key) && isInherited(key, entry.value)
    }
    let known = kind.knownKeys
    let merged = MappingReader(
      reader, entries: kept + read.entries.filter { known.contains($0.key.text) })
    var inside: [Step]?
    if !names.contains(StepKey.steps.rawValue) {
      switch action {
      case .rounds(let rounds): inside = rounds.steps
      case .include(_, let steps): inside = steps
      default: break
      }
    }
    let instead = StepReader(
      reader: merged, kind: kind, parser: parser, inside: inside,
      place: entry.key.span)
    return instead.read(chain: &chain).map { [$0] }
  }

  /// Whether a step keeps a key with a baby on the arm: not what the change itself is for.
  private func isInherited(_ key: String, _ value: SourceNode) -> Bool {
    switch key {
    case StepKey.withBaby.rawValue, StepKey.section.rawValue, StepKey.only.rawValue: return false
    case StepKey.hands.rawValue:
      if case .scalar(let scalar) = value { return scalar.text != Hands.both.rawValue }
      return true
    default: return true
    }
  }
}
