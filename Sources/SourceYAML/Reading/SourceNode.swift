/// A part of a source with its place: the tree that every reader of a file reads.
package enum SourceNode: Equatable, Sendable {
  case scalar(SourceScalar)
  case list([SourceNode], SourceSpan)
  case mapping([SourceEntry], SourceSpan)

  package var span: SourceSpan {
    switch self {
    case .scalar(let scalar): scalar.span
    case .list(_, let span), .mapping(_, let span): span
    }
  }

  /// What a message calls it.
  package var shape: String {
    switch self {
    case .scalar(let scalar): scalar.isNothing ? "nothing" : "`\(scalar.quoted)`"
    case .list: "a list"
    case .mapping: "a mapping of keys"
    }
  }
}

/// A single value as it is written; what it means is for its reader to say.
package struct SourceScalar: Equatable, Sendable {
  package let text: String
  package let span: SourceSpan
  /// The place after its last character; `span` ends on the line that it starts on.
  package let end: SourcePosition
  /// Whether it is in quotes or a block: then it is text, whatever it looks like.
  package let isLiteral: Bool

  package init(text: String, span: SourceSpan, end: SourcePosition? = nil, isLiteral: Bool) {
    self.text = text
    self.span = span
    self.end = end ?? span.end
    self.isLiteral = isLiteral
  }

  /// Whether the value was left out (`heat:`) or written as YAML's null.
  package var isNothing: Bool {
    !isLiteral && (text.isEmpty || text == "~" || text == "null")
  }

  /// The text short enough for a message.
  package var quoted: String {
    let line = text.utf8.contains(0x0A) ? text.replacing("\n", with: " ") : text
    return line.isAtMost(40) ? line : line.prefix(37) + "…"
  }
}

/// A key and its value.
package struct SourceEntry: Equatable, Sendable {
  package let key: SourceScalar
  package let value: SourceNode

  package init(key: SourceScalar, value: SourceNode) {
    self.key = key
    self.value = value
  }

  /// Where the value is; of a list or a mapping, where its key is.
  package var span: SourceSpan {
    if case .scalar(let value) = value { value.span } else { key.span }
  }
}
