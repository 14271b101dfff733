/// Puts what the YAML parser finds together to a tree.
struct YAMLComposer: ~Copyable {
  /// How deep lists and mappings may nest: a routine in rounds in rounds needs a dozen.
  static let deepestNesting = 64

  private var events: YAMLEvents
  private let source: SourceText
  private let findings: DiagnosticCollector
  /// What is wrong with the tree, told where the whole text is YAML: otherwise that is the mistake.
  private var misshapen: [Diagnostic] = []

  init(
    _ events: consuming YAMLEvents, of source: SourceText, into findings: DiagnosticCollector
  ) {
    self.events = events
    self.source = source
    self.findings = findings
  }

  /// The tree of the text's only document; `nil` after a finding.
  mutating func document() throws(YAMLEvents.Failure) -> ScriptNode? {
    guard case .documentStart = try events.next() else { throw .empty }
    let root = try node(try events.next(), depth: 0)
    // The document's end.
    _ = try events.next()
    guard case .streamEnd = try events.next() else {
      throw .syntax("but found another document", at: events.start)
    }
    for finding in misshapen { findings.report(finding) }
    return root
  }

  /// What begins with an event; `nil` where it is left out, and a finding says why.
  private mutating func node(
    _ first: YAMLEvents.Event, depth: Int
  ) throws(YAMLEvents.Failure) -> ScriptNode? {
    let point = source.point(events.start)
    guard depth <= Self.deepestNesting else {
      note(
        .syntax, "lists and mappings nest deeper than \(Self.deepestNesting) levels here",
        at: point, remedy: "use fewer levels")
      try skip(first)
      return nil
    }
    switch first {
    case .scalar(let text, let style): return .scalar(scalar(text, style))
    case .listStart: return .list(try items(depth: depth), point)
    case .mappingStart: return .mapping(try entries(depth: depth), point)
    case .alias(let name): throw aliased(name)
    case .end, .documentStart, .documentEnd, .streamEnd: return nil
    }
  }

  private mutating func items(depth: Int) throws(YAMLEvents.Failure) -> [ScriptNode] {
    var items: [ScriptNode] = []
    while true {
      let event = try events.next()
      if case .end = event { return items }
      if let item = try node(event, depth: depth + 1) { items.append(item) }
    }
  }

  private mutating func entries(depth: Int) throws(YAMLEvents.Failure) -> [ScriptEntry] {
    var entries: [ScriptEntry] = []
    entries.reserveCapacity(KeysSoFar.usual)
    var keys = KeysSoFar()
    var repeated: [ScriptScalar] = []
    while true {
      let event = try events.next()
      if case .end = event { break }
      guard case .scalar(let name, let style) = event else {
        note(
          .wrongShape, "a key is a word, not a list or a mapping", at: source.point(events.start),
          remedy: "write `key: value`")
        try skip(event)
        try skip(try events.next())
        continue
      }
      let key = scalar(name, style)
      let value = try node(try events.next(), depth: depth + 1)
      if !keys.insert(name) {
        repeated.append(key)
      } else if let value {
        entries.append(ScriptEntry(key: key, value: value))
      }
    }
    for key in repeated {
      findings.report(
        .duplicateKey, "`\(key.text)` is written twice in one mapping", at: key.span, in: source,
        remedy: "keep one of them")
    }
    return entries
  }

  /// Passes over all that begins with an event.
  private mutating func skip(_ first: YAMLEvents.Event) throws(YAMLEvents.Failure) {
    var event = first
    var open = 0
    while true {
      switch event {
      case .listStart, .mappingStart: open += 1
      case .end: open -= 1
      case .alias(let name): throw aliased(name)
      default: break
      }
      guard open > 0 else { return }
      event = try events.next()
    }
  }

  private func aliased(_ name: String) -> YAMLEvents.Failure {
    source.text.contains("&" + name)
      ? .alias(SourceSpan(file: source.name, start: events.start, end: events.end))
      : .syntax("found undefined alias", at: events.start)
  }

  private func scalar(_ text: String, _ style: YAMLEvents.ScalarStyle) -> ScriptScalar {
    let start = events.start
    var end = events.end
    if style == .block, text.isEmpty {
      end = start
    } else if style == .block || end.line > start.line {
      // Of several lines, what stands on the first.
      end = source.end(ofLine: start.line)
    }
    return ScriptScalar(
      text: text, span: SourceSpan(file: source.name, start: start, end: end),
      isLiteral: style != .plain)
  }

  private mutating func note(
    _ id: DiagnosticID, _ message: String, at span: SourceSpan, remedy: String
  ) {
    misshapen.append(
      Diagnostic(
        .error, id, message, at: span, sourceLine: source.line(span.start.line), remedy: remedy))
  }
}

/// The keys of a mapping: looked through while they are few, as they nearly always are.
private struct KeysSoFar {
  /// As many as a step has.
  static let usual = 8
  private static let few = 16
  private var inOrder: [String] = []
  private var all: Set<String> = []

  /// Takes a key; tells whether it is new.
  mutating func insert(_ key: String) -> Bool {
    if inOrder.count < Self.few {
      guard !inOrder.contains(key) else { return false }
      inOrder.append(key)
      return true
    }
    if all.isEmpty { all = Set(inOrder) }
    return all.insert(key).inserted
  }
}
