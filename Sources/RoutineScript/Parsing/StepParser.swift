internal import SourceYAML

/// Reads steps: which kind each is, and what refines it.
package struct StepParser {
  let context: ScriptContext

  /// The kinds of step by their key, in the order the language lists them.
  package static let kinds = [
    "say", "pause", "wait", "reps", "hold", "heat", "roll", "rest", "repeat", "include",
  ]
  /// The keys that every step may have.
  package static let common = ["say", "hands", "with baby", "section", "because"]

  /// The keys that refine a kind beyond the common ones.
  package static func refinements(of kind: String) -> [String] {
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
  package static let allKeys = Array(
    Set(kinds + common + kinds.flatMap(refinements)).sorted())

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

  private func step(_ node: SourceNode, chain: inout IncludeChain) -> Step? {
    if case .scalar(let scalar) = node {
      let line = WrittenLine(
        scalar.span.start.line, context.source.line(scalar.span.start.line))
      let text = line.text(
        min(scalar.span.start.column, line.scalars.count + 1)
          - 1..<min(
            scalar.span.end.column - 1, line.scalars.count))
      if let colon = text.firstIndex(of: ":"), Self.kinds.contains(String(text[..<colon])) {
        let better = "\(text[..<colon]): \(text[colon...].dropFirst().trimmed)"
        context.report(
          .wrongShape, "a space is missing after `\(text[..<colon]):`", at: scalar.span,
          remedy: "write \(better.asCode)", correction: better)
        return nil
      }
      if let kind = Self.kinds.first(where: { text.hasPrefix($0 + " ") }), !scalar.isLiteral {
        let value = text.dropFirst(kind.count).drop { $0 == " " || $0 == "=" }.trimmed
        // To wait for a time is a pause.
        let meant = kind == "wait" && WrittenDuration.isOne(value) ? "pause" : kind
        let better = "\(meant): \(value)"
        context.report(
          .wrongShape, "a `:` is missing after `\(kind)`", at: scalar.span,
          remedy: "write \(better.asCode); or, if this is text, `- say: \(scalar.quoted)`")
        return nil
      }
      let kind = Suggestion.nearest(to: scalar.text, among: Self.kinds)
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
    var strong = strongKinds(of: written)
    let reader = strong.isEmpty ? readingMisspeltKind(written) : written
    if strong.isEmpty { strong = strongKinds(of: reader) }
    guard let kind = kind(of: reader, strong) else { return nil }
    let step = StepReader(reader: rejectingKeys(reader, kind: kind), kind: kind, parser: self)
      .read(chain: &chain)
    // Where reading it left nothing behind, the step depends on nothing but its own text.
    if let step, context.translation == nil, before == Traces(context, chain) {
      chain.trees.keep(step, at: node.span, written: chain.stepsRead - stepsBefore)
    }
    return step
  }

  /// The one kind of a step, of those that it can be; `say` and `rest` are kinds only where they
  /// stand alone.
  private func kind(of reader: ScriptReader, _ strong: [SourceScalar]) -> String? {
    if strong.count > 1 {
      let names = strong.map { "`\($0.text)`" }.joined(separator: " and ")
      context.report(
        .twoKinds, "a step is of one kind, and this is \(names)", at: strong[1].span,
        remedy: Self.again(strong.map(\.text))
          ?? "make two steps of it: start a new line with `- \(strong[1].text):`")
      return nil
    }
    if let kind = strong.first { return kind.text }
    if reader.has("say") { return "say" }
    reportNoKind(reader)
    return nil
  }

  /// What to write where a step is to be done several times.
  private static func again(_ kinds: [String]) -> String? {
    guard kinds.contains("repeat") else { return nil }
    if kinds.contains("hold") { return "write `times:` for how often it is held" }
    return kinds.contains("reps") ? "write `sets:` for how often the repetitions are done" : nil
  }

  private static func canBeKind(_ key: String) -> Bool { key != "say" && kinds.contains(key) }

  /// The keys that can only be a step's kind.
  private func strongKinds(of reader: ScriptReader) -> [SourceScalar] {
    var strong: [SourceScalar] = []
    for index in reader.entries.indices where Self.canBeKind(reader.entries[index].key.text) {
      strong.append(reader.entries[index].key)
    }
    if strong.contains(where: { $0.text == "reps" || $0.text == "hold" }) {
      strong.removeAll { $0.text == "rest" }
    }
    return strong
  }

  /// A step of no other kind with a misspelt one: the step is read as of that kind, and the slip is
  /// its only finding.
  private func readingMisspeltKind(_ reader: ScriptReader) -> ScriptReader {
    var read: [String: String] = [:]
    // Of a step with thousands of keys, no more than can be told of.
    for entry in reader.entries.prefix(DiagnosticCollector.most)
    where !Self.allKeys.contains(entry.key.text) {
      let key = entry.key.text
      let nearest = Suggestion.nearest(to: key, among: Self.kinds)
      // Where another key is as near, that is meant in a step whose kind is known.
      let isKind =
        !reader.has("say") || Suggestion.nearest(to: key, among: Self.allKeys) == nearest
      guard
        let kind = isKind && nearest != nil
          ? nearest : context.vocabulary.key(for: key, among: Self.kinds),
        !reader.has(kind), !read.values.contains(kind)
      else { continue }
      context.report(
        .unknownKey, "unknown key `\(entry.key.quoted)`; did you mean `\(kind)`?",
        at: entry.key.span, remedy: "write `\(kind):`",
        correction: Suggestion.correction(of: key, among: Self.kinds))
      read[key] = kind
    }
    return reader.reading(read)
  }

  private func reportNoKind(_ reader: ScriptReader) {
    let first = reader.entries.first?.key
    let unknown = first.flatMap {
      Self.allKeys.contains($0.text) ? nil : "`\($0.quoted)` is no key, and "
    }
    if let first, let colon = first.text.firstIndex(of: ":"),
      Self.allKeys.contains(String(first.text[..<colon]))
    {
      context.report(
        .unknownKey, "a space is missing after `\(first.text[..<colon]):`", at: first.span,
        remedy: "write `\(first.text[..<colon]): `, and put a text with `:` in it in quotes")
      return
    }
    context.report(
      .noKind, "\(unknown ?? "")this step does not say what kind it is",
      at: first?.span ?? reader.span, remedy: "give it one of \(Self.kinds.asKeyList)")
  }

  /// Reports the keys that a kind does not have, and reads the misspelt ones as what they are
  /// taken for.
  private func rejectingKeys(_ reader: ScriptReader, kind: String) -> ScriptReader {
    let known = Self.known[kind] ?? []
    guard reader.hasKeys(otherThan: known) else { return reader }
    let corrections = reader.corrections(among: known)
    var read: [String: String] = [:]
    for entry in reader.entries where !known.contains(entry.key.text) {
      if context.findings.isFull { break }
      let key = entry.key.text
      if Self.allKeys.contains(key) {
        context.report(
          .misplacedKey, "`\(key)` does not belong to `\(kind)`", at: entry.key.span,
          remedy: misplaced(key, kind: kind))
      } else if !context.reportMissingSpace(entry, among: reader.entries) {
        let own =
          Suggestion.nearest(to: key, among: known)
          ?? context.vocabulary.key(for: key, among: known)
        let nearest = own ?? Suggestion.nearest(to: key, among: Self.allKeys)
        context.report(
          .unknownKey,
          "unknown key `\(entry.key.quoted)`" + Suggestion.clause(nearest),
          at: entry.key.span,
          remedy: nearest.map { "write `\($0):`" } ?? "`\(kind)` knows \(known.asKeyList)",
          correction: corrections[key])
        if let own, !reader.has(own), !read.values.contains(own) { read[key] = own }
      }
    }
    return reader.reading(read)
  }

  private func misplaced(_ key: String, kind: String) -> String {
    let owners = Self.kinds.filter { Self.refinements(of: $0).contains(key) }
    return "remove it; it refines \(owners.asKeyList)"
  }
}
