/// Reads steps: which kind each is, and what refines it.
struct StepParser {
  let context: ScriptContext

  /// The kinds of step by their key, in the order the language lists them.
  static let kinds = [
    "say", "pause", "wait", "reps", "hold", "heat", "roll", "rest", "repeat", "include",
  ]
  /// The keys that every step may have.
  static let common = ["say", "hands", "with baby", "section", "because"]

  /// The keys that refine a kind beyond the common ones.
  static func refinements(of kind: String) -> [String] {
    switch kind {
    case "wait": ["at most"]
    case "reps": ["of", "tempo", "count", "sets", "rest", "each side", "during"]
    case "hold": ["of", "times", "rest", "each side", "during", "announce"]
    case "heat": ["on", "each side", "during", "announce"]
    case "roll": ["on", "pressure", "each side", "during", "announce"]
    case "rest": ["during", "announce"]
    case "repeat": ["steps", "each side"]
    default: []
    }
  }

  /// The keys that a step of each kind knows, its own first.
  private static let known = Dictionary(
    uniqueKeysWithValues: kinds.map { ($0, [$0] + common + refinements(of: $0)) })

  /// Every key a step of any kind may have.
  static let allKeys = Array(
    Set(kinds + common + kinds.flatMap(refinements)).sorted())

  /// Reads a list of steps; a single step counts as a list of one.
  func steps(_ node: ScriptNode, of key: String, chain: inout IncludeChain) -> [Step]? {
    if case .scalar(let scalar) = node {
      context.report(
        .wrongShape,
        scalar.isNothing
          ? "`\(key)` is empty" : "`\(key)` is a list of steps, and this is one value",
        at: scalar.span, remedy: "under it, start each step with `- `: `- say: Welcome.`")
      return nil
    }
    let items = context.items(node)
    if items.isEmpty {
      context.report(
        .missingKey, "`\(key)` is empty", at: node.span,
        remedy: "under it, start each step with `- `: `- say: Welcome.`")
      return nil
    }
    var steps: [Step] = []
    for item in items {
      guard chain.admitStep() else {
        context.report(
          .tooLarge, "there are more than \(ScriptLimits.writtenSteps) steps", at: item.span,
          remedy: "use `repeat:`")
        return nil
      }
      if let step = knownStep(item, chain: &chain) ?? step(item, chain: &chain) {
        steps.append(step)
      }
    }
    return steps
  }

  /// A step that was parsed before and would be the same again.
  private func knownStep(_ node: ScriptNode, chain: inout IncludeChain) -> Step? {
    guard context.translation == nil, let known = chain.trees.step(at: node.span) else {
      return nil
    }
    chain.countSteps(known.written)
    return known.step
  }

  private func step(_ node: ScriptNode, chain: inout IncludeChain) -> Step? {
    if case .scalar(let scalar) = node {
      let kind = Suggestion.nearest(to: scalar.text, among: Self.kinds)
      context.report(
        .wrongShape, "a step has a key that says what kind it is, and this is \(node.shape)",
        at: scalar.span,
        remedy: kind.map { "write `- \($0): …`" }
          ?? "to have it spoken, write `- say: \(scalar.quoted)`")
      return nil
    }
    guard let reader = MappingReader(node, "a step", in: context),
      let kind = kind(of: reader)
    else { return nil }
    let before = Traces(context, chain)
    let stepsBefore = chain.stepsRead
    rejectKeys(reader, kind: kind)
    let step = StepReader(reader: reader, kind: kind, parser: self).read(chain: &chain)
    // Where reading it left nothing behind, the step depends on nothing but its own text.
    if let step, context.translation == nil, before == Traces(context, chain) {
      chain.trees.keep(step, at: node.span, written: chain.stepsRead - stepsBefore)
    }
    return step
  }

  /// What reading steps leaves behind beside the steps.
  private struct Traces: Equatable {
    let findings: Int
    let lookUps: Int
    let bytesIncluded: Int

    init(_ context: ScriptContext, _ chain: IncludeChain) {
      findings = context.findings.diagnostics.count
      lookUps = context.settings?.lookUps ?? 0
      bytesIncluded = chain.bytesRead
    }
  }

  /// The one kind of a step; `say` and `rest` are kinds only where they stand alone.
  private func kind(of reader: MappingReader) -> String? {
    let written = reader.entries.map(\.key.text).filter(Self.kinds.contains)
    var strong = written.filter { $0 != "say" }
    if strong.contains("reps") || strong.contains("hold") { strong.removeAll { $0 == "rest" } }
    if strong.count > 1 {
      let names = strong.map { "`\($0)`" }.joined(separator: " and ")
      context.report(
        .twoKinds, "a step is of one kind, and this is \(names)",
        at: reader.entry(strong[1])?.key.span ?? reader.span,
        remedy: "make two steps of it: start a new line with `- \(strong[1]):`")
      return nil
    }
    if let kind = strong.first ?? written.first { return kind }
    reportNoKind(reader)
    return nil
  }

  private func reportNoKind(_ reader: MappingReader) {
    for entry in reader.entries {
      // A misspelt kind is more likely than a step that forgot it.
      if !Self.allKeys.contains(entry.key.text),
        let nearest = Suggestion.nearest(to: entry.key.text, among: Self.kinds)
      {
        context.report(
          .unknownKey, "unknown key `\(entry.key.quoted)`; did you mean `\(nearest)`?",
          at: entry.key.span, remedy: "write `\(nearest):`",
          correction: Suggestion.correction(of: entry.key.text, among: Self.kinds))
        return
      }
    }
    let at = reader.entries.first?.key.span ?? reader.span
    context.report(
      .noKind, "this step does not say what kind it is", at: at,
      remedy: "give it one of \(Self.kinds.asKeyList)")
  }

  private func rejectKeys(_ reader: MappingReader, kind: String) {
    let known = Self.known[kind] ?? []
    for entry in reader.entries where !known.contains(entry.key.text) {
      let key = entry.key.text
      if Self.allKeys.contains(key) {
        context.report(
          .misplacedKey, "`\(key)` does not belong to `\(kind)`", at: entry.key.span,
          remedy: misplaced(key, kind: kind))
      } else {
        let nearest =
          Suggestion.nearest(to: key, among: known)
          ?? Suggestion.nearest(to: key, among: Self.allKeys)
        context.report(
          .unknownKey,
          "unknown key `\(entry.key.quoted)`" + Suggestion.clause(nearest),
          at: entry.key.span,
          remedy: nearest.map { "write `\($0):`" } ?? "`\(kind)` knows \(known.asKeyList)",
          correction: reader.correction(of: key, among: known))
      }
    }
  }

  private func misplaced(_ key: String, kind: String) -> String {
    let owners = Self.kinds.filter { Self.refinements(of: $0).contains(key) }
    return "remove it; it refines \(owners.asKeyList)"
  }
}
