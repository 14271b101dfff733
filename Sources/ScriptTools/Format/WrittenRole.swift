internal import RoutineScript
internal import SourceYAML

/// What a mapping or list is to a script, which decides the order of its keys and its blank lines.
enum WrittenRole {
  case routine
  case steps
  case step
  /// The keys of a step that are different with a baby on the arm.
  case changes
  case translation
  case texts
  case text
  /// Anything else, in its author's order.
  case other

  /// What a whole file is.
  init(of root: WrittenCollection) {
    let keys = root.members.compactMap { $0.key?.value }
    self =
      keys.contains(RoutineKey.steps.rawValue)
      ? .routine : keys.contains(TranslationKey.texts.rawValue) ? .translation : .other
  }

  /// What the items of such a list are.
  var ofItem: WrittenRole {
    switch self {
    case .steps: .step
    case .texts: .text
    default: .other
    }
  }

  /// What is under a key of such a mapping.
  func ofValue(of key: String?, _ value: WrittenCollection) -> WrittenRole {
    switch (self, key) {
    case (.step, StepKey.withBaby.rawValue) where value.isMapping,
      (.changes, StepKey.withBaby.rawValue) where value.isMapping:
      value.members.contains { StepKind.strongNames.contains($0.key?.value ?? "") }
        ? .step : .changes
    case (.routine, RoutineKey.steps.rawValue), (.step, StepKey.steps.rawValue),
      (.step, StepKey.withBaby.rawValue), (.changes, StepKey.steps.rawValue),
      (.changes, StepKey.withBaby.rawValue):
      value.isMapping ? .step : .steps
    case (.translation, TranslationKey.texts.rawValue): .texts
    default: .other
    }
  }

  /// Whether a blank line goes before a member that is not the first.
  func startsParagraph(_ member: WrittenMember) -> Bool {
    switch self {
    case .routine: member.key?.value == RoutineKey.steps.rawValue
    case .steps:
      member.value.collection?.members.contains { $0.key?.value == StepKey.section.rawValue }
        == true
    default: false
    }
  }

  /// Members in the order of the language.
  ///
  /// A blank line, or a comment on a line of its own, starts something new: what is after it is not
  /// moved before it, nor the other way round, so that it is still about the same keys.
  func sorted(_ written: [WrittenMember]) -> [WrittenMember] {
    let members = renamed(written)
    guard let order = order(of: members) else { return members }
    var sorted: [WrittenMember] = []
    var run: [WrittenMember] = []
    for member in members {
      if member.above.isEmpty {
        run.append(member)
      } else {
        sorted += self.sorted(run, in: order) + [member]
        run = []
      }
    }
    return sorted + self.sorted(run, in: order)
  }

  /// A run of members in an order; as they are if one is not in it.
  private func sorted(_ run: [WrittenMember], in order: [String]) -> [WrittenMember] {
    let ranks = run.map { member in order.firstIndex { $0 == member.key?.value } }
    guard !ranks.contains(nil) else {
      // The blank line before a paragraph would split the run the next time it is formatted.
      guard let start = run.firstIndex(where: startsParagraph) else { return run }
      return sorted(Array(run[..<start]), in: order) + [run[start]]
        + sorted(Array(run[(start + 1)...]), in: order)
    }
    return zip(run, ranks).enumerated().sorted { left, right in
      (left.element.1 ?? 0, left.offset) < (right.element.1 ?? 0, right.offset)
    }.map(\.element.0)
  }

  /// The order of keys, if there is one.
  private func order(of members: [WrittenMember]) -> [String]? {
    switch self {
    case .routine: RoutineKey.names
    case .changes: StepKey.names
    case .step: Self.order(ofStep: members.compactMap { $0.key?.value })
    case .translation: TranslationKey.names
    case .text: TranslatedTextKey.names
    case .steps, .texts, .other: nil
    }
  }

  /// The order of a step's keys: the section it starts, its kind, and what refines it.
  private static func order(ofStep keys: [String]) -> [String]? {
    let kinds = StepKind.allCases.filter { keys.contains($0.rawValue) }
    let refined = kinds.contains(where: StepKey.rest.owners.contains)
    let strong = kinds.filter { $0 != .say && !(refined && $0 == .rest) }
    guard strong.count <= 1, let kind = strong.first ?? kinds.first else { return nil }
    return StepKey.writtenOrder(in: kind)
  }

  /// Members with the new name of each key of a step that has another now, unless it has both.
  func renamed(_ members: [WrittenMember]) -> [WrittenMember] {
    let names = self == .step ? members.compactMap { $0.key?.value } : []
    let kinds = StepKind.allCases.filter { names.contains($0.rawValue) }
    return members.map { member in
      guard let new = member.key.flatMap({ StepKey.formerly($0.value) }),
        !names.contains(new.rawValue), kinds.contains(where: new.owners.contains)
      else { return member }
      var member = member
      member.key = WrittenScalar(style: .plain, lines: [new.rawValue], value: new.rawValue)
      return member
    }
  }
}
