internal import SourceYAML

/// Reads steps: which kind each is, and what refines it.
struct StepParser {
  let context: ScriptContext

  /// Reads a list of steps; a single step counts as a list of one.
  func steps(_ node: SourceNode, of key: String, chain: inout IncludeChain) -> [Step]? {
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
  private func knownStep(_ node: SourceNode, chain: inout IncludeChain) -> Step? {
    guard context.translation == nil, let known = chain.trees.step(at: node.span) else {
      return nil
    }
    chain.countSteps(known.written)
    return known.step
  }

  /// What reading steps leaves besides the steps.
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

  private func step(_ node: SourceNode, chain: inout IncludeChain) -> Step? {
    if case .scalar(let scalar) = node {
      let line = WrittenLine(
        scalar.span.start.line, context.source.line(scalar.span.start.line))
      let text = line.text(
        min(scalar.span.start.column, line.scalars.count + 1)
          - 1..<min(
            scalar.span.end.column - 1, line.scalars.count))
      if let colon = text.firstIndex(of: ":"), StepKind.names.contains(String(text[..<colon])) {
        let better = "\(text[..<colon]): \(text[colon...].dropFirst().trimmed)"
        context.report(
          .wrongShape, "a space is missing after `\(text[..<colon]):`", at: scalar.span,
          remedy: "write \(better.asCode)", correction: better)
        return nil
      }
      if let kind = StepKind.names.first(where: { text.hasPrefix($0 + " ") }), !scalar.isLiteral {
        let value = text.dropFirst(kind.count).drop { $0 == " " || $0 == "=" }.trimmed
        // To wait for a time is a pause.
        let meant =
          kind == StepKind.wait.rawValue && WrittenDuration.isOne(value)
          ? StepKind.pause.rawValue : kind
        let better = "\(meant): \(value)"
        context.report(
          .wrongShape, "a `:` is missing after `\(kind)`", at: scalar.span,
          remedy: "write \(better.asCode); or, if this is text, `- say: \(scalar.quoted)`")
        return nil
      }
      let kind = Suggestion.nearest(to: scalar.text, among: StepKind.names)
      context.report(
        .wrongShape, "a step has a key that says what kind it is, and this is \(node.shape)",
        at: scalar.span,
        remedy: kind.map { "write `- \($0): …`" }
          ?? "to have it spoken, write `- say: \(scalar.quoted)`")
      return nil
    }
    guard let written = MappingReader(node, "a step", in: context) else { return nil }
    let before = Traces(context, chain)
    let stepsBefore = chain.stepsRead
    var reader = written
    var strong = strongKinds(of: written)
    if strong.isEmpty, let corrected = readingMisspeltKind(written) {
      reader = corrected
      strong = strongKinds(of: corrected)
    }
    guard let kind = kind(of: reader, strong) else { return nil }
    let step = StepReader(reader: rejectingKeys(reader, kind: kind), kind: kind, parser: self)
      .read(chain: &chain)
    // If reading it left nothing, the step depends only on its own text. It is read again only for
    // another level.
    if let step, chain.hasLevels, context.translation == nil, before == Traces(context, chain) {
      chain.trees.keep(step, at: node.span, written: chain.stepsRead - stepsBefore)
    }
    return step
  }

  /// The one kind of a step, of those that it can be; a key that also refines other kinds says the
  /// kind only if it is alone.
  private func kind(of reader: ScriptReader, _ strong: [WrittenKind]) -> StepKind? {
    if strong.count > 1 {
      let names = strong.map { "`\($0.kind.rawValue)`" }.joined(separator: " and ")
      context.report(
        .twoKinds, "a step is of one kind, and this is \(names)", at: strong[1].span,
        remedy: Self.again(strong.map(\.kind))
          ?? "make two steps of it: start a new line with `- \(strong[1].kind.rawValue):`")
      return nil
    }
    if let kind = strong.first?.kind { return kind }
    if reader.has(StepKind.say) { return .say }
    reportNoKind(reader)
    return nil
  }

  /// What to write if a step is to be done several times.
  private static func again(_ kinds: [StepKind]) -> String? {
    if kinds.count == 2, kinds.contains(.reps), kinds.contains(.hold) {
      return
        "for a hold in each repetition, give it phases: `tempo: { up: 2s, hold: 5s, down: 2s }`"
    }
    guard kinds.contains(.rounds) else { return nil }
    if kinds.contains(.hold) { return "write `times:` for how often it is held" }
    if kinds.contains(.work) { return "write `sets:` for how often it is done" }
    return kinds.contains(.reps) ? "write `sets:` for how often the repetitions are done" : nil
  }

  /// A kind of step and where it is written.
  private typealias WrittenKind = (kind: StepKind, span: SourceSpan)

  /// The keys that can only be a step's kind.
  private func strongKinds(of reader: ScriptReader) -> [WrittenKind] {
    let entries = reader.entries
    var strong: [WrittenKind] = []
    for index in entries.indices {
      if let kind = StepKind.strongNames.index(ofKey: entries[index].key.text) {
        strong.append((StepKind.strong[kind], entries[index].key.span))
      }
    }
    // Of more than one, a `rest` may be inside another.
    guard strong.count > 1, strong.contains(where: { StepKind.withRest.contains($0.kind) }) else {
      return strong
    }
    return strong.filter { $0.kind != .rest }
  }

  /// A step of no other kind with a misspelt one: the step is read as of that kind, and the slip is
  /// its only finding; `nil` if there is none.
  private func readingMisspeltKind(_ reader: ScriptReader) -> ScriptReader? {
    guard reader.hasKeys(otherThan: StepKey.allNames) else { return nil }
    var read: [String: String] = [:]
    // Of a step with thousands of keys, no more than can be reported.
    for entry in reader.entries.prefix(DiagnosticCollector.most)
    where !StepKey.allNames.contains(entry.key.text) {
      let key = entry.key.text
      let nearest = Suggestion.nearest(to: key, among: StepKind.names)
      // If another key is as near, it is meant in a step whose kind is known.
      let isKind =
        !reader.has(StepKind.say) || Suggestion.nearest(to: key, among: StepKey.allNames) == nearest
      guard
        let kind = isKind && nearest != nil
          ? nearest : context.vocabulary.key(for: key, among: StepKind.names),
        !reader.has(kind), !read.values.contains(kind)
      else { continue }
      context.report(
        .unknownKey, "unknown key `\(entry.key.quoted)`; did you mean `\(kind)`?",
        at: entry.key.span, remedy: "write `\(kind):`",
        correction: Suggestion.correction(of: key, among: StepKind.names))
      read[key] = kind
    }
    return read.isEmpty ? nil : reader.reading(read)
  }

  private func reportNoKind(_ reader: ScriptReader) {
    let first = reader.entries.first?.key
    let unknown = first.flatMap {
      StepKey.allNames.contains($0.text) ? nil : "`\($0.quoted)` is not a key, and "
    }
    if let first, let colon = first.text.firstIndex(of: ":"),
      StepKey.allNames.contains(String(first.text[..<colon]))
    {
      context.report(
        .unknownKey, "a space is missing after `\(first.text[..<colon]):`", at: first.span,
        remedy: "write `\(first.text[..<colon]): `, and put a text with `:` in it in quotes")
      return
    }
    context.report(
      .noKind, "\(unknown ?? "")this step does not say what kind it is",
      at: first?.span ?? reader.span, remedy: "give it one of \(StepKind.names.asKeyList)")
  }

  /// Reports the keys that a kind does not have, and reads the misspelt ones as what they are
  /// taken for.
  func rejectingKeys(_ reader: ScriptReader, kind: StepKind) -> ScriptReader {
    let known = kind.knownKeys
    guard reader.hasKeys(otherThan: known) else { return reader }
    let corrections = reader.corrections(among: known)
    var read: [String: String] = [:]
    for entry in reader.entries where !known.contains(entry.key.text) {
      if context.findings.isFull { break }
      let key = entry.key.text
      let renamed = StepKey.formerly(key)
      if let renamed, known.contains(renamed.rawValue), !reader.has(renamed) {
        context.report(
          .formerKey,
          "`\(key)` is `\(renamed.rawValue)` now: other programs read the word `\(key)` as *true*",
          at: entry.key.span, remedy: "write `\(renamed.rawValue):`",
          correction: renamed.rawValue, as: .warning)
        read[key] = renamed.rawValue
      } else if renamed != nil || StepKey.allNames.contains(key) {
        context.report(
          .misplacedKey, "`\(key)` does not belong to `\(kind.rawValue)`", at: entry.key.span,
          remedy: misplaced(renamed?.rawValue ?? key, in: kind))
      } else if !context.reportMissingSpace(entry, among: reader.entries) {
        let own =
          Suggestion.nearest(to: key, among: known)
          ?? context.vocabulary.key(for: key, among: known)
        let nearest = own ?? Suggestion.nearest(to: key, among: StepKey.allNames)
        context.report(
          .unknownKey,
          "unknown key `\(entry.key.quoted)`" + Suggestion.clause(nearest),
          at: entry.key.span,
          remedy: nearest.map { "write `\($0):`" } ?? "`\(kind.rawValue)` knows \(known.asKeyList)",
          correction: corrections[key])
        if let own, !reader.has(own), !read.values.contains(own) { read[key] = own }
      }
    }
    return reader.reading(read)
  }

  private func misplaced(_ key: String, in kind: StepKind) -> String {
    switch (key, kind) {
    case (StepKey.sets.rawValue, .hold): return "write `times:` for how often it is held"
    case (StepKey.times.rawValue, .reps), (StepKey.times.rawValue, .work):
      return "write `sets:` for how often it is done"
    default: break
    }
    let owners = StepKey(rawValue: key)?.owners ?? []
    return "remove it; it refines \(owners.map(\.rawValue).asKeyList)"
  }
}
