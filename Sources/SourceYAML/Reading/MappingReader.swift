/// Reads the keys of one mapping, and reports what is missing, misspelt or of the wrong shape.
package struct MappingReader<Context: ReadingContext> {
  package let context: Context
  package let span: SourceSpan
  package let entries: [SourceEntry]

  /// Reads a node that must be a mapping.
  ///
  /// Fails after a finding if the node is something else.
  ///
  /// - Parameters:
  ///   - node: the node.
  ///   - what: what the mapping is, for messages: "a step".
  ///   - context: the source, and where findings go.
  package init?(_ node: SourceNode, _ what: String, in context: Context) {
    guard case .mapping(let entries, let span) = node else {
      context.report(
        .wrongShape, "\(what) is written as keys with values, and this is \(node.shape)",
        at: node.span, remedy: "write `key: value`")
      return nil
    }
    self.context = context
    self.span = span
    self.entries = entries
  }

  /// The same mapping, read in another context.
  package init<Other>(_ reader: MappingReader<Other>, in context: Context) {
    self.context = context
    span = reader.span
    entries = reader.entries
  }

  /// The same mapping with other entries.
  package init(_ reader: MappingReader, entries: [SourceEntry]) {
    context = reader.context
    span = reader.span
    self.entries = entries
  }

  package func entry(_ key: String) -> SourceEntry? { entries.index(of: key).map { entries[$0] } }
  package func has(_ key: String) -> Bool { entries.index(of: key) != nil }

  /// Reports every key that is not among the known ones, with the nearest that is.
  ///
  /// - Returns: the mapping with each misspelt key read as the one it was taken for, so that its
  ///   value is checked too, and the right one is not reported as missing.
  package func rejectingKeys(otherThan known: [String], what: String) -> MappingReader {
    guard hasKeys(otherThan: known) else { return self }
    let corrections = corrections(among: known)
    var read: [String: String] = [:]
    for entry in entries where !known.contains(entry.key.text) {
      if context.findings.isFull { break }
      if context.reportMissingSpace(entry, among: entries) { continue }
      let nearest =
        Suggestion.nearest(to: entry.key.text, among: known)
        ?? context.vocabulary.key(for: entry.key.text, among: known)
      context.report(
        .unknownKey,
        "unknown key `\(entry.key.quoted)`" + Suggestion.clause(nearest),
        at: entry.key.span,
        remedy: nearest.map { "write `\($0):`" }
          ?? (entry.key.text.contains { $0.isWhitespace && $0 != " " }
            ? "it has an unusual space in it: type an ordinary one"
            : "\(what) knows \(known.asKeyList)"),
        correction: corrections[entry.key.text])
      if let nearest, !has(nearest), !read.values.contains(nearest) {
        read[entry.key.text] = nearest
      }
    }
    return reading(read)
  }

  /// Whether a key is not among the known ones, which is seldom.
  package func hasKeys(otherThan known: [String]) -> Bool {
    entries.haveKeys(otherThan: known)
  }

  /// The mapping with some of its keys read as others.
  package func reading(_ names: [String: String]) -> MappingReader {
    guard !names.isEmpty else { return self }
    return MappingReader(
      self,
      entries: entries.map { entry in
        guard let name = names[entry.key.text] else { return entry }
        let key = SourceScalar(
          text: name, span: entry.key.span, isLiteral: entry.key.isLiteral)
        return SourceEntry(key: key, value: entry.value)
      })
  }

  /// The key that each misspelt one certainly is: not if that one is there too, or if two could be
  /// meant for it.
  package func corrections(among known: [String]) -> [String: String] {
    let keys = Set(entries.map(\.key.text))
    var corrections: [String: String] = [:]
    var meant: [String: Int] = [:]
    let unknown = keys.filter { !known.contains($0) }
    guard unknown.count <= DiagnosticCollector.most else { return [:] }
    for key in unknown {
      guard let name = Suggestion.correction(of: key, among: known) else { continue }
      meant[name, default: 0] += 1
      if !keys.contains(name) { corrections[key] = name }
    }
    return corrections.filter { meant[$0.value] == 1 }
  }

  /// The entry of a key that must be there.
  package func required(_ key: String, remedy: String) -> SourceEntry? {
    if let entry = entry(key) { return entry }
    context.report(.missingKey, "`\(key)` is missing", at: span, remedy: remedy)
    return nil
  }

  /// A key's single value; `nil` if the key is absent or, after a finding, something else.
  package func scalar(_ key: String) -> SourceScalar? {
    guard let index = entries.index(of: key) else { return nil }
    return entries.plainValue(at: index) ?? context.scalar(entries[index].value, of: key)
  }

  /// A key's value as text, never empty.
  package func text(_ key: String) -> String? {
    guard let scalar = scalar(key), let text = context.plainText(scalar) else { return nil }
    return text.trimmed
  }

  /// A key's value as a list of texts; a single text counts as a list of one.
  package func texts(_ key: String) -> [String] {
    guard let entry = entry(key) else { return [] }
    return context.items(entry.value).compactMap { item in
      context.scalar(item, of: key).flatMap(context.plainText)?.trimmed
    }
  }

  /// A key's value as a number within a range; `nil` if absent or after a finding.
  package func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
    guard let scalar = scalar(key), let text = context.plainText(scalar) else { return nil }
    guard let value = Double(text), value.isFinite else {
      context.report(
        .badNumber, "`\(key)` is a number, not \(context.quote(scalar, text))", at: scalar.span,
        remedy: "write a number from \(range.lowerBound.short) to \(range.upperBound.short)")
      return nil
    }
    guard range.contains(value) else {
      context.report(
        .outOfRange, "`\(key)` is \(context.quote(scalar, text))", at: scalar.span,
        remedy: "write a number from \(range.lowerBound.short) to \(range.upperBound.short)")
      return nil
    }
    return value
  }
}

