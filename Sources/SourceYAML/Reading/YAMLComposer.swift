/// Puts together a tree from what the YAML parser finds.
package struct YAMLComposer: ~Copyable {
  /// How deep lists and mappings may nest: a routine in rounds in rounds needs a dozen.
  package static let deepestNesting = 64
  /// How deep what is passed over may nest: libyaml itself has no limit, and takes a time that grows
  /// with the square of the depth.
  private static let deepestSkip = 1_000

  private var events: YAMLEvents
  /// The text, and where its author wrote what is in it.
  private let draft: RepairedText
  private let vocabulary: Vocabulary
  private let findings: DiagnosticCollector
  /// What is wrong with the tree, reported only if the whole text is YAML: otherwise that is the
  /// mistake.
  private var misshapen: [Diagnostic] = []
  /// Whether a tag or an anchor could be anywhere: most texts have no character of one.
  private let mayHaveProperties: Bool

  init(
    _ events: consuming YAMLEvents, of draft: RepairedText, _ vocabulary: Vocabulary,
    into findings: DiagnosticCollector
  ) {
    self.events = events
    self.draft = draft
    self.vocabulary = vocabulary
    self.findings = findings
    mayHaveProperties =
      draft.text.text.hasByte(UInt8(ascii: "!")) || draft.text.text.hasByte(UInt8(ascii: "&"))
  }

  /// The tree of the text's only document; `nil` after a finding.
  mutating func document() throws(YAMLEvents.Failure) -> SourceNode? {
    guard case .documentStart = try events.next() else { throw .empty }
    let root = try node(try events.next(), depth: 0)
    // Only a mark of a document's start, for example: there is nothing in it.
    if case .scalar(let scalar) = root, !scalar.isLiteral, scalar.text.isEmpty { throw .empty }
    // The document's end.
    _ = try events.next()
    guard case .streamEnd = try events.next() else {
      throw .syntax(
        SyntaxProblem(words: "found another document", place: events.start, reading: nil))
    }
    for finding in misshapen { findings.report(finding) }
    return root
  }

  /// What begins with an event; `nil` if it is left out, and a finding says why.
  private mutating func node(
    _ first: YAMLEvents.Event, depth: Int
  ) throws(YAMLEvents.Failure) -> SourceNode? {
    let point = draft.point(events.start)
    guard depth <= Self.deepestNesting else {
      note(
        .syntax, "lists and mappings nest deeper than \(Self.deepestNesting) levels here",
        at: point, remedy: "use fewer levels")
      try skip(first)
      return nil
    }
    rejectProperties()
    switch first {
    case .scalar(let text, let style): return .scalar(scalar(text, style))
    case .listStart: return .list(try items(depth: depth), point)
    case .mappingStart: return .mapping(try entries(depth: depth), point)
    case .alias(let name): throw aliased(name)
    case .end, .documentStart, .documentEnd, .streamEnd: return nil
    }
  }

  /// As many keys as a step has.
  private static let usualKeys = 6

  private mutating func items(depth: Int) throws(YAMLEvents.Failure) -> [SourceNode] {
    var items: [SourceNode] = []
    while true {
      let event = try events.next()
      if case .end = event { return items }
      if let item = try node(event, depth: depth + 1) { items.append(item) }
    }
  }

  private mutating func entries(depth: Int) throws(YAMLEvents.Failure) -> [SourceEntry] {
    var entries: [SourceEntry] = []
    entries.reserveCapacity(Self.usualKeys)
    var keys = KeysSoFar()
    while true {
      let event = try events.next()
      if case .end = event { return entries }
      guard case .scalar(let name, let style) = event else {
        note(
          .wrongShape, "a key is a word, not a list or a mapping", at: draft.point(events.start),
          remedy: "write `key: value`")
        try skip(event)
        try skip(try events.next())
        continue
      }
      rejectProperties()
      let key = scalar(name, style)
      let value = try node(try events.next(), depth: depth + 1)
      guard keys.insert(name, after: entries) else {
        findings.report(
          .duplicateKey, "`\(name)` is written twice in one mapping", at: key.span,
          in: draft.original,
          remedy: remedy(forDuplicate: name))
        continue
      }
      if let value {
        entries.append(SourceEntry(key: key, value: value))
      } else {
        keys.note(name)
      }
    }
  }

  private func remedy(forDuplicate key: String) -> String {
    guard let entries = vocabulary.entries, entries.kinds.contains(key) else {
      return "keep one of them"
    }
    return "keep one of them; or, if a new \(entries.noun) begins here, write `- \(key):`"
  }

  /// Passes over everything that begins with an event.
  private mutating func skip(_ first: YAMLEvents.Event) throws(YAMLEvents.Failure) {
    var event = first
    var open = 0
    while true {
      switch event {
      case .listStart, .mappingStart:
        open += 1
        guard open < Self.deepestSkip else { throw nestsTooDeep }
      case .end: open -= 1
      case .alias(let name): throw aliased(name)
      default: break
      }
      guard open > 0 else { return }
      event = try events.next()
    }
  }

  private var nestsTooDeep: YAMLEvents.Failure {
    .syntax(
      SyntaxProblem(
        words: "the nesting of lists and mappings goes on too deep", place: events.start,
        reading: nil))
  }

  private func aliased(_ name: String) -> YAMLEvents.Failure {
    draft.text.text.contains("&" + name)
      ? .alias(draft.span(events.start, events.end))
      : .syntax(SyntaxProblem(words: "found undefined alias", place: events.start, reading: nil))
  }

  private func scalar(_ text: String, _ style: YAMLEvents.ScalarStyle) -> SourceScalar {
    let (start, end) = (events.start, events.end)
    let span = draft.span(start, end)
    let isOnOneLine = !style.isBlock && end.line == start.line
    return SourceScalar(
      text: text,
      span: isOnOneLine ? span : draft.span(start, draft.text.end(ofLine: start.line)),
      end: span.end, isLiteral: style != .plain)
  }

  /// Notes what is before a value and not part of the language: a tag or an anchor.
  private mutating func rejectProperties() {
    guard mayHaveProperties else { return }
    let place = events.start
    let written = draft.text.part(ofLine: place.line)
    guard
      written.hasByte(UInt8(ascii: "!")) || written.hasByte(UInt8(ascii: "&"))
    else { return }
    let line = WrittenLine(place.line, String(written))
    guard line.scalars.indices.contains(place.column - 1) else { return }
    let first = line.scalars[place.column - 1]
    guard first == "!" || first == "&" else { return }
    let rest = place.column - 1..<max(place.column, line.end)
    let quoted = line.value == rest ? SyntaxAdvice.quoted(line.text(rest)) : nil
    // `!!str` and `&name` are YAML, and meant as such.
    let isText = first == "!" && rest.count > 1 && line.scalars[place.column] != "!"
    let other = "remove it; put a text like this in quotes"
    note(
      .alias,
      isText
        ? "YAML takes a word that starts with `!` for the name of a type, and it would not be said"
        : "YAML anchors and tags are not part of the language",
      at: draft.span(place.line, rest.lowerBound + 1..<rest.upperBound + 1),
      remedy: quoted.map { isText ? "write \($0.asCode)" : other } ?? "remove it",
      correction: isText ? quoted : nil)
  }

  private mutating func note(
    _ id: DiagnosticID, _ message: String, at span: SourceSpan, remedy: String,
    correction: String? = nil
  ) {
    misshapen.append(
      Diagnostic(
        .error, id, message, at: span, sourceLine: draft.original.line(span.start.line),
        remedy: remedy, correction: correction))
  }
}

/// The keys of a mapping: searched one by one while they are few, as they nearly always are.
private struct KeysSoFar {
  private static let few = 16
  /// All of them, as soon as there are more.
  private var all: Set<String> = []
  /// Those without an entry.
  private var left: [String] = []

  /// Takes a key that comes after some entries; returns whether it is new.
  mutating func insert(_ key: String, after entries: [SourceEntry]) -> Bool {
    guard entries.count + left.count >= Self.few else {
      return !entries.contains { $0.key.text == key } && !left.contains(key)
    }
    if all.isEmpty { all = Set(entries.map(\.key.text) + left) }
    return all.insert(key).inserted
  }

  /// Takes a key whose value was left out.
  mutating func note(_ key: String) { left.append(key) }
}
