internal import Yams

/// Turns YAML text into a tree with places, within bounds that no text can exceed.
package enum YAMLReader {
  /// The largest script that is read, in bytes: a thousand times the first routine's needs.
  package static let largestSource = 1 << 20
  /// The longest line, in Unicode scalars: beyond it no text is written by a person.
  static let longestLine = 4_000
  /// How deep lists and mappings may nest: a routine in rounds in rounds needs a dozen.
  static let deepestNesting = 64

  /// Reads a text.
  ///
  /// - Returns: the document's tree, `nil` where there is none; then a finding says why.
  package static func read(
    _ source: SourceText, into findings: DiagnosticCollector
  ) -> ScriptNode? {
    let top = span(source, line: 1, column: 1)
    guard source.text.utf8.count <= largestSource else {
      findings.report(
        .tooLarge, "this file is larger than \(largestSource / 1024) KiB, the most a script can be",
        at: top, in: source, remedy: "split it and use `include:`")
      return nil
    }
    if let index = source.lines.firstIndex(where: { $0.utf8.count > 4 * longestLine })
      ?? source.lines.firstIndex(where: { $0.unicodeScalars.count > longestLine })
    {
      // The line itself would only fill the screen.
      findings.report(
        Diagnostic(
          .error, .tooLarge, "this line is longer than \(longestLine) characters",
          at: span(source, line: index + 1, column: 1), sourceLine: "",
          remedy: "break it into several: start the text with `>-` on a line of its own"))
      return nil
    }
    guard let (node, renamed) = compose(source, into: findings) else { return nil }
    guard let node else {
      findings.report(
        .empty, "there is nothing in this file", at: top, in: source,
        remedy:
          "write keys with values, such as `title: …`; `coach show upper-back-relief --script` is a model"
      )
      return nil
    }
    return convert(node, in: source, depth: 0, renamed: renamed, into: findings)
  }

  /// Parses, and steps over repeated keys so that the rest of the file is still checked.
  private static func compose(
    _ original: SourceText, into findings: DiagnosticCollector
  ) -> (node: Node?, renamed: Bool)? {
    if let alias = AnchorScan.firstAlias(in: original) {
      findings.report(
        .alias, "YAML anchors and aliases are not part of the language", at: alias, in: original,
        remedy: "use `settings:` for a value and `repeat:` or `include:` for steps")
      return nil
    }
    var source = original
    for round in 0..<32 {
      do {
        return (try Yams.compose(yaml: source.text), round > 0)
      } catch let error as YamlError {
        if case .duplicatedKeysInMapping(let keys, let context) = error {
          if let key = keys.first,
            let (place, renamed) = DuplicateKey.renameSecond(
              key, firstAt: (context.mark.line, context.mark.column), in: source)
          {
            findings.report(
              .duplicateKey, "`\(key)` is written twice in one mapping",
              at: span(
                original, line: place.line, column: place.column, length: key.unicodeScalars.count),
              in: original, remedy: "keep one of them")
            source = renamed
            continue
          }
          findings.report(
            .duplicateKey, "`\(keys.first ?? "a key")` is written twice in one mapping",
            at: span(original, line: context.mark.line, column: context.mark.column), in: original,
            remedy: "keep one of them")
          return nil
        }
        report(error, in: original, into: findings)
        return nil
      } catch {
        findings.report(
          .syntax, "this is not YAML: \(error)", at: span(original, line: 1, column: 1),
          in: original)
        return nil
      }
    }
    return nil
  }

  private static func report(
    _ error: YamlError, in source: SourceText, into findings: DiagnosticCollector
  ) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let line = min(mark.line, max(1, source.lines.count))
      findings.report(
        .syntax, "this is not YAML here: \(problem)",
        at: span(source, line: line, column: mark.column), in: source,
        remedy: syntaxRemedy(problem, in: source, line: line))
    case .reader(let problem, let offset, _, _):
      let before = source.text.utf8.prefix(offset ?? 0)
      let line = before.count { $0 == UInt8(ascii: "\n") } + 1
      findings.report(
        .unreadable, "this is not text: \(problem)", at: span(source, line: line, column: 1),
        in: source, remedy: "save it as plain UTF-8 text")
    default:
      findings.report(
        .syntax, "this is not YAML: \(error)", at: span(source, line: 1, column: 1), in: source)
    }
  }

  /// The mistakes people really make have a better remedy than the scanner's words.
  private static func syntaxRemedy(_ problem: String, in source: SourceText, line: Int) -> String {
    let text = source.line(line)
    if text.contains("\t") { return "indent with spaces: YAML does not allow tabs" }
    if problem.contains("mapping values") {
      return "put a text that contains `: ` in quotes"
    }
    if problem.contains("Maximum nesting") { return "use fewer levels" }
    return "check the indentation, and put texts with `:`, `#` or quotes in them in quotes"
  }

  private static func convert(
    _ node: Node, in source: SourceText, depth: Int, renamed: Bool,
    into findings: DiagnosticCollector
  ) -> ScriptNode? {
    let mark = node.mark.map { ($0.line, $0.column) } ?? (1, 1)
    guard depth <= deepestNesting else {
      findings.report(
        .syntax, "lists and mappings nest deeper than \(deepestNesting) levels here",
        at: span(source, line: mark.0, column: mark.1), in: source,
        remedy: "use fewer levels")
      return nil
    }
    let point = span(source, line: mark.0, column: mark.1)
    switch node {
    case .scalar(let scalar):
      return .scalar(self.scalar(scalar, at: mark, in: source))
    case .sequence(let sequence):
      return .list(
        sequence.compactMap {
          convert($0, in: source, depth: depth + 1, renamed: renamed, into: findings)
        }, point)
    case .mapping(let mapping):
      let entries = mapping.compactMap { key, value -> ScriptEntry? in
        guard case .scalar(let name) = key else {
          let at = key.mark.map { ($0.line, $0.column) } ?? mark
          findings.report(
            .wrongShape, "a key is a word, not a list or a mapping",
            at: span(source, line: at.0, column: at.1), in: source,
            remedy: "write `key: value`")
          return nil
        }
        if renamed, DuplicateKey.isRenamed(name.string) { return nil }
        guard
          let value = convert(
            value, in: source, depth: depth + 1, renamed: renamed, into: findings)
        else { return nil }
        let place = key.mark.map { ($0.line, $0.column) } ?? mark
        return ScriptEntry(key: self.scalar(name, at: place, in: source), value: value)
      }
      return .mapping(entries, point)
    case .alias:
      return nil
    }
  }

  private static func scalar(
    _ scalar: Node.Scalar, at mark: (line: Int, column: Int), in source: SourceText
  ) -> ScriptScalar {
    ScriptScalar(
      text: scalar.string,
      span: span(
        source, line: mark.line, column: mark.column,
        length: ScalarExtent.length(of: scalar.string, at: mark.column, in: source.line(mark.line))),
      isLiteral: scalar.style != .plain && scalar.style != .any)
  }

  private static func span(
    _ source: SourceText, line: Int, column: Int, length: Int = 1
  ) -> SourceSpan {
    SourceSpan(
      file: source.name, start: SourcePosition(line: line, column: column),
      end: SourcePosition(line: line, column: column + max(0, length)))
  }
}