extension ReadingContext {
  /// Reports a key without the space that would end it, as in `{ left:2s }`.
  ///
  /// - Parameters:
  ///   - entry: the key.
  ///   - entries: all keys of its mapping.
  /// - Returns: whether it is one.
  package func reportMissingSpace(_ entry: SourceEntry, among entries: [SourceEntry]) -> Bool {
    guard case .scalar(let value) = entry.value, value.isNothing, !entry.key.isLiteral,
      let colon = entry.key.text.firstIndex(of: ":")
    else { return false }
    let (name, rest) = (entry.key.text[..<colon], entry.key.text[colon...].dropFirst())
    guard !name.isEmpty, !rest.isEmpty else { return false }
    // A colon behind it would be one too many, and so would the same key once more.
    let end = entry.key.span.end
    let behind = source.line(end.line).unicodeScalars.dropFirst(end.column - 1)
    let endsInColon = behind.first { $0 != " " && $0 != "\t" } == ":"
    let isMeantOnce =
      entries.count { $0.key.text == name || $0.key.text.hasPrefix(name + ":") } == 1
    report(
      .unknownKey, "a space is missing after `\(name):`", at: entry.key.span,
      remedy: "write `\(name): \(rest)`",
      correction: endsInColon || !isMeantOnce ? nil : "\(name): \(rest)")
    return true
  }

  /// A node that must be a single value that is not nothing.
  package func scalar(_ node: SourceNode, of key: String) -> SourceScalar? {
    guard case .scalar(let scalar) = node else {
      var remedy = "write it on the same line: `\(key): …`"
      if case .mapping(let entries, _) = node, let only = entries.first, entries.count == 1,
        case .scalar(let value) = only.value, value.isNothing
      {
        remedy = "a setting is written `${\(only.key.quoted)}`; put a text in quotes"
      }
      report(
        .wrongShape, "`\(key)` is one value, and this is \(node.shape)", at: node.span,
        remedy: remedy)
      return nil
    }
    guard scalar.hasText else {
      report(
        .missingKey, "`\(key)` has no value", at: scalar.span,
        remedy: "write it on the same line: `\(key): …`")
      return nil
    }
    return scalar
  }

  /// The items of a list; anything else is its own only item.
  package func items(_ node: SourceNode) -> [SourceNode] {
    if case .list(let items, _) = node { return items }
    return [node]
  }
}

// What every key of a step goes through depends on no context: as part of the generic reader, whose
// callers are in other modules, each look at an entry would copy it.
extension [SourceEntry] {
  /// The first entry with a key.
  fileprivate func index(of key: String) -> Int? {
    indices.first { self[$0].key.text.isKey(key) }
  }

  /// Whether a key is not among the known ones.
  fileprivate func haveKeys(otherThan known: [String]) -> Bool {
    indices.contains { known.index(ofKey: self[$0].key.text) == nil }
  }

  /// An entry's single value; `nil` if its value is something else, or empty.
  fileprivate func plainValue(at index: Int) -> SourceScalar? {
    guard case .scalar(let scalar) = self[index].value, scalar.hasText else { return nil }
    return scalar
  }
}

extension SourceScalar {
  fileprivate var hasText: Bool { !isNothing && !text.isBlank }
}

extension String {
  /// Whether it is a key: most that are compared differ in length.
  fileprivate func isKey(_ key: String) -> Bool {
    utf8.count == key.utf8.count && self == key
  }
}

extension [String] {
  /// Where a key is among these.
  package func index(ofKey key: String) -> Int? { firstIndex { $0.isKey(key) } }
}

extension Sequence<String> {
  /// Keys as a message lists them.
  package var asKeyList: String { map { "`\($0)`" }.joined(separator: ", ") }
}

extension Double {
  /// A bound as a person writes it.
  package var short: String { rounded() == self ? String(Int(self)) : String(self) }
}
