/// A piece of a script's text with its place: the tree every parser in here reads.
package enum ScriptNode {
  case scalar(ScriptScalar)
  case list([ScriptNode], SourceSpan)
  case mapping([ScriptEntry], SourceSpan)

  package var span: SourceSpan {
    switch self {
    case .scalar(let scalar): scalar.span
    case .list(_, let span), .mapping(_, let span): span
    }
  }

  /// What a message calls it.
  var shape: String {
    switch self {
    case .scalar(let scalar): scalar.isNothing ? "nothing" : "`\(scalar.quoted)`"
    case .list: "a list"
    case .mapping: "a mapping of keys"
    }
  }
}

/// A single value as it is written; what it means is for its reader to say.
package struct ScriptScalar {
  package let text: String
  package let span: SourceSpan
  /// The place after its last character; `span` ends on the line that it starts on.
  let end: SourcePosition
  /// Whether it stands in quotes or as a block: then it is text, whatever it looks like.
  package let isLiteral: Bool

  init(text: String, span: SourceSpan, end: SourcePosition? = nil, isLiteral: Bool) {
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
package struct ScriptEntry {
  package let key: ScriptScalar
  package let value: ScriptNode

  /// Where the value is; of a list or a mapping, its key.
  var span: SourceSpan { if case .scalar(let value) = value { value.span } else { key.span } }
}
