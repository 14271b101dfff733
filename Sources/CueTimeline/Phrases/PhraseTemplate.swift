/// A text with slots to fill in, each with a name between braces: `{n} minutes left`.
struct PhraseTemplate: Equatable {
  private enum Piece: Equatable {
    case words(String)
    case slot(String)
  }

  private let pieces: [Piece]

  /// Reads a template; a brace that is not closed is text.
  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"),
      let close = rest[open...].firstIndex(of: "}")
    {
      pieces.append(.words(String(rest[..<open])))
      pieces.append(.slot(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    pieces.append(.words(String(rest)))
    self.pieces = pieces
  }

  /// The names of its slots, in order.
  var slots: [String] {
    pieces.compactMap { piece in
      if case .slot(let name) = piece { name } else { nil }
    }
  }

  /// The text with every slot filled in; one without a value is left out.
  func filled(_ value: (String) -> String?) -> String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .words(let words): text += words
      case .slot(let name): text += value(name) ?? ""
      }
    }
  }
}

extension String {
  /// The text with a capital at its start.
  var capitalisedAtStart: String {
    // Most set phrases are written with one.
    if let first = utf8.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) {
      return self
    }
    return prefix(1).uppercased() + dropFirst()
  }
}
